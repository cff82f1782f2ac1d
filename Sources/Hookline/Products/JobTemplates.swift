/// The parts of each webhook's jobs that do not depend on the event.
///
/// A job is one line: an object with a closed list of members in a fixed order, without white space outside the event, whose
/// bytes are copied.
///
/// All templates are in one array: two arrays per webhook took a tenth of the time to load 100,000 webhooks, and about twice
/// the memory.
@usableFromInline struct JobTemplates: Sendable {
  /// The templates, one after the other.
  @usableFromInline private(set) var bytes: [UInt8] = []
  /// The start of each template in ``bytes`` and, after the last one, the end.
  @usableFromInline private(set) var starts: [Int] = [0]

  /// How many bytes of a template come before the event's digest.
  @usableFromInline static let headCount = 8 + ObjectID.digitCount
  @usableFromInline static let tail: [UInt8] = [UInt8(ascii: "}"), UInt8(ascii: "\n")]

  /// The templates of `webhooks`, none of whose strings may need an escape in JSON.
  ///
  /// - Complexity: O(n) for n webhooks.
  init(_ webhooks: [Webhook]) {
    let parts = Parts()
    let size = webhooks.reduce(0) { $0 + parts.size(of: $1) }
    starts.reserveCapacity(webhooks.count + 1)
    bytes.append(addingCapacity: size) { output in
      // By its index, because a webhook that is passed to a function is copied, with its strings.
      for number in webhooks.indices {
        parts.append(number, of: webhooks.span, to: &output)
        starts.append(output.count)
      }
    }
  }

  /// The number of templates.
  var count: Int { starts.count - 1 }

  /// Writes the job that sends `event`, whose digest is `digest`, to the webhook at `number`.
  ///
  /// - Throws: What `output` throws; the job is then incomplete.
  /// - Complexity: O(`event.count`).
  @inlinable
  func write<Output: LineOutput & ~Copyable>(
    _ event: Span<UInt8>, digest: InlineArray<32, UInt8>, to number: Int,
    into output: inout Output
  ) throws(Output.Failure) {
    let middle = starts[number] + Self.headCount
    try output.beginLine()
    try output.append(bytes.span.extracting(starts[number]..<middle))
    try output.append(digest.span)
    try output.append(bytes.span.extracting(middle..<starts[number + 1]))
    try output.append(event)
    try output.append(Self.tail.span)
    output.endLine()
  }
}

/// What is the same in the templates of all webhooks: the names of the members and the punctuation around them.
private struct Parts {
  private let id = Array(#"{"id":""#.utf8)
  private let subscription = Array(#"-","subscription":""#.utf8)
  private let company = Array(#"","company":""#.utf8)
  private let code = Array(#"","code":""#.utf8)
  /// From the end of the code to the start of the URL, for each trigger.
  private let triggers = Trigger.allCases.map { Array(#"","trigger":"\#($0.name)","url":""#.utf8) }
  private let event = Array(#"","event":"#.utf8)

  /// The length of the template of `webhook` in bytes.
  func size(of webhook: Webhook) -> Int {
    id.count + subscription.count + company.count + code.count + 3 * ObjectID.digitCount
      + webhook.code.utf8.count + triggers[Int(webhook.trigger.rawValue)].count
      + webhook.url.utf8.count + event.count
  }

  /// Appends the template of the webhook at `number`, for which there must be room.
  @inline(__always)
  func append(_ number: Int, of webhooks: Span<Webhook>, to output: inout OutputSpan<UInt8>) {
    let webhookDigits = webhooks[number].id.digits
    let companyDigits = webhooks[number].company.digits
    let trigger = triggers[Int(webhooks[number].trigger.rawValue)]
    output.append(copying: id.span)
    output.append(copying: webhookDigits.span)
    output.append(copying: subscription.span)
    output.append(copying: webhookDigits.span)
    output.append(copying: company.span)
    output.append(copying: companyDigits.span)
    output.append(copying: code.span)
    output.append(copying: webhooks[number].code.utf8.span)
    output.append(copying: trigger.span)
    output.append(copying: webhooks[number].url.utf8.span)
    output.append(copying: event.span)
  }
}
