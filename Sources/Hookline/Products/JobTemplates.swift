/// What the jobs of each webhook have between their ``JobFront`` and the event.
///
/// A job is one line: an object with a closed list of members in a fixed order, without white space outside the event, whose
/// bytes are copied. A template begins with the webhook's digits.
///
/// All templates are in one array: two arrays per webhook took a tenth of the time to load 100,000 webhooks, and about twice
/// the memory.
@usableFromInline struct JobTemplates: Sendable {
  /// The templates, one after the other.
  @usableFromInline private(set) var bytes: [UInt8] = []
  /// The start of each template in ``bytes`` and, after the last one, the end.
  @usableFromInline private(set) var starts: [Int] = [0]

  @usableFromInline static let tail: [UInt8] = [UInt8(ascii: "}"), UInt8(ascii: "\n")]

  /// The templates of `webhooks`, none of whose strings may need an escape in JSON.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(_ webhooks: [Webhook]) {
    let parts = Parts()
    let size = webhooks.reduce(0) { $0 + parts.size(of: $1) }
    starts.reserveCapacity(webhooks.count + 1)
    bytes.append(addingCapacity: size) { output in
      // By index: a webhook that is passed to `append` itself is copied, with its strings.
      for number in webhooks.indices {
        parts.append(number, of: webhooks.span, to: &output)
        starts.append(output.count)
      }
    }
  }

  /// Writes the job that sends `event` to the webhook at `number`; `front` must be made with the event's digest.
  ///
  /// - Throws: What `output` throws; the job is then incomplete.
  /// - Complexity: O(`event.count`).
  @inlinable
  func write<Output: EntryOutput & ~Copyable>(
    _ event: Span<UInt8>, after front: inout JobFront, to number: Int, into output: inout Output
  ) throws(Output.Failure) {
    let template = bytes.span.extracting(starts[number]..<starts[number + 1])
    front.setWebhook(template)
    try output.beginEntry()
    let start = front.bytes.span
    let count = start.count + template.count + event.count + Self.tail.count
    let isWritten = try output.append(count) { room in
      room.append(copying: start)
      room.append(copying: template)
      room.append(copying: event)
      room.append(copying: Self.tail.span)
    }
    if !isWritten {
      try output.append(start)
      try output.append(template)
      try output.append(event)
      try output.append(Self.tail.span)
    }
    output.endEntry()
  }
}

/// What is the same in the templates of all webhooks: the names of the members and the punctuation around them.
private struct Parts {
  private let company = Array(#"","company":""#.utf8)
  private let code = Array(#"","code":""#.utf8)
  /// From the end of the code to the start of the URL, for each trigger, one after the other.
  private let triggers: [UInt8]
  /// The start of each in `triggers` and, after the last one, the end.
  private let triggerStarts: [Int]
  private let event = Array(#"","event":"#.utf8)

  /// What is the same in all templates.
  init() {
    var (triggers, starts): ([UInt8], [Int]) = ([], [0])
    for trigger in Trigger.allCases {
      triggers += #"","trigger":"\#(trigger.name)","url":""#.utf8
      starts.append(triggers.count)
    }
    (self.triggers, triggerStarts) = (triggers, starts)
  }

  /// Where the piece for `trigger` is in `triggers`.
  private func range(of trigger: Trigger) -> Range<Int> {
    let number = Int(trigger.rawValue)
    return triggerStarts[number]..<triggerStarts[number + 1]
  }

  /// The length of the template of `webhook` in bytes.
  func size(of webhook: Webhook) -> Int {
    2 * ObjectID.digitCount + company.count + code.count
      + webhook.code.utf8.count + range(of: webhook.trigger).count
      + webhook.url.utf8.count + event.count
  }

  /// Appends the template of the webhook at `number`, for which there must be room.
  @inline(__always)
  func append(_ number: Int, of webhooks: Span<Webhook>, to output: inout OutputSpan<UInt8>) {
    let (id, companyID) = (webhooks[number].id, webhooks[number].company)
    let trigger = range(of: webhooks[number].trigger)
    output.append(digitsOf: id)
    output.append(copying: company.span)
    output.append(digitsOf: companyID)
    output.append(copying: code.span)
    output.append(copying: webhooks[number].code.utf8.span)
    output.append(copying: triggers.span.extracting(trigger))
    output.append(copying: webhooks[number].url.utf8.span)
    output.append(copying: event.span)
  }
}

extension OutputSpan<UInt8> {
  /// Appends the digits of `id`, for which there must be room.
  @inline(__always)
  fileprivate mutating func append(digitsOf id: ObjectID) {
    let words = id.digitWords
    for index in words.indices { append(littleEndian: words[index]) }
  }
}
