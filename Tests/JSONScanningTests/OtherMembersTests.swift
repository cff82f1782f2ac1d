import JSONScanning
import SampleData
import Testing

/// What a scan records about members that are not chosen.
@Suite struct OtherMembersTests {
  /// Texts with `⟨⟩` around the values to be recorded; the names of these begin with their levels.
  static let texts = [
    "{}", "[]", "[{\"0\":1}]", "3", #"{"company":1,"type":2}"#,
    #"{"0":⟨1⟩}"#, #"{"0a":⟨null⟩,"company":1,"0b":⟨"x"⟩}"#, #"{"0":⟨1⟩,"0":⟨2⟩}"#,
    #"{ "0" :⟨{ "1" : 2 }⟩, "0" :⟨[ 1 , {"0":1} ]⟩}"#,
    #"{"data":{"1":⟨1⟩,"group":2,"1b":⟨{"taskGroup":3,"2":4}⟩},"0":⟨{"data":{"1":5}}⟩}"#,
    #"{"company":{"1":1},"type":[{"0":1}],"data":{"group":{"2":1},"1":⟨true⟩}}"#,
    // A name that only ends like one chosen on another level is not chosen.
    #"{"0group":⟨1⟩,"data":{"1data":⟨{"group":1}⟩}}"#,
    // Of a repeated chosen member only the first value is looked into, if it is an object.
    #"{"data":{"1":⟨1⟩},"data":{"1":2,"x":3},"0":⟨4⟩}"#, #"{"data":null,"data":{"1":2}}"#,
    #"{"data":[],"d\u0061ta":{"1":2}}"#, #"{"data":{},"data":{"1":2},"data":{"1":2}}"#,
  ]

  @Test(arguments: texts)
  func otherMembersAreThoseNotChosen(notation: String) throws {
    let text = MarkedText(notation)
    let others = try scan(text.bytes) { _, _ in true }
    let starts = text.offsets(of: "⟨")
    let extents = zip(starts, text.offsets(of: "⟩")).map { $0..<$1 }
    #expect(others.kept.map(\.extent) == extents)
    #expect(others.count == extents.count)
    for member in others.kept {
      let name = name(of: member, in: text.bytes)
      #expect(name.hasPrefix("\(member.level)"))
      let first = text.bytes[member.extent.lowerBound]
      #expect((member.kind == .object) == (first == UInt8(ascii: "{")))
      #expect((member.kind == .string) == (first == UInt8(ascii: "\"")))
    }
  }

  /// The chosen members are the same as in a scan that does not record the others.
  @Test(arguments: SelectedMembersTests.once)
  func recordingOthersDoesNotChangeTheChosen(notation: String) throws {
    let bytes = MarkedText(notation).bytes
    let selection = SelectedMembersTests.selection
    var (plain, members) = (SelectedMembers(for: selection), SelectedMembers(for: selection))
    var others = OtherMembers(keeping: 9) { _, _ in true }
    var scanner = Scanner()
    scanner.skipWhitespace(in: bytes.span)
    var second = scanner
    try scanner.scanValue(in: bytes.span, selecting: selection, into: &plain)
    try second.scanValue(in: bytes.span, selecting: selection, into: &members, others: &others)
    #expect(scanner.offset == second.offset)
    for slot in 0..<5 {
      #expect(plain[slot]?.extent == members[slot]?.extent)
      #expect(plain[slot]?.nameOffset == members[slot]?.nameOffset)
    }
  }

  @Test func otherMembersAreThoseTheFilterAccepts() throws {
    let text = Array(#"{"\u0061":1,"b":2,"a":[],"data":{"a":3,"c":4}}"#.utf8)
    let others = try scan(text) { member, text in
      member.name.equals(Array("a".utf8), in: text) && member.kind == .number
    }
    #expect(others.kept.map(\.extent.lowerBound) == [10, 37])
    #expect(others.count == 2)
  }

  @Test(arguments: [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5), (.max, 5)])
  func otherMembersAreKeptUpToTheLimit(limit: Int, keptCount: Int) throws {
    let text = Array(#"{"a":1,"b":2,"data":{"c":3},"d":4,"e":5}"#.utf8)
    let others = try scan(text, keeping: limit) { _, _ in true }
    #expect(others.kept.map(\.extent.lowerBound) == Array([5, 11, 25, 32, 38].prefix(keptCount)))
    #expect(others.count == 5)
  }

  @Test func otherMembersAreThoseOfTheLastValue() throws {
    let selection = SelectedMembersTests.selection
    var members = SelectedMembers(for: selection)
    var others = OtherMembers(keeping: 1) { _, _ in true }
    for (text, count) in [(#"{"a":1,"b":2}"#, 2), (#"{"a":1}"#, 1), ("[]", 0), ("{}", 0)] {
      var scanner = Scanner()
      let bytes = Array(text.utf8)
      try scanner.scanValue(in: bytes.span, selecting: selection, into: &members, others: &others)
      #expect(others.count == count && others.kept.count == min(count, 1))
    }
  }

  private func scan(
    _ text: [UInt8], keeping limit: Int = 9, _ filter: @escaping OtherMembers.Filter
  ) throws -> OtherMembers {
    let selection = SelectedMembersTests.selection
    var members = SelectedMembers(for: selection)
    var others = OtherMembers(keeping: limit, where: filter)
    var scanner = Scanner()
    try scanner.scanValue(in: text.span, selecting: selection, into: &members, others: &others)
    return others
  }

  private func name(of member: OtherMembers.Member, in text: [UInt8]) -> String {
    String(decoding: member.name.bytes(in: text.span, limit: 100) ?? [], as: UTF8.self)
  }
}
