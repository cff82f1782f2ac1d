internal import JSONScanning

/// The rules for members of a definition that no other rule covers.
///
/// Most are ignored. One that looks like a restriction of the webhook or like a misspelled known member makes the definition
/// faulty: ignoring it would send more than was asked for.
///
/// Its tables are stored, not static: every member is looked up, and each access to a static one costs a call.
struct UnknownMemberRules: Sendable {
  /// The instance that all readers share.
  static let shared = UnknownMemberRules()

  /// Whether `member`, which must not be in ``WebhookMember/selection``, is a fault.
  func isFault(_ member: OtherMembers.Member, in text: Span<UInt8>) -> Bool {
    if member.level > 0 {
      return restricts(member, in: text)
        && contextNames.place(of: member.name, in: text) == nil
    }
    if let extent = member.name.plainExtent {
      // The first and last characters rule out nearly every name.
      guard let first = extent.first, let last = extent.last, firstLetters.contains(text[first]),
        lastLetters.contains(text[last])
      else { return false }
    }
    return misspelled(member.name, in: text) != nil
      || misplaced(member.name, in: text) != nil && restricts(member, in: text)
  }

  /// What is wrong with `member`, for which ``isFault(_:in:)`` must be true, in the definition of `webhook`.
  func cause(
    of member: OtherMembers.Member, webhook: ObjectID?, in text: Span<UInt8>
  ) -> DefinitionFault.Cause {
    guard member.level == 0 else {
      return .unknownRestriction(nearest: nearest(to: member.name, in: text), webhook: webhook)
    }
    if let meant = misspelled(member.name, in: text) { return .misspelled(meant) }
    return .misplaced(misplaced(member.name, in: text) ?? .context)
  }

  /// Whether the value of `member` is anything but `null`, `""`, `[]` and `{}`.
  private func restricts(_ member: OtherMembers.Member, in text: Span<UInt8>) -> Bool {
    switch member.kind {
    case .null: return false
    case .string: return member.extent.count > 2
    case .array, .object:
      return text.endOfWhitespace(from: member.extent.lowerBound + 1) < member.extent.upperBound - 1
    case .boolean, .number: return true
    }
  }

  /// The member from whose name `name` differs only in ASCII case, `_` or `-`, or `nil` if there is none.
  private func misspelled(_ name: DecodedString, in text: Span<UInt8>) -> WebhookMember? {
    guard let folded = FoldedName(name, in: text) else { return nil }
    return foldedNames.first { $0.name == folded }?.member
  }

  /// The member of the context that `name` is, with ASCII case, `_` and `-` ignored, or `nil` if there is none.
  private func misplaced(_ name: DecodedString, in text: Span<UInt8>) -> WebhookMember? {
    guard let folded = FoldedName(name, in: text) else { return nil }
    return foldedRestrictions.first { $0.name == folded }?.member
  }

  /// The member of the context nearest to `name`, with ASCII case, `_` and `-` ignored, if it is near; only 64 bytes of `name`
  /// are compared.
  private func nearest(to name: DecodedString, in text: Span<UInt8>) -> WebhookMember? {
    var folded: [UInt8] = []
    _ = name.forEachByte(in: text) { byte in
      if let byte = foldedByte(byte) { folded.append(byte) }
      return folded.count < 64
    }
    let names = Self.restrictions.map { $0.name.utf8.compactMap(foldedByte) }
    return folded.nearest(among: names).map { Self.restrictions[$0] }
  }

  private static let restrictions = ContextMember.allCases.map(\.webhookMember)
  private let foldedRestrictions: [(name: FoldedName, member: WebhookMember)] =
    Self.restrictions.map { (FoldedName($0), $0) }
  /// What the platform's database can add to any object.
  private let contextNames = NameList(["_id", "__v"])
  private let foldedNames: [(name: FoldedName, member: WebhookMember)] =
    [WebhookMember.isActive, .trigger, .url, .code, .company, .context].map {
      (FoldedName($0), $0)
    }
  /// The first and last characters of the names that are looked for, in any spelling without escapes.
  private let firstLetters, lastLetters: ASCIISet

  init() {
    let names = (foldedNames + foldedRestrictions).map(\.member.name)
    func spellings(_ letters: [Character]) -> ASCIISet {
      ASCIISet("_-" + letters.map { $0.lowercased() + $0.uppercased() }.joined())
    }
    firstLetters = spellings(names.compactMap(\.first))
    lastLetters = spellings(names.compactMap(\.last))
  }
}

/// A name of up to 16 bytes, with ASCII case, `_` and `-` ignored.
private struct FoldedName: Equatable {
  private var letters: UInt128 = 0
  private var count = 0

  /// Folds `name`, or returns `nil` if it is longer.
  init?(_ name: DecodedString, in text: Span<UInt8>) {
    let isShort = name.forEachByte(in: text) { append($0) }
    guard isShort else { return nil }
  }

  /// Folds the name of `member`, which must have at most 16 letters.
  init(_ member: WebhookMember) {
    for byte in member.name.utf8 { _ = append(byte) }
  }

  /// Appends a byte of a name, and returns whether there was room for it.
  private mutating func append(_ byte: UInt8) -> Bool {
    guard let byte = foldedByte(byte) else { return true }
    guard count < 16 else { return false }
    letters = letters << 8 | UInt128(byte)
    count += 1
    return true
  }
}

/// A byte of a name in lower case, or `nil` for `_` and `-`.
private func foldedByte(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "_"), UInt8(ascii: "-"): nil
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | ASCII.caseBit
  default: byte
  }
}
