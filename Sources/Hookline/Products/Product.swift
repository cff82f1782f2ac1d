/// What a run makes of the events that it reads.
///
/// Each worker of a run has one and adds to it; they are merged at the end, in any order.
public enum Product: Sendable {
  /// Delivery jobs, one for each webhook that an event is due to, written as they are made.
  case jobs(JobWriter)
  /// How many jobs there would be; nothing is written.
  case counts(JobCounts)

  /// Delivery jobs for `webhooks`, of events that come in `form`.
  ///
  /// - Complexity: O(n) for n webhooks.
  public static func jobs(for webhooks: [Webhook], from form: InputForm = .events) -> Product {
    .jobs(JobWriter(for: webhooks, from: form))
  }

  /// Counts of the jobs for `webhooks`.
  public static func counts(for webhooks: [Webhook]) -> Product {
    .counts(JobCounts(webhookCount: webhooks.count))
  }

  /// Adds what is made of `event`, whose extent is that in `block` and which is `due` to the webhooks at these places.
  ///
  /// - Throws: What `output` throws; what was to be written is then not whole.
  /// - Complexity: O(size of the event · webhooks) for jobs, O(webhooks) for counts.
  @inlinable
  public mutating func add<Output: RecordOutput & ~Copyable>(
    _ event: Event, due: [Int], in block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    switch self {
    case .jobs(let jobs):
      if !due.isEmpty { try jobs.write(event, due: due, in: block, to: &output) }
    case .counts:
      count(event, due: due)
    }
  }

  @usableFromInline
  mutating func count(_ event: Event, due: [Int]) {
    guard case .counts(var counts) = self else { return }
    // Held in one place only, they are changed without a copy.
    self = .counts(JobCounts())
    counts.count(event, due: due)
    self = .counts(counts)
  }

  /// Adds what `other`, another one for the same webhooks, holds.
  ///
  /// - Complexity: O(number of webhooks).
  public mutating func merge(_ other: Product) {
    guard case (.counts(var counts), .counts(let others)) = (self, other) else { return }
    counts.add(others)
    self = .counts(counts)
  }

  /// Whether it is written to the output as it is made, rather than told at the end.
  public var isWrittenAsMade: Bool {
    switch self {
    case .jobs: true
    case .counts: false
    }
  }
}

extension Router {
  /// Reads `line`, which comes without its line end and stands alone, and adds what `product` makes of it to `output`.
  ///
  /// - Throws: What `output` throws.
  /// - Complexity: O(`line.count` · (1 + jobs)).
  public mutating func route<Output: RecordOutput & ~Copyable>(
    _ line: Span<UInt8>, making product: inout Product, into output: inout Output
  ) throws(Output.Failure) -> Verdict {
    let verdict = route(line)
    if case .matched = verdict { try product.add(event, due: due, in: line, to: &output) }
    return verdict
  }
}
