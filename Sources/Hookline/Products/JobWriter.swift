internal import JSONScanning

/// Writes the delivery jobs of events.
public struct JobWriter: Sendable {
  @usableFromInline let templates: JobTemplates
  /// Whether an event may span several lines, which a job must not.
  @usableFromInline let mayHaveLineBreaks: Bool

  /// A writer of jobs for `webhooks` from events in an input of `form`.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(for webhooks: [Webhook], from form: InputForm) {
    templates = JobTemplates(webhooks)
    mayHaveLineBreaks = form == .log
  }

  /// Writes the jobs that send `event`, whose extent is that in `block`, to the webhooks at the places `due`.
  ///
  /// - Throws: What `output` throws; the last job is then incomplete.
  @inlinable
  func write<Output: LineOutput & ~Copyable>(
    _ event: Event, due: [Int], in block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    // Inlinable, so that it is specialized for the output; otherwise each piece of a job costs a look-up.
    let bytes = block.extracting(event.extent)
    if mayHaveLineBreaks, let compacted = bytes.compactedIfBroken() {
      let text = compacted.span
      try write(text, digest: XXH128(of: text), at: event.createdAt, due: due, to: &output)
    } else {
      try write(bytes, digest: XXH128(of: bytes), at: event.createdAt, due: due, to: &output)
    }
  }

  /// Writes the jobs that send `event`, as it is to be in a job, to the webhooks at the places `due`.
  ///
  /// It has this `digest` and happened at `moment`, which only some formats show.
  ///
  /// - Throws: What `output` throws; the last job is then incomplete.
  @inlinable
  func write<Output: LineOutput & ~Copyable>(
    _ event: Span<UInt8>, digest: XXH128, at moment: Moment?, due: [Int],
    to output: inout Output
  ) throws(Output.Failure) {
    let digits = digest.digits
    for number in due {
      try templates.write(event, digest: digits, to: number, into: &output)
    }
  }
}

extension Span<UInt8> {
  /// The bytes of an event without the white space between its tokens, as a job has them, or `nil` if the event has no line
  /// break and is in a job as it is.
  ///
  /// - Complexity: O(`count`).
  @usableFromInline package func compactedIfBroken() -> [UInt8]? {
    hasLineBreak ? compacted() : nil
  }
}
