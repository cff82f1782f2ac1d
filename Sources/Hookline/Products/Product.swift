/// What a run makes of the events that it reads.
///
/// Each worker of a run has its own and adds to it; they are merged at the end, in any order.
public enum Product: Sendable {
  /// Delivery jobs, one for each webhook to which an event is sent, written as they are made.
  case jobs(JobWriter)
  /// How many jobs there would be; nothing is written.
  case counts(JobCounts)

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
    case .counts:
      count(event, due: due)
      return 0
    }
  }

  /// Adds the jobs of an event for the webhooks at the places `due`, of which the jobs may depend on other events.
  ///
  /// The event has this `text` in a job, with this `digest`, and happened at `moment`. Counts need ``countMatched()``, too.
  ///
  /// - Returns: How many jobs are refused, because their format cannot express them: none or all.
  /// - Throws: What `output` throws; the last job is then incomplete.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable
  package mutating func add<Output: LineOutput & ~Copyable>(
    _ text: Span<UInt8>, digest: XXH128, at moment: Moment?, due: [Int], to output: inout Output
  ) throws(Output.Failure) -> Int {
    switch self {
    case .jobs(let jobs):
      return try jobs.write(text, digest: digest, at: moment, due: due, to: &output)
    case .counts:
      changeCounts { $0.count(jobsFor: due[...]) }
      return 0
    }
  }

  /// Counts that an event matches, without its jobs; nothing is written.
  package mutating func countMatched() { changeCounts { $0.countMatched() } }

  @usableFromInline
  mutating func count(_ event: Event, due: [Int]) {
    changeCounts { $0.count(event, due: due) }
  }

  @usableFromInline
  mutating func changeCounts(_ change: (inout JobCounts) -> Void) {
    guard case .counts(var counts) = self else { return }
    // With only one reference to their arrays, the counts are changed without a copy.
    self = .counts(JobCounts())
    change(&counts)
    self = .counts(counts)
  }

  /// Adds the counts of `other`, which must be for the same webhooks; jobs are not merged, because they were written.
  ///
  /// - Complexity: O(number of webhooks).
  public mutating func merge(_ other: Product) {
    guard case (.counts(var counts), .counts(let others)) = (self, other) else { return }
    counts.add(others)
    self = .counts(counts)
  }

  /// How many jobs each webhook gets, if it counts them.
  package var jobCounts: JobCounts? {
    switch self {
    case .jobs: nil
    case .counts(let counts): counts
    }
  }

  /// Whether it is written to the output as it is made, rather than reported at the end.
  public var isWrittenAsMade: Bool {
    switch self {
    case .jobs: true
    case .counts: false
    }
  }

  /// The bytes with which each job begins if it has several lines, otherwise empty: a line feed ends a job only if the next
  /// one or nothing follows.
  package var beginningOfJobs: [UInt8] {
    if case .jobs(let jobs) = self { jobs.format.beginning } else { [] }
  }

  /// Whether the time of events must be known.
  public var needsTimes: Bool {
    if case .jobs(let jobs) = self { jobs.format.showsTime } else { false }
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
    if case .matched = verdict { try product.add(event, due: due, in: line, to: &output) }
    return verdict
  }
}
