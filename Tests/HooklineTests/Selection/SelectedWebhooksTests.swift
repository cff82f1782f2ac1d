import Hookline
import SampleData
import Testing

/// Which webhooks the names and the shard of a selection leave.
@Suite struct SelectedWebhooksTests {
  /// Two companies that share the code `a`; a code that is the `_id` of another webhook; and one that looks like an `_id`.
  private static func webhooks() throws -> [Webhook] {
    try [
      ("1", "c", "a"), ("2", "c", "b"), ("3", "d", "a"), ("4", "d", digits("1")),
      ("5", "d", digits("9")), ("6", "d", digits("6")),
    ].map { webhookID, company, code in
      Webhook(
        id: try id(webhookID), company: try id(company), trigger: .task, url: "https://a.b",
        code: code)
    }
  }

  private func selected(
    company: Character? = nil, only: [String] = [], except: [String] = []
  ) throws -> (chosen: [String], leftOut: Set<String>) {
    var selection = Selection(company: try company.map { try id($0) })
    (selection.only, selection.except) = (only, except)
    let selected = try SelectedWebhooks(of: try Self.webhooks(), by: selection)
    func digit(_ id: ObjectID) -> String { String("\(id)".prefix(1)) }
    return (selected.webhooks.map { digit($0.id) }, Set(selected.leftOut.map(digit)))
  }

  @Test func withoutNamesAllWebhooksTakePart() throws {
    let all = try selected()
    #expect(all.chosen == ["1", "2", "3", "4", "5", "6"] && all.leftOut == [])
  }

  /// Webhooks of other companies are not among those left out.
  @Test func companyIsAppliedFirst() throws {
    let own = try selected(company: "c")
    #expect(own.chosen == ["1", "2"] && own.leftOut == [])
  }

  @Test(
    arguments: [
      (["b"], [], ["2"]), (["b", "b"], [], ["2"]), ([digits("3"), "b"], [], ["2", "3"]),
      ([digits("9")], [], ["5"]), ([digits("6")], [], ["6"]),
      ([], ["b"], ["1", "3", "4", "5", "6"]), ([], ["b", digits("6")], ["1", "3", "4", "5"]),
      (["b", digits("3")], [digits("3")], ["2"]), (["b"], [digits("3")], ["2"]),
    ] as [([String], [String], [String])])
  func namedWebhooksTakePart(only: [String], except: [String], chosen: [String]) throws {
    let selected = try selected(only: only, except: except)
    #expect(selected.chosen == chosen)
    #expect(selected.leftOut == Set(["1", "2", "3", "4", "5", "6"]).subtracting(chosen))
  }

  /// The digits of an `_id` are those of a value, and can be in upper case; a code cannot.
  @Test func namesInUpperCaseAreIDsOnly() throws {
    let webhook = Webhook(
      id: try #require(ObjectID("62685990d918fb5557f9f99a")), company: try id("c"), trigger: .task,
      url: "https://a.b", code: "a")
    var selection = Selection()
    selection.only = ["62685990D918FB5557F9F99A"]
    #expect(try SelectedWebhooks(of: [webhook], by: selection).webhooks == [webhook])
    selection.only = ["A"]
    #expect(throws: SelectionError.unknown("A", in: .only, nearest: "a")) {
      try SelectedWebhooks(of: [webhook], by: selection)
    }
  }

  @Test func codeOfTwoCompaniesNeedsOne() throws {
    #expect(
      throws: SelectionError.codeOfTwoCompanies("a", in: .only, try id("c"), try id("d"))
    ) { try selected(only: ["a"]) }
    #expect(
      throws: SelectionError.codeOfTwoCompanies("a", in: .except, try id("c"), try id("d"))
    ) { try selected(except: ["b", "a"]) }
    #expect(try selected(company: "d", only: ["a"]).chosen == ["3"])
  }

  @Test func idOfOneWebhookAndCodeOfAnotherIsAmbiguous() throws {
    #expect(
      throws: SelectionError.idAndCode(digits("1"), in: .only, code: "a", id: try id("4"))
    ) { try selected(only: [digits("1")]) }
    // Without the other company it is the code alone.
    #expect(try selected(company: "d", only: [digits("1")]).chosen == ["4"])
  }

  @Test(
    arguments: [
      ("c", "bb", nil), (nil, "", nil), (nil, "A", "a"), (nil, "\(digits("6"))7", digits("6")),
      (nil, digits("7"), nil), (nil, "666666666666666666666676", digits("6")),
      ("c", digits("3"), nil),
    ] as [(Character?, String, String?)])
  func unknownNameComesWithTheNearest(
    company: Character?, name: String, nearest: String?
  ) throws {
    #expect(throws: SelectionError.unknown(name, in: .only, nearest: nearest)) {
      try selected(company: company, only: [name])
    }
    #expect(throws: SelectionError.unknown(name, in: .except, nearest: nearest)) {
      try selected(company: company, except: [name])
    }
  }

  @Test(arguments: [SelectionError.List.only, .except])
  func companyIsNoName(list: SelectionError.List) throws {
    let names = [digits("c")]
    #expect(throws: SelectionError.company(try id("c"), in: list)) {
      try list == .only ? selected(only: names) : selected(except: names)
    }
  }

  @Test func idInUpperCaseComesWithTheNearest() throws {
    let webhooks = try ["1", "a"].map {
      Webhook(
        id: try id($0), company: try id("c"), trigger: .task, url: "https://a.b", code: "a_\($0)")
    }
    let name = "AAAAAAAAAAAAAAAAAAAAAAAB"
    var selection = Selection()
    selection.only = [name]
    #expect(throws: SelectionError.unknown(name, in: .only, nearest: digits("a"))) {
      try SelectedWebhooks(of: webhooks, by: selection)
    }
  }

  @Test func somethingMustBeLeft() throws {
    #expect(throws: SelectionError.nothingLeft(ofNamed: false)) {
      try selected(company: "c", except: ["a", "b"])
    }
    #expect(throws: SelectionError.nothingLeft(ofNamed: true)) {
      try selected(only: ["b"], except: ["b"])
    }
    #expect(throws: SelectionError.noWebhookOfCompany(try id("e"), isWebhook: false)) {
      try selected(company: "e")
    }
    #expect(throws: SelectionError.noWebhookOfCompany(try id("1"), isWebhook: true)) {
      try selected(company: "1")
    }
  }

  /// A long name, such as a file given by mistake, does not take long.
  @Test(.timeLimit(.minutes(1))) func longNameIsAnsweredAtOnce() throws {
    let name = String(repeating: "b", count: 100_000)
    #expect(throws: SelectionError.unknown(name, in: .only, nearest: nil)) {
      try selected(only: [name])
    }
  }
}
