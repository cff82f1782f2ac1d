internal import JSONScanning

/// Writes the delivery jobs of events.
@usableFromInline struct JobWriter: Sendable {
  /// What jobs look like, for each webhook.
  @usableFromInline enum Jobs: Sendable {
    case json(JobTemplates)
    case columns(OutlinedJobs)
    case curl(OutlinedJobs)
  }

  /// How jobs are written.
  let format: JobFormat
  @usableFromInline let jobs: Jobs
  /// Whether an event may span several lines, which a job must not.
  @usableFromInline let mayHaveLineBreaks: Bool

  /// A writer of jobs for `webhooks` from events in an input of `form`.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(for webhooks: [Webhook], from form: InputForm, as format: JobFormat) {
    self.format = format
    jobs =
      switch format {
      case .json: .json(JobTemplates(webhooks))
      case .columns(let list): .columns(list.jobs(for: webhooks))
      case .curl:
        .curl(OutlinedJobs(webhooks) { number in CurlRecord.parts(for: webhooks[number]) })
      }
    mayHaveLineBreaks = form == .log
  }

  /// Writes the jobs that send `event`, whose extent is that in `block`, to the webhooks at the places `due`.
  ///
  /// - Returns: Whether the jobs are refused, all of them, because their format cannot express them.
  /// - Throws: What `output` throws; the last job is then incomplete.
  @inlinable
  func write<Output: EntryOutput & ~Copyable>(
    _ event: Event, due: [Int], in block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) -> Bool {
    // Inlinable, so that it is specialized for the output; otherwise each piece of a job costs a look-up.
    let bytes = block.extracting(event.extent)
    guard mayHaveLineBreaks, let compacted = bytes.compactedIfBroken() else {
      return try write(bytes, digest: XXH128(of: bytes), at: event.createdAt, due: due, to: &output)
    }
    let text = compacted.span
    return try write(text, digest: XXH128(of: text), at: event.createdAt, due: due, to: &output)
  }

  /// Writes the jobs that send `event`, as it is to be in a job, to the webhooks at the places `due`.
  ///
  /// It has this `digest` and happened at `moment`, which only some formats show.
  ///
  /// - Returns: Whether the jobs are refused, all of them, because their format cannot express them.
  /// - Throws: What `output` throws; the last job is then incomplete.
  @inlinable
  func write<Output: EntryOutput & ~Copyable>(
    _ event: Span<UInt8>, digest: XXH128, at moment: Moment?, due: [Int],
    to output: inout Output
  ) throws(Output.Failure) -> Bool {
    let digits = digest.digits
    switch jobs {
    case .json(let templates):
      var front = JobFront(digits.span)
      for number in due { try templates.write(event, after: &front, to: number, into: &output) }
    case .columns(let jobs):
      let text = moment?.text ?? InlineArray(repeating: 0)
      let time = text.span.extracting(..<(moment == nil ? 0 : text.count))
      for number in due {
        try jobs.write(to: number, event: event, digest: digits.span, time: time, into: &output)
      }
    case .curl(let jobs):
      guard let body = Self.curlBody(of: event) else { return true }
      for number in due {
        try jobs.write(
          to: number, event: body.span, digest: digits.span, time: Span(), into: &output)
      }
    }
    return false
  }

  @usableFromInline
  static func curlBody(of event: Span<UInt8>) -> [UInt8]? { CurlBody.lines(for: event) }
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
