/// What a run makes of the events that it reads.
///
/// Each worker of a run has its own and adds to it; they are merged at the end, in any order.
public enum Product: Sendable {
  /// Delivery jobs, one for each webhook to which an event is sent, written as they are made.
  case jobs(JobWriter)
  /// How many jobs there would be; nothing is written.
  case counts(JobCounts)
  /// Why each webhook gets an event or not, written as it is found.
  case explanations(ExplanationWriter)
  /// How many jobs there would be by two sets of definitions; nothing is written.
  case changes(ChangeCounts)
  /// How the events concern each webhook; nothing is written.
  case usage(WebhookUsage)
  /// How many jobs there would be, and how they and the events are spread over time; nothing is written.
  case activity(Activity)

  /// Delivery jobs for `webhooks` from events in an input of `form`, written as `format` says.
  ///
  /// - Complexity: O(n) for n webhooks.
  public static func jobs(
    for webhooks: [Webhook], from form: InputForm = .events, as format: JobFormat = .json
  ) -> Product {
    .jobs(JobWriter(for: webhooks, from: form, as: format))
  }

  /// Counts of the jobs for `webhooks`.
  public static func counts(for webhooks: [Webhook]) -> Product {
    .counts(JobCounts(webhookCount: webhooks.count))
  }

  /// Explanations of events for `webhooks`, in this form; `files` is what it calls each input: as text or, in JSON, as a string.
  ///
  /// - Complexity: O(n) for n webhooks.
  package static func explanations(
    for webhooks: [Webhook], from files: [[UInt8]], as form: ExplanationForm
  ) -> Product {
    .explanations(ExplanationWriter(for: webhooks, from: files, as: form))
  }

  /// Counts of the jobs for `webhooks`, now and as they were in `former`.
  public static func changes(of webhooks: [Webhook], since former: FormerWebhooks) -> Product {
    .changes(ChangeCounts(of: webhooks, since: former))
  }

  /// How events in an input of `form` concern each of `webhooks`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public static func usage(of webhooks: [Webhook], in form: InputForm = .events) -> Product {
    .usage(WebhookUsage(webhooks, of: form))
  }

  /// The jobs for `webhooks` over time; if the input is of the `form`, also how its events concern each webhook.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public static func activity(
    for webhooks: [Webhook], withUsageIn form: InputForm? = nil
  ) -> Product {
    .activity(Activity(for: webhooks, withUsageIn: form))
  }

  /// Notes the `verdict` that `router` has just returned on a record, before anything is made of it.
  ///
  /// - Complexity: O(jobs + groups of webhooks from which the event is withheld) if that is counted, else O(1).
  @inlinable
  public mutating func note(_ verdict: Router.Verdict, by router: borrowing Router) {
    changeUsage { $0.count(verdict, by: router) }
    changeActivity { $0.note(verdict, by: router) }
  }

  /// Adds the result of `event`, whose extent is that in `block` and which is sent to the webhooks at the places `due`.
  ///
  /// - Returns: How many jobs are refused, because their format cannot express them: none or all. Only ``JobFormat/curl`` refuses
  ///   jobs.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable @discardableResult
  public mutating func add<Output: LineOutput & ~Copyable>(
    _ event: Event, due: [Int], in block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) -> Int {
    switch self {
    case .jobs(let jobs):
      return due.isEmpty ? 0 : try jobs.write(event, due: due, in: block, to: &output)
    case .counts, .changes, .activity:
      count(event, due: due)
      return 0
    case .explanations, .usage:
      return 0
    }
  }

  /// Adds the jobs of `event` for the webhooks at the places `due`, of which the jobs may depend on other events.
  ///
  /// The event has this `text` in a job, with this `digest`. Counts need ``countMatched(_:)``, too. Explanations need
  /// ``explain(_:_:to:)`` instead.
  ///
  /// - Returns: How many jobs are refused, because their format cannot express them: none or all.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable
  package mutating func add<Output: LineOutput & ~Copyable>(
    _ text: Span<UInt8>, digest: XXH128, of event: Event, due: [Int], to output: inout Output
  ) throws(Output.Failure) -> Int {
    switch self {
    case .jobs(let jobs):
      return try jobs.write(text, digest: digest, at: event.createdAt, due: due, to: &output)
    case .counts, .changes, .activity:
      count(jobsOf: event, due: due)
      return 0
    case .explanations, .usage:
      return 0
    }
  }

  /// Writes the explanation of `event`, which has this `text`, if that is what is made; nothing otherwise.
  ///
  /// - Throws: What `output` throws; the explanation is then incomplete.
  /// - Complexity: O(webhooks that it shows).
  package func explain<Output: LineOutput & ~Copyable>(
    _ event: ExplainedEvent, _ text: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    guard case .explanations(let writer) = self else { return }
    try writer.write(event, text, to: &output)
  }

  /// Those of the webhooks `due` to which the definitions of the run send `event`; if two sets of definitions are compared, the
  /// other set can send it to more.
  ///
  /// - Complexity: O(`due.count`) if sets are compared, else O(1).
  package func ownJobs(of event: Event, among due: [Int]) -> [Int] {
    guard case .changes = self else { return due }
    return due.filter { hasOwnJob(of: event, to: $0) }
  }

  /// Whether the definitions of the run send `event` to the webhook at `number`, which is due by one of the sets compared.
  package func hasOwnJob(of event: Event, to number: Int) -> Bool {
    guard case .changes(let changes) = self else { return true }
    return changes.webhooks[number].matches(event)
  }

  /// Counts `event`, which matches, without its jobs; nothing is written.
  package mutating func countMatched(_ event: Event) {
    changeCounts { $0.countMatched() }
    changeActivity { $0.countMatched(event) }
  }

  @usableFromInline
  mutating func count(_ event: Event, due: [Int]) {
    changeCounts { $0.count(event, due: due) }
    changeChanges { $0.count(jobsOf: event, due: due) }
    changeActivity { $0.count(event, due: due) }
  }

  @usableFromInline
  mutating func count(jobsOf event: Event, due: [Int]) {
    changeCounts { $0.count(jobsFor: due[...]) }
    changeChanges { $0.count(jobsOf: event, due: due) }
    changeActivity { $0.count(jobsFor: due, at: event.createdAt) }
  }

  private mutating func changeCounts(_ change: (inout JobCounts) -> Void) {
    guard case .counts(var counts) = self else { return }
    // With only one reference to their arrays, the counts are changed without a copy.
    self = .counts(JobCounts())
    change(&counts)
    self = .counts(counts)
  }

  private mutating func changeChanges(_ change: (inout ChangeCounts) -> Void) {
    guard case .changes(var counts) = self else { return }
    self = .counts(JobCounts())
    change(&counts)
    self = .changes(counts)
  }

  @usableFromInline
  mutating func changeUsage(_ change: (inout WebhookUsage) -> Void) {
    guard case .usage(var usage) = self else { return }
    self = .counts(JobCounts())
    change(&usage)
    self = .usage(usage)
  }

  @usableFromInline
  mutating func changeActivity(_ change: (inout Activity) -> Void) {
    guard case .activity(var activity) = self else { return }
    self = .counts(JobCounts())
    change(&activity)
    self = .activity(activity)
  }

  /// Replaces the groups of webhooks that `router` found by their webhooks, once all parts are merged.
  package mutating func resolve(_ router: borrowing Router) {
    changeUsage { $0.resolve(router) }
    changeActivity { $0.resolve(router) }
  }

  /// Adds the counts of `other`, which must be for the same webhooks; what was written is not merged.
  ///
  /// - Complexity: expected O(size of what is counted).
  public mutating func merge(_ other: Product) {
    if case .counts(let others) = other { changeCounts { $0.add(others) } }
    if case .changes(let others) = other { changeChanges { $0.add(others) } }
    if case .usage(let others) = other { changeUsage { $0.add(others) } }
    if case .activity(let others) = other { changeActivity { $0.add(others) } }
  }

  /// How many jobs each webhook gets, if it counts them.
  package var jobCounts: JobCounts? {
    switch self {
    case .counts(let counts): counts
    case .activity(let activity): activity.counts
    case .jobs, .explanations, .changes, .usage: nil
    }
  }

  /// Whether it is written to the output as it is made, rather than reported at the end.
  public var isWrittenAsMade: Bool {
    switch self {
    case .jobs, .explanations: true
    case .counts, .changes, .usage, .activity: false
    }
  }

  /// Whether it explains each event, which takes the event's place in the input.
  package var isExplanation: Bool { if case .explanations = self { true } else { false } }

  /// Whether it can be so large that copying it often takes longer than making it.
  package var isLarge: Bool { if case .activity = self { true } else { false } }

  /// Whether it notes each verdict, with ``note(_:by:)``.
  package var notesVerdicts: Bool {
    switch self {
    case .usage, .activity: true
    case .jobs, .counts, .explanations, .changes: false
    }
  }

  /// Whether ``add(_:due:in:to:)`` makes something of events that are sent to no webhook.
  package var addsUnmatched: Bool {
    switch self {
    case .counts, .activity, .explanations: true
    case .jobs, .changes, .usage: false
    }
  }

  /// Whether what it makes depends on more of an event than its text and time.
  package var needsEvents: Bool {
    switch self {
    case .jobs, .counts, .usage, .activity: false
    case .explanations, .changes: true
    }
  }

  /// The bytes with which each job begins if it has several lines, otherwise empty: a line feed ends a job only if the next
  /// one or nothing follows.
  package var beginningOfJobs: [UInt8] {
    if case .jobs(let jobs) = self { jobs.format.beginning } else { [] }
  }

  /// Whether the time of events must be known.
  public var needsTimes: Bool {
    switch self {
    case .jobs(let jobs): jobs.format.showsTime
    case .counts, .explanations, .changes, .usage: false
    case .activity: true
    }
  }
}

extension Router {
  /// Reads `line`, a block of its own without its line end, and adds the result to `product` or writes it to `output`.
  ///
  /// It does not say which jobs ``Product/add(_:due:in:to:)`` refuses.
  ///
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(`line.count` · (1 + jobs)).
  public mutating func route<Output: LineOutput & ~Copyable>(
    _ line: Span<UInt8>, making product: inout Product, into output: inout Output
  ) throws(Output.Failure) -> Verdict {
    let verdict = route(line)
    product.note(verdict, by: self)
    if case .matched = verdict { try product.add(event, due: due, in: line, to: &output) }
    return verdict
  }
}
