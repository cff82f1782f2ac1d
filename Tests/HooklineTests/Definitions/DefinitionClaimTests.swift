import Hookline
import Testing

/// No two webhooks of a set may have the same `_id`, or the same `code` in one company.
@Suite struct DefinitionClaimTests {
  private static let one = "\"\(digits("1"))\""
  private static let two = "\"\(digits("2"))\""
  private static let three = "\"\(digits("3"))\""
  private static let other = "\"\(digits("d"))\""

  private static let taken: [(files: [String], members: [WebhookMember])] = [
    (
      [
        definitionText(id: "①\(one)", code: "\"a\"") + "\n"
          + definitionText(id: "✗\(one)", code: "\"b\"")
      ], [.id]
    ),
    // The same id in other spellings.
    (
      [
        "[" + definitionText(id: "①\"\(digits("a"))\"", code: "\"a\"") + ","
          + definitionText(id: "✗\"\(digits("A"))\"", code: "\"b\"") + "]"
      ], [.id]
    ),
    (
      [
        definitionText(id: "①\"\(digits("a"))\"", code: "\"a\""),
        definitionText(id: "✗" + #""\u0061aaaaaaaaaaaaaaaaaaaaaaa""#, code: "\"b\""),
      ], [.id]
    ),
    // An `_id` is unique in the set, whatever the company.
    (
      [
        definitionText(id: "①\(one)"),
        definitionText(id: two, code: "\"b\""),
        definitionText(id: "✗\(one)", company: other, isActive: "false", code: "\"c\""),
      ], [.id]
    ),
    // Each later webhook names the first.
    (
      [
        definitionText(id: one, code: "①②\"a\""),
        definitionText(id: two, code: "✗\"a\"")
          + definitionText(id: three, code: #"✗"\u0061""#)
          .replacing("{", with: " {"),
      ], [.code, .code]
    ),
    (
      [
        definitionText(id: one, company: "\"\(digits("c"))\"", code: "①\"a\""),
        definitionText(id: two, company: "\"\(digits("C"))\"", isActive: "false", code: "✗\"a\""),
      ], [.code]
    ),
    (
      [
        definitionText(id: "①\(one)", code: "②\"a\""),
        definitionText(id: "✗\(one)", code: "✗\"a\""),
      ], [.id, .code]
    ),
  ]

  @Test(arguments: taken)
  func repeatedIDOrCodeIsAFault(files: [String], members: [WebhookMember]) {
    DefinitionSet(files).expectFaults(members.map { .taken($0) })
  }

  @Test func twoCompaniesMayShareACode() throws {
    let set = DefinitionSet([
      definitionText(id: Self.one, code: "\"a\"")
        + " " + definitionText(id: Self.two, company: Self.other, code: "\"a\"")
        + " " + definitionText(id: Self.three, code: "\"b\"")
        + " " + definitionText(id: "\"\(digits("c"))\"", code: "\"aa\"")
    ])
    #expect(try set.webhooks().map(\.code) == ["a", "a", "b", "aa"])
  }

  private static let faulty: [(files: [String], causes: [DefinitionFault.Cause])] = [
    // The earlier webhook has a fault of its own.
    (
      [
        definitionText(id: "①\(one)", trigger: "✗5"),
        definitionText(id: "✗\(one)", code: "\"b\""),
      ], [.invalid(.trigger), .taken(.id)]
    ),
    (
      [
        "✗" + definitionText(id: nil, code: "①\"a\""),
        definitionText(id: two, code: "✗\"a\"", context: "✗5"),
      ], [.missing(.id), .taken(.code), .invalid(.context)]
    ),
    // An invalid company, `_id` or code is not compared with others.
    (
      [
        definitionText(id: one, company: "✗5", code: "\"a\""),
        definitionText(id: two, company: "✗5", code: "\"a\""),
        definitionText(id: "✗\"\"", code: "\"b\""),
        definitionText(id: "✗\"\"", code: "\"c\""),
        definitionText(id: three, code: "✗\"A\""),
        definitionText(id: "\"\(digits("4"))\"", code: "✗\"A\""),
      ],
      [
        .invalid(.company), .invalid(.company), .invalid(.id), .invalid(.id), .invalid(.code),
        .invalid(.code),
      ]
    ),
    // If a member is given twice, the first counts.
    (
      [
        "{①\"_id\":②\(one),✗\"_id\":\(two)," + definitionText(id: nil, code: "\"a\"").dropFirst(),
        definitionText(id: "✗\(one)", code: "\"b\""),
        definitionText(id: two, code: "\"c\""),
      ], [.repeated(.id), .taken(.id)]
    ),
  ]

  @Test(arguments: faulty)
  func faultyDefinitionsClaimTheirIDsAndCodes(files: [String], causes: [DefinitionFault.Cause]) {
    DefinitionSet(files).expectFaults(causes)
  }
}
