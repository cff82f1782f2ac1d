internal import JSONScanning

/// Reads the files that form a set of webhook definitions, and collects their faults.
///
/// A file is any sequence of JSON texts, each an object or an array of objects, so the response of the platform's API, one
/// pretty-printed definition and NDJSON are all accepted. Pass each file to ``read(_:file:)`` in order, then call
/// ``finish()``.
public struct WebhookReader {
  private let selection = WebhookMember.selection
  private var members: SelectedMembers
  private var others: OtherMembers
  private var webhooks: [Webhook] = []
  private var faults: FaultList
  private var isEmpty = true
  private var firstFile: Int?
  private var ids = Claims<ObjectID>()
  private var codes = Claims<OwnedCode>()
  private let keepsPlaces: Bool
  /// Reads the names of the webhooks, if they are asked for.
  private var names: WebhookNameReader?

  /// Where the members of each webhook are that was read without a fault, in the order in which they were read; empty if that
  /// was not asked for.
  public private(set) var places: [DefinitionPlaces] = []

  /// A reader that has read no file; it lists up to `limit` faults of each file and counts the others.
  ///
  /// It notes where the members of the webhooks are only if it is `keepingPlaces`, and what they are called only if it is
  /// `keepingNames`.
  public init(
    faultsPerFile limit: Int = 20, keepingPlaces keepsPlaces: Bool = false,
    keepingNames keepsNames: Bool = false
  ) {
    self.keepsPlaces = keepsPlaces
    names = keepsNames ? WebhookNameReader() : nil
    members = SelectedMembers(for: selection)
    let unknown = UnknownMemberRules.shared
    others = OtherMembers(keeping: limit) { unknown.isFault($0, in: $1) }
    faults = FaultList(limit: limit)
  }

  /// Reads `text`, a whole file, which faults identify by the number `file`.
  ///
  /// Nothing after a text that is not well-formed is read, because it cannot be trusted.
  ///
  /// - Complexity: O(`text.count`).
  public mutating func read(_ text: Span<UInt8>, file: Int) {
    firstFile = firstFile ?? file
    let earlierCount = webhooks.count
    var scanner = Scanner(at: ByteOrderMark.length(in: text))
    var end = -1
    do throws(ScanFault) {
      while true {
        scanner.skipWhitespace(in: text)
        guard scanner.offset < text.count else { return }
        if scanner.offset == end, isDefinitionStart(text[end]) {
          faults.note(.unseparated, at: place(file, end))
        }
        try scanner.scanElements(in: text) { scanner, depth throws(ScanFault) in
          try readDefinition(text, file: file, depth: depth, with: &scanner)
          reserveRoom(
            afterReading: webhooks.count - earlierCount, in: scanner.offset, of: text.count)
        }
        end = scanner.offset
      }
    } catch {
      faults.note(.malformed(error), at: place(file, error.offset))
    }
  }

  /// The webhooks of all files, in the order in which they were read.
  ///
  /// - Throws: The faults of all files, if there are any.
  public consuming func finish() throws(DefinitionFaults) -> [Webhook] {
    if isEmpty, faults.count == 0 { faults.note(.emptySet, at: place(firstFile ?? 0, 0)) }
    ids.noteFaults(of: .id, in: &faults)
    codes.noteFaults(of: .code, in: &faults)
    guard faults.count == 0 else { throw DefinitionFaults(faults) }
    return webhooks
  }

  /// Reads one definition, inside `depth` arrays; one with faults is not added to the set.
  private mutating func readDefinition(
    _ text: Span<UInt8>, file: Int, depth: Int, with scanner: inout Scanner
  ) throws(ScanFault) {
    let start = scanner.offset
    try scanner.scanValue(
      in: text, depth: depth, selecting: selection, into: &members, others: &others)
    isEmpty = false
    guard text[start] == ASCII.leftBrace else {
      faults.note(.notAnObject, at: place(file, start))
      return
    }
    var definition = DefinitionParser(members: members, file: file, objectOffset: start)
    var webhook = definition.webhook(in: text, others: others, noting: &faults)
    webhook?.name = names?.name(at: start, in: text)
    if let (id, place) = definition.id { ids.append(id, at: place) }
    if let (code, place) = definition.code { codes.append(code, at: place) }
    // Taken, not bound to another name: that would copy it.
    guard let webhook = webhook.take() else { return }
    webhooks.append(webhook)
    if keepsPlaces { places.append(definition.places) }
  }

  /// Reserves room, if there is none left, for the definitions in the rest of a text of `size` bytes: `count` are before
  /// `offset`.
  ///
  /// Arrays that double, again and again, touch almost three times the memory of what they hold in the end. The number of
  /// definitions in the rest is estimated from the mean length of at least 1,000 before it. An eighth is added, because those
  /// may be shorter; but the room grows at most sixteenfold, because they may be much longer.
  private mutating func reserveRoom(afterReading count: Int, in offset: Int, of size: Int) {
    guard webhooks.count == webhooks.capacity, count >= 1_000 else { return }
    let rest = count * (size - offset) / offset
    let room = min(rest + rest / 8, 15 * webhooks.count)
    // Less than that is no better than doubling.
    guard room > webhooks.count else { return }
    webhooks.reserveCapacity(webhooks.count + room)
    ids.reserveCapacity(webhooks.count + room)
    codes.reserveCapacity(webhooks.count + room)
  }

  /// Whether a text that begins with `byte` can hold definitions, so that only the white space before it is missing.
  private func isDefinitionStart(_ byte: UInt8) -> Bool {
    byte == ASCII.leftBrace || byte == ASCII.leftBracket
  }

  private func place(_ file: Int, _ offset: Int) -> DefinitionFault.Place {
    DefinitionFault.Place(file: file, offset: offset)
  }
}
