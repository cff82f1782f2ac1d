/// The parts of each webhook's jobs that do not depend on the event, for a format other than JSON.
///
/// A job consists of pieces that depend on the webhook alone and, between two of them, gaps for what depends on the event.
@usableFromInline struct OutlinedJobs: Sendable {
  /// What fills a gap.
  @usableFromInline enum Gap: Sendable {
    /// The 32 digits of the digest of the event's bytes.
    case digest
    /// When the event happened, or nothing.
    case time
    /// The event, as the format writes it.
    case event
  }

  /// A part of a job.
  enum Part {
    case bytes([UInt8])
    case gap(Gap)

    static func text(_ text: String) -> Part { .bytes(Array(text.utf8)) }
  }

  /// All pieces, webhook after webhook.
  @usableFromInline private(set) var bytes: [UInt8] = []
  /// The start of each piece in ``bytes`` and, after the last one, the end.
  @usableFromInline private(set) var starts: [Int] = [0]
  /// The gaps of each job, in order.
  @usableFromInline private(set) var gaps: [Gap] = []

  /// The jobs for `webhooks`, each with the `parts` that are given for its place; all must have the same gaps.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(_ webhooks: [Webhook], parts: (_ number: Int) -> [Part]) {
    for number in webhooks.indices {
      var gaps: [Gap] = []
      for part in parts(number) {
        switch part {
        case .bytes(let piece): bytes += piece
        case .gap(let gap):
          starts.append(bytes.count)
          gaps.append(gap)
        }
      }
      starts.append(bytes.count)
      if number == 0 { self.gaps = gaps }
      precondition(gaps == self.gaps, "a piece must be found by its number")
    }
  }

  /// Writes the job for the webhook at `number`, with these bytes in its gaps.
  ///
  /// - Throws: What `output` throws; the job is then incomplete.
  /// - Complexity: O(`event.count`).
  @inlinable
  func write<Output: EntryOutput & ~Copyable>(
    to number: Int, event: Span<UInt8>, digest: Span<UInt8>, time: Span<UInt8>,
    into output: inout Output
  ) throws(Output.Failure) {
    var piece = number * (gaps.count + 1)
    try output.beginEntry()
    for gap in gaps {
      try output.append(bytes.span.extracting(starts[piece]..<starts[piece + 1]))
      switch gap {
      case .digest: try output.append(digest)
      case .time: try output.append(time)
      case .event: try output.append(event)
      }
      piece += 1
    }
    try output.append(bytes.span.extracting(starts[piece]..<starts[piece + 1]))
    output.endEntry()
  }
}
