import Hookline
import Testing

/// The rules for the members of one definition.
@Suite struct DefinitionParserTests {
  @Test func eachMemberOfADefinitionIsRead() throws {
    let text = """
      {"_id":"62685990d918fb5557f9f992","company":"625be93a286ef83c1c0e845f","isActive":true,
       "trigger":"create-edit-delete-task","url":"https://www.server.com",
       "name":"Work Orders Update","code":"wo_update",
       "context":{"survey":"","group":"","taskGroup":"6261612a8f1e99002e5c8cce"},"__v":0,
       "description":"Sends updates on Work Orders"}
      """
    let webhook = Webhook(
      id: try #require(ObjectID("62685990d918fb5557f9f992")),
      company: try #require(ObjectID("625be93a286ef83c1c0e845f")), isActive: true, trigger: .task,
      url: "https://www.server.com", code: "wo_update",
      context: Restriction(taskGroup: ObjectID("6261612a8f1e99002e5c8cce")))
    #expect(try DefinitionSet([text]).webhooks() == [webhook])
  }

  @Test func definitionIsReadInAnyOrderAndSpelling() throws {
    let text = #"""
      {"c\u006fntext":{"t\u0061skGroup":"\u0061aaaaaaaaaaaaaaaaaaaaaaA"},"\u0063ode":"\u0078",
       "url":"https:\/\/example.com\/","trigger":"create\u002dedit-delete-task","isActive":false,
       "company":"CCCCCCCCCCCCCCCCCCCCCCCC","\u005fid":"11111111111111111111111\u0031"}
      """#
    let webhook = Webhook(
      id: try id("1"), company: try id("c"), isActive: false, trigger: .task,
      url: "https://example.com/", code: "x", context: Restriction(taskGroup: try id("a")))
    #expect(try DefinitionSet([text]).webhooks() == [webhook])
  }

  @Test(arguments: [
    ("create-edit-delete-user", Trigger.user), ("create-edit-delete-task", .task),
    ("create-edit-delete-survey", .survey), ("create-edit-delete-property", .property),
    ("create-edit-delete-note", .note), ("logout-user", .logout),
  ])
  func triggersAreReadByName(name: String, trigger: Trigger) throws {
    let set = DefinitionSet([definitionText(trigger: "\"\(name)\"")])
    #expect(try set.webhooks().map(\.trigger) == [trigger])
    #expect(trigger.name == name)
  }

  @Test(arguments: [
    "a", "z", "0", "9", "_", "wo_update", "0123456789_abcdefghijklmnopqrstuvwxyz",
    String(repeating: "x", count: 5000),
  ])
  func validCodesAreRead(code: String) throws {
    let set = DefinitionSet([definitionText(code: "\"\(code)\"")])
    #expect(try set.webhooks().map(\.code) == [code])
  }

  private static let contexts: [(text: String?, restriction: [Character?])] = [
    (nil, [nil, nil, nil]),
    ("null", [nil, nil, nil]),
    ("{}", [nil, nil, nil]),
    (#"{"survey":null,"group":null,"taskGroup":null}"#, [nil, nil, nil]),
    (#"{"survey":"","group":"","taskGroup":""}"#, [nil, nil, nil]),
    (#"{"survey":"\#(digits("a"))"}"#, ["a", nil, nil]),
    (#"{"group":"\#(digits("B"))","survey":""}"#, [nil, "b", nil]),
    (#"{"taskGroup":"\#(digits("C"))","group":null}"#, [nil, nil, "c"]),
    (
      #"{"group":"\#(digits("b"))","taskGroup":"\#(digits("c"))","survey":"\#(digits("a"))"}"#,
      ["a", "b", "c"]
    ),
    (#"{"survey":"\#(digits("a"))","_id":{"survey":5,"group":5},"x":[]}"#, ["a", nil, nil]),
  ]

  @Test(arguments: contexts)
  func contextsAreReadAsRestrictions(text: String?, restriction: [Character?]) throws {
    let ids = try restriction.map { digit in try digit.map { try id($0) } }
    let expected = Restriction(survey: ids[0], group: ids[1], taskGroup: ids[2])
    let set = DefinitionSet([definitionText(context: text)])
    #expect(try set.webhooks().map(\.context) == [expected])
  }

  /// Other members are neither required nor validated: they may have any value, be repeated, or contain known names.
  @Test(arguments: [
    #""name":5,"name":null"#, #""description":[{"_id":1,"_id":2}],"__v":{"code":"A","code":7}"#,
    #""id":1,"codes":"B","cod":"C""#,
    #""":"","code\ud800":1,"code ":2"#,
  ])
  func otherMembersOfADefinitionAreIgnored(others: String) throws {
    let plain = try DefinitionSet([definitionText()]).webhooks()
    #expect(try DefinitionSet([definitionText(others: others)]).webhooks() == plain)
  }

  @Test(arguments: [
    ("✗" + definitionText(id: nil), WebhookMember.id),
    ("✗" + definitionText(company: nil), .company),
    ("✗" + definitionText(isActive: nil), .isActive),
    ("✗" + definitionText(trigger: nil), .trigger),
    ("✗" + definitionText(url: nil), .url),
    ("✗" + definitionText(code: nil), .code),
    (" [ ✗" + definitionText(code: nil, others: #""codes":"a""#) + "]", .code),
  ])
  func missingMemberIsAFault(text: String, member: WebhookMember) {
    DefinitionSet([text]).expectFaults([.missing(member)])
  }

  @Test func allMissingMembersAreListed() {
    DefinitionSet([#" [✗✗✗✗✗✗{"context":null}]"#]).expectFaults([
      .missing(.id), .missing(.company), .missing(.isActive), .missing(.trigger), .missing(.url),
      .missing(.code),
    ])
  }

  private static let noIDs = [
    "5", "true", "[]", "{}", "\" \"", "\"\(digits("1"))1\"", "\"\(digits("1").dropLast())\"",
    "\"\(digits("g"))\"", "\"\(digits("1").dropLast()) \"", #"{"$oid":"\#(digits("1"))"}"#,
    #""\ud800""#, #""1\u0000""#,
  ]

  private static let invalidValues: [(member: WebhookMember, values: [String])] = [
    (.id, noIDs + ["null", "\"\""]),
    (.company, noIDs + ["null", "\"\""]),
    (.isActive, ["null", "0", "1", "\"\"", "\"true\"", "[true]", "{}"]),
    (
      .trigger,
      ["null", "1", "false", "[]", "{}"]
        + [
          "", " logout-user", "logout-user ", "Logout-User", "logout-use", "logout-userr",
          "create-edit-delete", "create-edit-delete-", "create-edit-delete-Task",
          "create-edit-delete-tasks", "create-edit-delete-auth", "COTTask", "task",
        ].map { "\"\($0)\"" }
    ),
    (.url, ["null", "5", "true", "[]", "{}"]),
    (.code, ["null", "5", "true", "[]", "{}"] + ["", "A", "Z", " ", "a ", " a"].map(quoted)),
    (
      .code,
      "/:@[`{-.é\0\u{7F}\n".flatMap { [quoted("\($0)"), quoted("a\($0)"), quoted("\($0)a")] }
    ),
    (.context, ["5", "true", "false", "\"\"", "\"null\"", "[]", "[{}]"]),
    (.survey, noIDs),
    (.group, noIDs),
    (.taskGroup, noIDs),
  ]

  @Test(arguments: invalidValues)
  func invalidValueIsAFaultAtItsPlace(member: WebhookMember, values: [String]) {
    for value in values {
      DefinitionSet([text(with: "✗" + value, as: member)]).expectFaults([.invalid(member)])
    }
  }

  private func text(with value: String, as member: WebhookMember) -> String {
    switch member {
    case .id: definitionText(id: value)
    case .company: definitionText(company: value)
    case .isActive: definitionText(isActive: value)
    case .trigger: definitionText(trigger: value)
    case .url: definitionText(url: value)
    case .code: definitionText(code: value)
    case .context: definitionText(context: value)
    case .survey, .group, .taskGroup:
      definitionText(context: #"{"x":{},"\#(member)": \#(value) }"#)
    }
  }

  /// All faults of a definition are listed, in the order of its text.
  @Test func everyFaultOfADefinitionIsListed() {
    let text = #"""
      ✗{"context":{"taskGroup":✗5,"group":✗[],"survey":✗"x"},"code":✗"A","url":✗"http://",
       "trigger":✗"task","isActive":✗null,"company":✗"c","x":5}
      """#
    DefinitionSet([text]).expectFaults([
      .missing(.id), .invalid(.taskGroup), .invalid(.group), .invalid(.survey), .invalid(.code),
      .invalidURL("write a host after the // (an IPv6 address in brackets)"), .invalid(.trigger),
      .invalid(.isActive),
      .invalid(.company),
    ])
  }

  /// Whatever the second value, and however its name is spelled.
  @Test(arguments: [
    (WebhookMember.id, #""_id":null"#), (.id, #""\u005f\u0069d":"\#(digits("1"))""#),
    (.company, #""company":"\#(digits("c"))""#), (.company, #""compan\u0079":5"#),
    (.isActive, #""isActive":true"#), (.isActive, #""\u0069sActive" : false"#),
    (.trigger, #""trigger":"create-edit-delete-task""#), (.trigger, #""trigge\u0072":[]"#),
    (.url, #""url":"ftp://a:b@c""#), (.url, #""u\u0072l":"https://example.com/""#),
    (.code, #""code":"wo_update""#), (.code, #""\u0063\u006f\u0064\u0065":"A""#),
    (.context, #""context":null"#), (.context, #""conte\u0078t":{"survey":5}"#),
  ])
  func repeatedMemberIsAFault(member: WebhookMember, later: String) {
    let name = "\"\(member.path)\":"
    let text = definitionText(context: "{\"survey\":\"\"}", others: "✗" + later)
      .replacing(name, with: "①" + name, maxReplacements: 1)
    DefinitionSet([text]).expectFaults([.repeated(member)])
  }

  @Test(arguments: [
    (#"{①"survey":null,✗"survey":null}"#, WebhookMember.survey),
    (#"{①"\u0073urvey":"",✗"survey":5}"#, .survey),
    (#"{①"group":"",✗"gr\u006fup":{"group":1}}"#, .group),
    (#"{"x":[], ①"t\u0061skGroup" : "", "_id":{"taskGroup":2}, ✗"taskGroup":""}"#, .taskGroup),
  ])
  func repeatedMemberOfTheContextIsAFault(context: String, member: WebhookMember) {
    DefinitionSet([definitionText(context: context)]).expectFaults([.repeated(member)])
  }
}
