internal import JSONScanning

/// The members of an event's `diff` that change what contexts can ask for.
enum ContextChanges {
  // The names are JSON Pointers (RFC 6901) into the object that the event is about.
  private static let selection = MemberSelection(
    ["diff"], insideLast: MemberSelection(["/taskGroup", "/surveyId", "/group"]))

  /// The members that the `diff` of the event in `text`, a well-formed object, changes.
  ///
  /// - Complexity: O(`text.count`).
  static func members(in text: Span<UInt8>) -> RestrictedMembers {
    var found = SelectedMembers(for: selection)
    _ = try? Scanner.scanObject(
      text, depth: 0, asLine: false, selecting: selection, into: &found)
    let all: [RestrictedMembers] = [.taskGroup, .surveyId, .group]
    return all.indices.filter { found[$0 + 1] != nil }.reduce(into: []) { $0.insert(all[$1]) }
  }
}
