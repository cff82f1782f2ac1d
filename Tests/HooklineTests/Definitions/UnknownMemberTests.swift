import Hookline
import Testing

/// Unknown members must not be restrictions or misspelled members.
@Suite struct UnknownMemberTests {
  private static let id = "62685990d918fb5557f9f992"

  /// Values that restrict nothing.
  private static let emptyValues = ["\"\"", "null", "[]", "{}", "[ \t\n\r]", "{\n}"]

  private static let values = [
    "\"\(digits("a"))\"", "\" \"", "0", "-1", "true", "false", "[null]", "[[]]", "{\"a\":null}",
    #""\u0000""#, "[ 0 ]",
  ]

  private static let unknownNames = [
    "taskgroup", "task_group", "TaskGroup", "taskGroups", "surveyId", "Survey", "", "a", "id",
    "property", "isActive", "_ID", "__V", "___v", "_id ", #"surv\u0045y"#, "taskGroup\\u0000",
  ]

  @Test(arguments: unknownNames)
  func unknownContextMemberWithAValueIsAFault(name: String) {
    for value in Self.values {
      let context = #"{"survey":"","\#(name)": ✗\#(value) ,"group":null}"#
      let set = DefinitionSet([definitionText(id: "\"\(Self.id)\"", context: context)])
      #expect(set.faults().count == 1 && set.faults().allSatisfy { $0.cause.isUnknownRestriction })
      set.expectPlaces()
    }
    for value in Self.emptyValues { expectAcceptance(context: #"{"\#(name)":\#(value)}"#) }
  }

  /// The members that the database adds may have any value.
  @Test(arguments: [
    #"{"_id":"\#(digits("a"))","__v":3}"#, #"{"\u005fid":{"$oid":1},"__\u0076":[1]}"#, "null",
  ])
  func databaseMembersOfTheContextAreIgnored(context: String) {
    expectAcceptance(context: context)
  }

  private static let nearest: [(name: String, member: WebhookMember?)] = [
    ("taskgroup", .taskGroup), ("task_group", .taskGroup), ("TASK-GROUP", .taskGroup),
    ("taskGroups", .taskGroup), ("tasksGroup", .taskGroup), (#"t\u0061skgroup"#, .taskGroup),
    ("taskGroupId", .taskGroup), ("surveyId", .survey), ("surveys", .survey), ("Servey", .survey),
    ("Group", .group), ("groups", .group), ("group_id", .group), ("GROUP", .group),
    ("grp", nil), ("workflow", nil), (String(repeating: "taskGroup", count: 10_000), nil),
  ]

  @Test(arguments: nearest)
  func unknownContextMemberFaultNamesTheNearest(name: String, member: WebhookMember?) {
    let context = #"{"\#(name)":"\#(digits("a"))"}"#
    let set = DefinitionSet([definitionText(id: "\"\(Self.id)\"", context: context)])
    #expect(
      set.faults().map(\.cause)
        == [.unknownRestriction(nearest: member, webhook: ObjectID(Self.id))])
  }

  @Test func faultNamesTheWebhookIfItsIDIsReadable() {
    let context = #"{"taskgroup":1}"#
    for id in [nil, "5", "\"\(digits("g"))\""] as [String?] {
      let faults = DefinitionSet([definitionText(id: id, context: context)]).faults()
      #expect(
        faults.last?.cause == .unknownRestriction(nearest: .taskGroup, webhook: nil))
    }
    // The id may come after the context.
    let text = #"{"context":{"taskgroup":1},\#(definitionText().dropFirst())"#
    #expect(
      DefinitionSet([text]).faults().map(\.cause)
        == [.unknownRestriction(nearest: .taskGroup, webhook: ObjectID(digits("1")))])
  }

  @Test(arguments: [WebhookMember.survey, .group, .taskGroup])
  func restrictionOutsideTheContextIsAFault(member: WebhookMember) {
    for value in Self.values {
      let name = "\(member)"
      let spellings = [
        name, name.replacing("u", with: #"\u0075"#), name.uppercased(), name.lowercased(),
        name.replacing("r", with: "_r"), "-" + name + "_",
      ]
      for name in spellings {
        DefinitionSet([definitionText(others: "\"\(name)\" :\t✗\(value)")])
          .expectFaults([.misplaced(member)])
      }
    }
    for value in Self.emptyValues { expectAcceptance(others: "\"\(member)\":\(value)") }
    // Repeated, and one of the values restricts.
    let others = "\"\(member)\":null,\"\(member)\":✗7,\"\(member)\":{}"
    DefinitionSet([definitionText(others: others)]).expectFaults([.misplaced(member)])
  }

  private static let misspellings: [(member: WebhookMember, names: [String])] = [
    (.isActive, ["isactive", "IsActive", "is_active", "is-active", "ISACTIVE", "_isActive_"]),
    (.trigger, ["Trigger", "TRIGGER", "trigger_", "tri-gger", "t_r_i_g_g_e_r"]),
    (.url, ["URL", "Url", "uRL", "_url", "u-r-l", #"u\u0072L"#, #"\u0055rl"#]),
    (.code, ["Code", "CODE", "co_de", "-code", "----code----", "code" + #"\u002d"#]),
    (.company, ["Company", "COMPANY", "comp_any", "company-", "__company"]),
    (.context, ["Context", "CONTEXT", "con-text", "context_", "_context"]),
  ]

  @Test(arguments: misspellings)
  func misspelledMemberIsAFault(member: WebhookMember, names: [String]) {
    for name in names {
      for value in Self.emptyValues + Self.values + [#"{"survey":1,"x":2}"#] {
        DefinitionSet([definitionText(others: "\"\(name)\":✗\(value)")])
          .expectFaults([.misspelled(member)])
      }
    }
  }

  /// Names that differ from known ones in more than case, `_` and `-`, and names to which that rule does not apply.
  @Test(arguments: [
    "id", "ID", "Id", "_ID", "_Id", "i-d", "urls", "ur", "uri", "codes", "cod", "companyId",
    "compan", "contexts", "trigger ", " code", "c.ode", "active", "isActived", "kode", "ｃode",
    "Surveys", "tasksgroup", "Groups", "name", "Name", "__v", "description", "", "_",
    "-", "__", "url\\u0000", "\\u0000url", "cødé", "code\\ud800", "_\\u0000code", "gro_ups",
    "isActiveisActive", "contextcontextcontext", "\\u00d5rl", "u\\u0012l",
  ])
  func membersWithDistantNamesAreIgnored(name: String) {
    for value in Self.values { expectAcceptance(others: "\"\(name)\":\(value)") }
  }

  /// If a context is given twice, which is a fault anyway, only the first is searched.
  @Test func onlyTheFirstContextIsSearched() {
    let second = #"✗"context":{"taskgroup":2,"survey":3,"survey":4}"#
    for (context, causes) in [
      (#"{"x":✗1}"#, [.unknownRestriction(nearest: nil, webhook: ObjectID(digits("1")))]),
      ("{}", []), ("null", []), ("✗7", [.invalid(.context)]),
    ] as [(String, [DefinitionFault.Cause])] {
      let text = definitionText(context: context, others: second)
        .replacing("\"context\":", with: "①\"context\":", maxReplacements: 1)
      DefinitionSet([text]).expectFaults(causes + [.repeated(.context)])
    }
  }

  private static let messages: [(text: String, description: String)] = [
    (
      definitionText(id: "\"\(id.uppercased())\"", context: #"{"s3cret":"s3cret"}"#),
      """
      context of webhook \(id) has an unknown member with a value: write survey, group or taskGroup, \
      or take the webhook out of the file, because ignoring a restriction would send more than was \
      asked for
      """
    ),
    (
      definitionText(others: #""taskGroup":"s3cret""#),
      "move taskGroup into context: here it restricts nothing"
    ),
    (definitionText(others: #""is_active":"s3cret""#), "misspelled member name: write isActive"),
  ]

  @Test(arguments: messages)
  func unknownMemberFaultSaysWhatToWrite(text: String, description: String) {
    #expect(DefinitionSet([text]).faults().map(\.description) == [description])
  }

  private func expectAcceptance(context: String? = nil, others: String? = nil) {
    let text = definitionText(context: context, others: others)
    #expect(DefinitionSet([text]).faults() == [], "\(text)")
  }
}

extension DefinitionFault.Cause {
  fileprivate var isUnknownRestriction: Bool {
    if case .unknownRestriction = self { true } else { false }
  }
}
