/// Random definitions and events with few ids, so that many match, and ids that differ in one bit, so that many nearly do.
///
/// All are written in random spellings.
package struct SampleRouting {
  private var random: SeededGenerator
  private let companies: [String]
  private let others: [String]

  /// A source whose ids, definitions and events `seed` determines.
  package init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    companies = Self.neighbours(using: &random)
    others = Self.neighbours(using: &random)
  }

  /// The next file of `count` definitions, all of which are valid.
  package mutating func definitions(_ count: Int) -> [UInt8] {
    let values = (0..<count).map { definition($0) }
    var spelling = spelling()
    guard random.happens(inHundred: 60) else {
      return values.flatMap { spelling.bytes(of: $0) + [0x0A] }
    }
    if random.happens(inHundred: 50) { spelling.indentation = random.number(in: 0...3) }
    return spelling.bytes(of: .array(values))
  }

  /// The next event, on one line.
  package mutating func event() -> [UInt8] {
    let type = random.one(of: [
      "COTUser", "COTTask", "COTTask", "COTSurvey", "COTSurvey", "COTProperty", "COTNote", "Auth",
      "COTRobot",
    ])
    let action = random.one(of: type == "Auth" ? ["logout", "logout", "edit"] : Self.actions)
    var data: [SampleValue.Member] = [("name", .string(random.sentence()))]
    for name in ["taskGroup", "surveyId", "group"] where random.happens(inHundred: 70) {
      data.append((name, random.happens(inHundred: 90) ? id(others) : .null))
    }
    var members: [SampleValue.Member] = [
      ("company", id(companies)), ("type", .string(type)), ("event", .string(action)),
      ("extraData", .null),
    ]
    if let time = random.one(of: Self.times) { members.append(("createdAt", .string(time))) }
    if random.happens(inHundred: 30) {
      let change: SampleValue = .object([("previous", .null), ("changedTo", id(others))])
      members.append(("diff", .object([(random.one(of: Self.pointers), change)])))
    }
    let hasData = random.happens(inHundred: 90)
    members.append(("data", hasData ? .object(shuffled(data)) : .null))
    return spelling().bytes(of: .object(shuffled(members)))
  }

  private static let pointers = ["/taskGroup", "/surveyId", "/group", "/name/taskGroup"]

  private static let actions = ["create", "edit", "edit", "delete", "delete", "logout", "archive"]

  /// Values of `createdAt`; one is not readable, and one event has none.
  private static let times: [String?] = [
    "2022-04-27T21:28:15.186Z", "2022-04-27T21:28:15.185Z", "2022-04-27T23:28:15.187+02:00",
    "2022-04-27T21:28:15.1869Z", "2021-12-31T23:59:59.999Z", "2022-01-01T00:00:00Z", "2022-05-01",
    nil,
  ]

  private mutating func definition(_ number: Int) -> SampleValue {
    let digits = String(0xA000 + number, radix: 16)
    var members: [SampleValue.Member] = [
      ("_id", .string("62685990d918fb5557f9" + digits)), ("company", id(companies)),
      ("isActive", SampleValue(booleanLiteral: random.happens(inHundred: 80))),
      ("trigger", .string(random.one(of: Self.triggers))), ("code", .string("code_\(number)")),
      ("url", .string("https://hooks.example.com/in?from=\(number)")), ("__v", 0),
    ]
    if random.happens(inHundred: 80) { members.append(("context", context())) }
    return .object(shuffled(members))
  }

  private static let triggers = [
    "create-edit-delete-user", "create-edit-delete-task", "create-edit-delete-task",
    "create-edit-delete-survey", "create-edit-delete-survey", "create-edit-delete-property",
    "create-edit-delete-note", "logout-user",
  ]

  private mutating func context() -> SampleValue {
    let asked = ["survey", "group", "taskGroup"].filter { _ in random.happens(inHundred: 80) }
    return .object(
      asked.map { name in
        switch random.number(in: 0...3) {
        case 0: (name, "")
        case 1: (name, .null)
        default: (name, id(others))
        }
      })
  }

  private mutating func id(_ ids: [String]) -> SampleValue {
    let id = random.one(of: ids)
    return .string(random.happens(inHundred: 20) ? id.uppercased() : id)
  }

  private mutating func shuffled(_ members: [SampleValue.Member]) -> [SampleValue.Member] {
    random.happens(inHundred: 50) ? members : members.shuffled(using: &random)
  }

  private mutating func spelling() -> SampleSpelling {
    var spelling = SampleSpelling()
    if random.happens(inHundred: 30) { (spelling.colon, spelling.comma) = (" : ", "\t, ") }
    spelling.escapesNonASCII = random.happens(inHundred: 30)
    spelling.escapesSlashes = random.happens(inHundred: 30)
    if random.happens(inHundred: 30) { spelling.escapedString = random.one(of: Self.escaped) }
    return spelling
  }

  private static let escaped = ["company", "data", "type", "isActive", "COTTask", "edit", "group"]

  /// An id, and two that each differ from it in one bit.
  private static func neighbours(using random: inout SeededGenerator) -> [String] {
    let digits = (0..<24).map { _ in random.number(in: 0...15) }
    return [nil, random.number(in: 0...23), random.number(in: 0...23)].map { place in
      var digits = digits
      if let place { digits[place] ^= 1 << random.number(in: 0...3) }
      return digits.map { String($0, radix: 16) }.joined()
    }
  }
}
