internal import JSONScanning

/// The members of an event's `diff` that change what contexts can ask for.
enum ContextChanges {
  // The names are JSON Pointers (RFC 6901) into the object that the event is about.
  private static let pointers = ContextMember.allCases.map { "/\($0.eventMember.name)" }
  private static let selection = MemberSelection(["diff"], insideLast: MemberSelection(pointers))
  private static let quotedPointers = pointers.map { Array("\"\($0)\"".utf8) }

  /// The members that the `diff` of the event in `text`, a well-formed object, changes.
  ///
  /// - Complexity: O(`text.count`).
  static func members(in text: Span<UInt8>) -> RestrictedMembers {
    // Most events have none of the names, which shows without a scan; an escape could spell one otherwise.
    guard mayContainPointer(text) else { return [] }
    var found = SelectedMembers(for: selection)
    var scanner = Scanner()
    try? scanner.scanValue(in: text, selecting: selection, into: &found)
    // The first slot is that of the `diff`.
    return zip(1..., ContextMember.allCases).reduce(into: []) { members, pair in
      if found[pair.0] != nil { members.insert(RestrictedMembers(pair.1)) }
    }
  }

  /// Whether `text` contains one of the names, or an escape.
  private static func mayContainPointer(_ text: Span<UInt8>) -> Bool {
    if text.contains(ASCII.backslash) { return true }
    var slash = text.offset(of: ASCII.slash, from: 1)
    while slash < text.count {
      if text[slash - 1] == ASCII.quote,
        quotedPointers.contains(where: { $0.isAt(slash - 1, of: text) })
      {
        return true
      }
      slash = text.offset(of: ASCII.slash, from: slash + 1)
    }
    return false
  }
}

extension [UInt8] {
  /// Whether these bytes are those at `offset` of `text`.
  fileprivate func isAt(_ offset: Int, of text: Span<UInt8>) -> Bool {
    count <= text.count - offset && indices.allSatisfy { self[$0] == text[offset + $0] }
  }
}
