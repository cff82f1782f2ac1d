import JSONScanning
import Testing

/// A name is found by its last bytes, and settled by all of them.
@Suite struct NameListTests {
  /// Names of each length at which they are compared in another way.
  private static let names = (1...20).map { String("abcdefghijklmnopqrst".prefix($0)) }

  /// Names that differ from `name` in one byte, or lack one, or have one more.
  private static func neighbours(of name: String) -> [String] {
    let letters = Array(name)
    let changed = letters.indices.flatMap { place in
      ["", "_", letters[place].uppercased()].map { replacement in
        String(letters[..<place]) + replacement + String(letters[(place + 1)...])
      }
    }
    return changed + ["_" + name, name + "_"]
  }

  /// Whether `name` is known to a list of `known`, as that of a member and as a value; `margin` stands before the text.
  private func isFound(
    _ name: String, among known: String, behind margin: String
  ) throws -> (member: Bool, value: Bool) {
    let text = Array("\(margin){\"\(name)\":\"\(name)\",\"*\":\"\(name)\"}".utf8)
    let selection = MemberSelection([known, "*"])
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    _ = try scanner.scanText(in: text.span, selecting: selection, into: &members)
    let value = try #require(members[1].flatMap { DecodedString($0) })
    return (members[0] != nil, NameList([known]).place(of: value, in: text.span) == 0)
  }

  @Test(arguments: names, ["", "        "])
  func everyByteCounts(name: String, margin: String) throws {
    #expect(try isFound(name, among: name, behind: margin) == (true, true))
    for other in Self.neighbours(of: name) {
      let found = try isFound(other, among: name, behind: margin)
      #expect(found == (false, false), "\(other) for \(name)")
    }
  }
}
