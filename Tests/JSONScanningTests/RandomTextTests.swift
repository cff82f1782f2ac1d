import Invariants
import JSONScanning
import SampleData
import Testing

/// Acceptable texts with random mutations, judged by the scanner and by its slow reference.
@Suite struct RandomTextTests {
  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func mutatedTextsAreJudgedAsByTheReference(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let selection = MemberSelection(Self.names, insideLast: MemberSelection(Self.nestedNames))
    var members = SelectedMembers(for: selection)
    var tally: [String: Int] = [:]
    for number in 0..<Self.count {
      let text = Self.mutatedText(using: &generator)
      let asLine = number.isMultiple(of: 2)
      let reference = ReferenceParser.judge(text, asLine: asLine)
      let verdict = Verdict(
        scanning: text.span, asLine: asLine, selecting: selection, into: &members)
      let note = Comment(rawValue: "\(MarkedText.notation(of: text)) of seed \(seed)")
      guard verdict == reference.verdict else {
        #expect(verdict == reference.verdict, note)
        return
      }
      switch verdict {
      case .blank: tally["blank", default: 0] += 1
      case .fault(let reason, _): tally["\(reason)", default: 0] += 1
      case .accepted:
        let expected = Findings(in: reference.value)
        tally[expected.repetition == nil ? "accepted" : "repeated", default: 0] += 1
        guard Findings(in: members) == expected else {
          #expect(Findings(in: members) == expected, note)
          return
        }
      }
    }
    // Mutations that corrupt nothing, or everything, would prove little.
    for (outcome, share) in Self.leastShares {
      #expect(tally[outcome, default: 0] >= Self.count / share, "\(outcome) in \(tally)")
    }
  }

  private static let count = TestSize.debug(20_000, release: 200_000)

  /// For each outcome, at least one text in this many must have it.
  private static let leastShares = [
    "accepted": 20, "repeated": 400, "invalidJSON": 4, "invalidUTF8": 50, "tooDeep": 10_000,
    "carriageReturn": 4_000, "blank": 1_000,
  ]

  private static let names = ["company", "type", "event", "createdAt", "data"]
  private static let nestedNames = ["taskGroup", "surveyId", "group"]

  private static let shortTexts =
    events + JudgedText.all.filter { $0.fault == nil && $0.bytes.count < 200 }.map(\.bytes)

  private static let deepTexts = JudgedText.nested(inside: 0).map(\.bytes)

  private static let events = [
    #"{"company":"625bc5429a54e8868bd89be2","type":"COTUser","event":"edit","data":{"_id":"62"}}"#,
    #"{"data":{"taskGroup":"6261","survey":[{"group":1}],"group":null},"type":"COTTask","x":{}}"#,
    #" {"event":"\u0065dit", "d\u0061ta":{"surv\u0065yId":"é€😀","group":-1.5e-3},"type":null} "#,
    #"{"type":"Auth","data":null,"extraData":{"userId":"62","timestamp":1651094908186},"diff":[]}"#,
    #"{"diff":{"/n":{"previous":"\ud83d\ude00","changedTo":"\\\""}},"data":{},"company":[[],{}]}"#,
    #"{"a":[true,false,null,0,-0,1E400,0.10],"type":{"data":{"group":1}},"data":[{"group":2}]}"#,
  ].map { Array($0.utf8) }
}

extension RandomTextTests {
  /// A text with one to three mutations, acceptable before them unless it is one of the deepest.
  private static func mutatedText(using generator: inout SeededGenerator) -> [UInt8] {
    let isDeep = Int.random(in: 0..<100, using: &generator) == 0
    let isEvent = Bool.random(using: &generator)
    let texts = isDeep ? deepTexts : isEvent ? events : shortTexts
    var text = texts.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&text, using: &generator) }
    return text
  }

  private static func mutate(_ text: inout [UInt8], using generator: inout SeededGenerator) {
    let place = Int.random(in: 0...text.count, using: &generator)
    let slice = place..<min(text.count, place + Int.random(in: 0...40, using: &generator))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0 where place < text.count:
      text[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1 where place < text.count:
      text[place] = .random(in: .min ... .max, using: &generator)
    case 2 where place < text.count:
      text.remove(at: place)
    case 3:
      text.removeSubrange(slice)
    case 4:
      let target = Int.random(in: 0...text.count, using: &generator)
      text.insert(contentsOf: Array(text[slice]), at: target)
    case 5:
      text.insert(contentsOf: text[slice], at: slice.upperBound)
    case 6:
      // Members begin with a comma, and are likely to fit in before another one.
      let gaps = text.indices.filter { text[$0] == UInt8(ascii: ",") }
      let gap = gaps.randomElement(using: &generator) ?? place
      text.insert(contentsOf: members.randomElement(using: &generator) ?? [], at: gap)
    default:
      text.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
    }
  }

  private static let members = [
    #","type":1"#, #","typ\u0065":"x""#, #","data":{"group":1,"taskGroup":[]}"#, #","group":2"#,
    #","data":null"#, #","data":{"group":1,"gr\u006fup":2}"#, #","company":{}"#, #",1"#, #",[]"#,
  ].map { Array($0.utf8) }

  /// Pieces to insert: some for each rule of the grammar, and bytes that no rule allows.
  private static let pieces = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "‹20›", "‹0D›", "‹0C›", "‹00›", "‹1F›", "‹7F›", "0",
    "-", "+", ".", "e", "E5", "1", "true", "nul", "\"\"", "\"a\":", "{}", "[[", "[]", "\\n", "\\x",
    "\\u00e9", "\\ud800", "\\ude00", "\\u12", "é", "€", "😀", "‹80›", "‹BF›", "‹C2›", "‹E2 82›",
    "‹F0 9F 98›", "‹C0 80›", "‹ED A0 80›", "‹F4 90 80 80›", "‹FF›", "‹EF BB BF›", "\"data\":{",
  ].map { MarkedText($0).bytes }
}

extension RandomTextTests {
  /// The members found and their places, or only the repetition if a name is repeated.
  struct Findings: Equatable {
    private var nameOffsets: [Int?] = []
    private var extents: [Range<Int>?] = []
    /// The offset of the first repeated name, or `nil`.
    private(set) var repetition: Int?

    /// What the scanner found.
    init(in members: SelectedMembers) {
      repetition = members.firstRepeatedSlot.flatMap { members[$0]?.repeatedNameOffset }
      guard repetition == nil else { return }
      for slot in 0..<names.count + nestedNames.count {
        nameOffsets.append(members[slot]?.nameOffset)
        extents.append(members[slot]?.extent)
      }
    }

    /// What should be found in `value`.
    init(in value: ReferenceParser.Value) {
      let inside = Self.members(of: value).filter { $0.name == Array("data".utf8) }.map(\.value)
      let repetitions =
        Self.repetitions(of: names, in: value)
        + inside.flatMap { Self.repetitions(of: nestedNames, in: $0) }
      repetition = repetitions.min()
      guard repetition == nil else { return }
      note(names, in: value)
      note(nestedNames, in: inside.first ?? .other)
    }

    private mutating func note(_ names: [String], in value: ReferenceParser.Value) {
      for name in names {
        let member = Self.members(of: value).first { $0.name == Array(name.utf8) }
        nameOffsets.append(member?.nameOffset)
        extents.append(member?.extent)
      }
    }

    private static func repetitions(of names: [String], in value: ReferenceParser.Value) -> [Int] {
      names.flatMap { name in
        members(of: value).filter { $0.name == Array(name.utf8) }.dropFirst().map(\.nameOffset)
      }
    }

    private static func members(of value: ReferenceParser.Value) -> [ReferenceParser.Member] {
      if case .object(let members) = value { members } else { [] }
    }
  }
}
