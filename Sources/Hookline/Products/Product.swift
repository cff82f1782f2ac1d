/// What a run makes of the events that it reads.
///
/// Each worker of a run has its own and adds to it; they are merged at the end, in any order. What is counted is in ``counts``,
/// ``changes``, ``usage`` or ``activity``, and the others are `nil`; all are if the result is written as it is made.
public struct Product: Sendable {
  // Exactly one of these has a value. They are not the cases of an enumeration, because Swift changes the value of a case by
  // copying it out and back, with all that it refers to.
  /// Delivery jobs, one for each webhook to which an event is sent, written as they are made.
  @usableFromInline private(set) var jobs: JobWriter?
  /// How many jobs there would be; nothing is written.
  public private(set) var counts: JobCounts?
  /// Why each webhook gets an event or not, written as it is found.
  private(set) var explanations: ExplanationWriter?
  /// How many jobs there would be by two sets of definitions; nothing is written.
  public private(set) var changes: ChangeCounts?
  /// How the events concern each webhook; nothing is written.
  public private(set) var usage: WebhookUsage?
  /// How many jobs there would be, and how they and the events are spread over time; nothing is written.
  public private(set) var activity: Activity?

  /// Delivery jobs for `webhooks` from events in an input of `form`, written as `format` says.
  ///
  /// - Complexity: O(n) for n webhooks.
  public static func jobs(
    for webhooks: [Webhook], from form: InputForm = .events, as format: JobFormat = .json
  ) -> Product {
    Product(jobs: JobWriter(for: webhooks, from: form, as: format))
  }

  /// Counts of the jobs for `webhooks`.
  public static func counts(for webhooks: [Webhook]) -> Product {
    Product(counts: JobCounts(webhookCount: webhooks.count))
  }

  /// Explanations of events for `webhooks`, in this form; `files` is what it calls each input: as text or, in JSON, as a string.
  ///
  /// - Complexity: O(n) for n webhooks.
  package static func explanations(
    for webhooks: [Webhook], from files: [[UInt8]], as form: ExplanationForm
  ) -> Product {
    Product(explanations: ExplanationWriter(for: webhooks, from: files, as: form))
  }

  /// Counts of the jobs for `webhooks`, now and as they were in `former`.
  public static func changes(of webhooks: [Webhook], since former: FormerWebhooks) -> Product {
    Product(changes: ChangeCounts(of: webhooks, since: former))
  }

  /// How events in an input of `form` concern each of `webhooks`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public static func usage(of webhooks: [Webhook], in form: InputForm = .events) -> Product {
    Product(usage: WebhookUsage(webhooks, of: form))
  }

  /// The jobs for `webhooks` over time; if the input is of the `form`, also how its events concern each webhook.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public static func activity(
    for webhooks: [Webhook], withUsageIn form: InputForm? = nil
  ) -> Product {
    Product(activity: Activity(for: webhooks, withUsageIn: form))
  }

  /// Adds the result of the record on which `router` has just returned `verdict`, whose event's extent is that in `block`.
  ///
  /// - Returns: Whether the event's jobs are refused, all of them, because their format cannot express them. Only
  ///   ``JobFormat/curl`` refuses jobs.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable @discardableResult
  public mutating func add<Output: EntryOutput & ~Copyable>(
    _ verdict: Router.Verdict, by router: borrowing Router, in block: Span<UInt8>,
    to output: inout Output
  ) throws(Output.Failure) -> Bool {
    count(verdict, by: router)
    guard case .matched = verdict else { return false }
    return try addJobs(of: router.event, due: router.due, in: block, to: &output)
  }

  /// Counts the record on which `router` has just returned `verdict`, and its event; the jobs only in the usage of the webhooks,
  /// which also has those that are left out.
  ///
  /// - Complexity: O(jobs + groups of webhooks from which the event is withheld) if that is counted, else O(1).
  @usableFromInline
  package mutating func count(_ verdict: Router.Verdict, by router: borrowing Router) {
    usage?.count(verdict, by: router)
    activity?.note(verdict, by: router)
    guard case .matched = verdict else { return }
    let isMatched = !router.due.isEmpty || !router.subtracted.isEmpty
    counts?.count(router.event, isMatched: isMatched)
    activity?.count(router.event, isMatched: isMatched)
  }

  /// Adds the jobs of `event`, whose extent is that in `block`, for the webhooks at the places `due`.
  ///
  /// - Returns: Whether the jobs are refused.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable
  package mutating func addJobs<Output: EntryOutput & ~Copyable>(
    of event: Event, due: [Int], in block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) -> Bool {
    if let jobs {
      return due.isEmpty ? false : try jobs.write(event, due: due, in: block, to: &output)
    }
    count(jobsOf: event, due: due)
    return false
  }

  /// Adds the jobs of `event`, which has this `text` in a job, with this `digest`, for the webhooks at the places `due`.
  ///
  /// - Returns: Whether the jobs are refused.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable
  package mutating func addJobs<Output: EntryOutput & ~Copyable>(
    _ text: Span<UInt8>, digest: XXH128, of event: Event, due: [Int], to output: inout Output
  ) throws(Output.Failure) -> Bool {
    if let jobs {
      return try jobs.write(text, digest: digest, at: event.createdAt, due: due, to: &output)
    }
    count(jobsOf: event, due: due)
    return false
  }

  /// Writes the explanation of `event`, which has this `text`, if that is what is made; nothing otherwise.
  ///
  /// - Throws: What `output` throws; the explanation is then incomplete.
  /// - Complexity: O(webhooks that it shows).
  package func explain<Output: EntryOutput & ~Copyable>(
    _ event: ExplainedEvent, _ text: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    try explanations?.write(event, text, to: &output)
  }

  /// Those of the webhooks `due` to which the definitions of the run send `event`; if two sets of definitions are compared, the
  /// other set can send it to more.
  ///
  /// - Complexity: O(`due.count`) if sets are compared, else O(1).
  package func ownJobs(of event: Event, among due: [Int]) -> [Int] {
    guard changes != nil else { return due }
    return due.filter { hasOwnJob(of: event, to: $0) }
  }

  /// Whether the definitions of the run send `event` to the webhook at `number`, which is due by one of the sets compared.
  package func hasOwnJob(of event: Event, to number: Int) -> Bool {
    guard let changes else { return true }
    return changes.webhooks[number].matches(event)
  }

  @usableFromInline
  mutating func count(jobsOf event: Event, due: [Int]) {
    counts?.count(jobsFor: due[...])
    changes?.count(jobsOf: event, due: due)
    activity?.count(jobsFor: due, at: event.createdAt)
  }

  /// Replaces the groups of webhooks that `router` found by their webhooks, once all parts are merged.
  package mutating func resolve(_ router: borrowing Router) {
    usage?.resolve(router)
    activity?.resolve(router)
  }

  /// Adds the counts of `other`, which must be for the same webhooks; what was written is not merged.
  ///
  /// - Complexity: expected O(size of what is counted).
  public mutating func merge(_ other: Product) {
    if let others = other.counts { counts?.add(others) }
    if let others = other.changes { changes?.add(others) }
    if let others = other.usage { usage?.add(others) }
    if let others = other.activity { activity?.add(others) }
  }

  /// How many jobs each webhook gets, if it counts them.
  package var jobCounts: JobCounts? { counts ?? activity?.counts }

  /// Whether it is written to the output as it is made, rather than reported at the end.
  public var isWrittenAsMade: Bool { jobs != nil || isExplanation }

  /// Whether it explains each event, which takes the event's place in the input.
  package var isExplanation: Bool { explanations != nil }

  /// Whether it can be so large that copying it often takes longer than making it.
  package var isLarge: Bool { activity != nil }

  /// Whether it counts events, and not only jobs, with ``count(_:by:)``.
  package var countsEvents: Bool { usage != nil || counts != nil || activity != nil }

  /// Whether what it makes depends on more of an event than its text and time.
  package var needsEvents: Bool { changes != nil || isExplanation }

  /// The bytes with which each job begins if it has several lines, otherwise empty: a line feed ends a job only if the next
  /// one or nothing follows.
  package var beginningOfJobs: [UInt8] { jobs?.format.beginning ?? [] }

  /// Whether the time of events must be known.
  public var needsTimes: Bool { activity != nil || jobs?.format.showsTime == true }
}

extension Router {
  /// Reads `line`, a block of its own without its line end, and adds the result to `product` or writes it to `output`.
  ///
  /// It does not say which jobs ``Product/add(_:by:in:to:)`` refuses.
  ///
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(`line.count` · (1 + jobs)).
  public mutating func route<Output: EntryOutput & ~Copyable>(
    _ line: Span<UInt8>, making product: inout Product, into output: inout Output
  ) throws(Output.Failure) -> Verdict {
    let verdict = route(line)
    try product.add(verdict, by: self, in: line, to: &output)
    return verdict
  }
}
