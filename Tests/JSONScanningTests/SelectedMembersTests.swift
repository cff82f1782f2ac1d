import JSONScanning
import SampleData
import Testing

/// Where the chosen members of an object are found.
///
/// In the tables, `①` to `⑤` mark the opening quotes of the names, in the order of the slots, and `⟨⟩` enclose the values. A
/// number that comes a second time, without `⟨⟩`, marks a repeated name.
@Suite struct SelectedMembersTests {
  /// The chosen members: three, and two inside the last of them.
  static let selection = MemberSelection(
    ["company", "type", "data"], insideLast: MemberSelection(["group", "taskGroup"]))
  /// The marker of each slot, in order.
  static let slots: [Unicode.Scalar] = ["①", "②", "③", "④", "⑤"]

  /// What is expected in one slot.
  struct Expected: Equatable {
    var nameOffset: Int
    var extent: Range<Int>
    var repeatedNameOffset: Int?
  }

  /// Texts in which no chosen name is repeated.
  static let once = [
    #"{}"#, #"{"other":1}"#, #"[]"#, #"[{"company":1}]"#, #""company""#, #"3"#, #"null"#,
    #"{①"company":⟨"x"⟩}"#, #"{②"type":⟨null⟩}"#, #"{③"data":⟨{}⟩}"#, #" { ②"type" : ⟨1⟩ } "#,
    // In any order, before and after long values, next to each other.
    #"{①"company":⟨"x"⟩,②"type":⟨true⟩,③"data":⟨[1]⟩}"#,
    #"{③"data":⟨{④"group":⟨1⟩,⑤"taskGroup":⟨2⟩}⟩,②"type":⟨3⟩,①"company":⟨4⟩}"#,
    #"{"a":{"b":[1,{"c":"d,}"}]},①"company":⟨"x"⟩,"e":[[[]]],②"type":⟨"y"⟩,"f":"\"}"}"#,
    #"{"x":["company","type",{"company":1}],①"company":⟨"}"⟩}"#,
    // White space is not part of a value.
    #"{‹0D›①"company"‹20›:‹09›⟨-1.5e3⟩‹20›,‹0A›②"type"‹0A›:‹0A›⟨{ }⟩‹0A›}"#,
    #"{ ③"data" : ⟨{ ④"group" : ⟨[ 1 , 2 ]⟩ , "x" : 0 }⟩ }"#,
    // Only inside the last one, and only one level deep.
    #"{③"data":⟨{④"group":⟨{"group":1,"taskGroup":2}⟩}⟩}"#,
    #"{③"data":⟨[{"group":1}]⟩}"#, #"{③"data":⟨"group"⟩}"#, #"{③"data":⟨null⟩,"group":1}"#,
    #"{"group":1,"taskGroup":2,③"data":⟨{"data":{"group":1},"company":2,"type":3}⟩}"#,
    #"{①"company":⟨{"company":1,"group":2,"data":{"group":3}}⟩,②"type":⟨{"type":{"data":4}}⟩}"#,
    #"{"other":{"data":{"group":1},"company":2},③"data":⟨{"x":{"group":1},⑤"taskGroup":⟨7⟩}⟩}"#,
    // A name that is longer, shorter, in another case, or has other characters, is another name.
    #"{"compan":1,"companys":2,"Company":3,"COMPANY":4,"company ":5," company":6,"":7,"c":8}"#,
    #"{"typ":1,"types":2,"data.group":3,"data/group":4,③"data":⟨{"groups":5,"taskgroup":6}⟩}"#,
    #"{"compan\u0079\u0000":1,"company\n":2,"\"company\"":3,"company\u0000":4,"co\\mpany":5}"#,
    #"{"compańy":1,"ｃompany":2,"comp‹CC 81›any":3}"#,
    // Escapes in names are decoded.
    #"{①"\u0063ompany":⟨1⟩,②"typ\u0065":⟨2⟩,③"\u0064\u0061\u0074\u0061":⟨{④"grou\u0070":⟨3⟩}⟩}"#,
    #"{①"\u0063\u006F\u006d\u0070\u0061\u006e\u0079":⟨"\u0063"⟩}"#,
    // Every kind of value, including strings with escapes.
    #"{①"company":⟨"a\"b"⟩,②"type":⟨"\\"⟩,③"data":⟨"\u0000"⟩}"#, #"{①"company":⟨""⟩}"#,
    #"{①"company":⟨[]⟩,②"type":⟨false⟩,③"data":⟨0⟩}"#, #"{①"company":⟨[["\n"]]⟩}"#,
    #"{③"data":⟨{④"group":⟨"‹C3 A9›"⟩,⑤"taskGroup":⟨"\t"⟩}⟩,②"type":⟨{"a":"\t"}⟩}"#,
  ]

  /// Texts in which some chosen name is repeated.
  static let repeated = [
    #"{①"company":⟨1⟩,①"company":2}"#, #"{①"company":⟨1⟩,"x":0,①"company":"1",①"company":{}}"#,
    #"{①"company":⟨null⟩,①"\u0063ompany":[]}"#, #"{①"compan\u0079":⟨{}⟩,①"company":1}"#,
    #"{②"type":⟨1⟩,①"company":⟨2⟩,①"company":3,②"type":4}"#,
    #"{②"type":⟨1⟩,①"company":⟨2⟩,②"type":3,①"company":4}"#,
    // Inside the last one.
    #"{③"data":⟨{④"group":⟨1⟩,④"group":2}⟩}"#, #"{③"data":⟨{④"group":⟨1⟩,④"grou\u0070":null}⟩}"#,
    #"{③"data":⟨{⑤"taskGroup":⟨1⟩,④"group":⟨2⟩,④"group":3,⑤"taskGroup":4}⟩,①"company":⟨5⟩}"#,
    #"{①"company":⟨1⟩,③"data":⟨{④"group":⟨1⟩,④"group":2}⟩,①"company":3}"#,
    // The enclosing member twice: the members of the later one do not repeat those of the earlier one.
    #"{③"data":⟨{④"group":⟨1⟩}⟩,③"data":{"group":2}}"#,
    #"{③"data":⟨{④"group":⟨1⟩}⟩,③"data":{"group":2,"group":3}}"#,
    #"{③"data":⟨{④"group":⟨1⟩,④"group":2}⟩,③"data":{"group":3}}"#,
    #"{③"data":⟨{}⟩,③"data":[]}"#, #"{③"data":⟨null⟩,③"data":"x",③"d\u0061ta":0}"#,
  ]

  @Test(arguments: once + repeated)
  func selectedMembersAreFoundAtTheMarks(notation: String) throws {
    let text = MarkedText(notation)
    let expected = try Self.expectations(of: text)
    let members = try Self.scan(text.bytes)
    for (slot, marker) in Self.slots.enumerated() {
      let member = members[slot]
      let found = member.map {
        Expected(
          nameOffset: $0.nameOffset, extent: $0.extent, repeatedNameOffset: $0.repeatedNameOffset)
      }
      #expect(found == expected[marker], "slot \(slot)")
      if let member {
        #expect(member.kind == Self.kind(of: text.bytes[member.extent]))
        #expect(
          member.hasEscapes == (member.kind == .string && text.bytes[member.extent].contains(0x5C)))
      }
    }
    let repetitions = expected.compactMap { marker, expected in
      expected.repeatedNameOffset.map { (offset: $0, slot: Self.slots.firstIndex(of: marker)) }
    }
    #expect(members.firstRepeatedSlot == repetitions.min { $0.offset < $1.offset }?.slot)
  }

  /// If `data` is repeated, the second is not looked into: `data` itself is the repeated name.
  @Test(arguments: ["null", "[]", "\"x\"", "1", "{}"])
  func repeatedEnclosingMemberIsReportedFirst(value: String) throws {
    let text = MarkedText(#"{"data":"# + value + #",③"data":{"group":1,"group":2},"data":3}"#)
    let members = try Self.scan(text.bytes)
    #expect(members.firstRepeatedSlot == 2)
    #expect(members[2]?.repeatedNameOffset == text.marks.first?.offset)
    #expect(members[2]?.nameOffset == 1)
  }

  @Test func selectedMembersForgetThePreviousText() throws {
    var members = SelectedMembers(for: Self.selection)
    #expect((0..<5).allSatisfy { members[$0] == nil } && members.firstRepeatedSlot == nil)
    let full = Array(#"{"type":1,"type":2,"data":{"group":1}}"#.utf8)
    for text in ["{}", "[]", "1", "", " "] {
      var scanner = Scanner()
      _ = try scanner.scanText(in: full.span, selecting: Self.selection, into: &members)
      #expect(members[1] != nil && members[3] != nil && members.firstRepeatedSlot == 1)
      scanner = Scanner()
      _ = try scanner.scanText(
        in: Array(text.utf8).span, selecting: Self.selection, into: &members)
      #expect((0..<5).allSatisfy { members[$0] == nil } && members.firstRepeatedSlot == nil)
    }
  }

  @Test func selectedMembersAreThoseOfTheScannedValue() throws {
    var members = SelectedMembers(for: Self.selection)
    var scanner = Scanner()
    let text = Array(#"[{"type":1},2]"#.utf8)
    try scanner.scanValue(in: text.span, selecting: Self.selection, into: &members)
    #expect(members[1] == nil)
    scanner = Scanner(at: 1)
    try scanner.scanValue(in: text.span, selecting: Self.selection, into: &members)
    #expect(members[1]?.nameOffset == 2)
    scanner = Scanner(at: 12)
    try scanner.scanValue(in: text.span, selecting: Self.selection, into: &members)
    #expect(members[1] == nil)
  }

  /// A member inside a member inside a third one, each with neighbours that are not chosen.
  @Test func selectionCanBeSeveralLevelsDeep() throws {
    let selection = MemberSelection(
      ["status", "event"],
      insideLast: MemberSelection(["company", "data"], insideLast: MemberSelection(["group"])))
    var members = SelectedMembers(for: selection)
    let text = MarkedText(
      #"{"group":1,"event":{"data":{"event":{},"group":①5②,"x":{"group":9}},"status":1,"company":③7④},"data":{"group":2}}"#
    )
    var scanner = Scanner()
    _ = try scanner.scanText(in: text.bytes.span, selecting: selection, into: &members)
    let offsets = text.marks.map(\.offset)
    #expect(members[0] == nil)
    #expect(members[2]?.extent == offsets[2]..<offsets[3])
    #expect(members[4]?.extent == offsets[0]..<offsets[1])
    #expect(members.firstRepeatedSlot == nil)
  }

  @Test func selectedMembersAreFoundFarApart() throws {
    let filler = String(repeating: #"{"company":[1.5e3,"\u0000 é"]},"#, count: 40_000)
    let text = MarkedText(
      #"{"x":[\#(filler)0],①"company":⟨1⟩,③"data":⟨{"y":[\#(filler)0],⑤"taskGroup":⟨2⟩}⟩}"#)
    let members = try Self.scan(text.bytes)
    let expected = try Self.expectations(of: text)
    for (slot, marker) in Self.slots.enumerated() {
      #expect(members[slot]?.extent == expected[marker]?.extent)
    }
  }
}

extension SelectedMembersTests {
  private static func scan(_ bytes: [UInt8]) throws -> SelectedMembers {
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    _ = try scanner.scanText(in: bytes.span, selecting: selection, into: &members)
    return members
  }

  /// The expectations that the marks of `text` express, by slot marker.
  private static func expectations(of text: MarkedText) throws -> [Unicode.Scalar: Expected] {
    var expected: [Unicode.Scalar: Expected] = [:]
    var named: Unicode.Scalar = "⟨"
    var open: [Unicode.Scalar] = []
    for mark in text.marks {
      switch mark.marker {
      case "⟨":
        expected[named]?.extent = mark.offset..<mark.offset
        open.append(named)
      case "⟩":
        let closed = try #require(open.last)
        open.removeLast()
        let start = try #require(expected[closed]).extent.lowerBound
        expected[closed]?.extent = start..<mark.offset
      default:
        named = mark.marker
        if expected[named] == nil {
          expected[named] = Expected(nameOffset: mark.offset, extent: 0..<0)
        } else if expected[named]?.repeatedNameOffset == nil {
          expected[named]?.repeatedNameOffset = mark.offset
        }
      }
    }
    return expected
  }

  private static func kind(of value: ArraySlice<UInt8>) -> ValueKind {
    switch value.first.map(Unicode.Scalar.init) {
    case "{": .object
    case "[": .array
    case "\"": .string
    case "t", "f": .boolean
    case "n": .null
    default: .number
    }
  }
}
