import Hookline
import SampleData
import Testing

/// The warnings about definitions: their places, their words, and which webhooks conflict.
@Suite struct DefinitionChecksTests {
  private typealias Code = DefinitionWarning.Code

  /// Definitions whose members are spelled as in a job, with a code for each.
  private static func text(
    _ number: Int, company: Character = "c", isActive: Bool = true,
    trigger: String = "create-edit-delete-user", url: String = "https://example.com/",
    code: String? = nil, context: String? = nil
  ) -> String {
    definitionText(
      id: "\"" + String(number, radix: 16).padded(to: 24) + "\"",
      company: "\"\(digits(company))\"", isActive: "\(isActive)", trigger: "\"\(trigger)\"",
      url: "\"\(url)\"", code: "\"\(code ?? "w\(number)")\"", context: context)
  }

  private static func warnings(_ texts: [String]) throws -> [DefinitionWarning] {
    DefinitionChecks.warnings(about: try DefinitionSet(texts).webhooks())
  }

  @Test func encryptionIsJudgedByTheScheme() throws {
    for (url, isPlain) in [
      ("http://a.com", true), ("HTTP://a.com", true), ("hTTps://a.com", false),
      ("https://a.com/http://", false), ("http://a.com:443", true),
    ] {
      let found = try Self.warnings([Self.text(1, url: url)]).map(\.code)
      #expect(found == (isPlain ? [.plainHTTP] : []), "\(url)")
    }
  }

  /// URLs that mean the same are the same target, and those that may not are not.
  @Test(arguments: [
    (true, ["https://a.com", "https://a.com/", "HTTPS://A.com:443", "https://a.COM:00443/"]),
    (
      true, ["https://a.com/%41?b=%7e%2f", "https://a.com/A?b=~%2F", "https://a.com:0443/A?b=~%2F"]
    ),
    (true, ["https://a.com?b", "https://a.com/?b"]),
    (true, ["http://a.com", "http://a.com:80/", "HTTP://a.com:0080"]),
    (false, ["http://a.com", "http://a.com:443", "https://a.com:80", "https://a.com"]),
    (true, ["https://[2600::AB]/", "https://[2600::ab]"]),
    (false, ["https://a.com", "https://a.com/b", "https://a.com/B", "https://a.com:444"]),
    (false, ["https://a.com/b", "https://a.com/b/", "https://a.com/b?", "https://b.com/b"]),
    (false, ["https://a.com/%2f", "https://a.com//", "https://a.com/%2F%2f"]),
  ])
  func targetsAreComparedInNormalForm(isSame: Bool, urls: [String]) throws {
    for first in urls {
      for second in urls where first != second {
        let found = try Self.warnings([Self.text(1, url: first), Self.text(2, url: second)])
          .filter { $0.code != .plainHTTP }
        #expect(found.map(\.code) == [isSame ? .sameTarget : .sameEvents], "\(first) \(second)")
      }
    }
  }

  /// Two webhooks with one URL, and whether an event can go to both: their contexts must not exclude each other.
  @Test func onlyWebhooksThatShareEventsHaveTheSameTarget() throws {
    let (a, b) = (digits("a"), digits("b"))
    func task(_ group: String) -> (String, String) {
      ("create-edit-delete-task", #"{"taskGroup":"\#(group)"}"#)
    }
    func survey(_ survey: String, _ group: String) -> (String, String) {
      ("create-edit-delete-survey", #"{"survey":"\#(survey)","group":"\#(group)"}"#)
    }
    let cases: [((String, String), (String, String), String?)] = [
      (task(a), task(a), "the same events"), (task(a), task(b), nil),
      (task(""), task(b), "some of the same events"),
      (task(b), task(""), "some of the same events"),
      (task(""), task(""), "the same events"),
      (survey(a, b), survey(a, b), "the same events"), (survey(a, b), survey(a, a), nil),
      (survey(a, b), survey(b, b), nil), (survey(a, ""), survey(a, b), "some of the same events"),
      (survey(a, ""), survey("", b), "some of the same events"),
      (survey(a, ""), survey(b, ""), nil),
      (survey("", ""), survey(a, b), "some of the same events"),
      (survey(a, b), survey("", ""), "some of the same events"),
      (survey("", a), survey(b, b), nil), (survey("", b), survey(a, ""), "some of the same events"),
      (task(a), survey("", ""), nil),
    ]
    for (first, second, words) in cases {
      let found = try Self.warnings([
        Self.text(1, trigger: first.0, context: first.1),
        Self.text(2, trigger: second.0, context: second.1),
      ]).filter { $0.code == .sameTarget }
      let expected = words.map { "w2 sends \($0) to the same URL as w1" }
      #expect(found.map(\.description) == [expected].compactMap(\.self), "\(first) \(second)")
    }
  }

  /// An inactive webhook sends nothing, and other companies get other events; only a code can be confused.
  @Test func inactiveWebhooksAndOtherCompaniesDoNotConflict() throws {
    let found = try Self.warnings([
      Self.text(1, isActive: false, url: "http://localhost", code: "a"), Self.text(2, code: "b"),
      Self.text(3, company: "d", code: "a"), Self.text(4, isActive: false, code: "e"),
      Self.text(5, company: "d", isActive: false, code: "b"),
    ])
    #expect(found.map(\.code) == [.codeInTwoCompanies, .codeInTwoCompanies])
    #expect(found.map(\.webhook?.code) == ["a", "b"])
    #expect(found.map(\.other?.company.description) == [digits("c"), digits("c")])
  }

  /// A warning is at the value that it is about, or at what lacks it.
  @Test func placesAreThoseOfTheMembers() throws {
    let id = digits("a")
    let text = MarkedText(
      #"""
      [{"context":{"taskGroup":"\#(id)"},"_id":"\#(digits("1"))","company":"\#(digits("c"))",
        "isActive":true,"trigger":"create-edit-delete-task","code":"a","url":✗"http://a.com"},
       {"_id":"\#(digits("2"))","company":"\#(digits("c"))","isActive":true,"code":"b",
        "trigger":✗"create-edit-delete-task","url":"https://b.com",
        "context":{"survey": ✗"\#(id)","taskGroup":"\#(id)"}},
       ✗{"_id":"\#(digits("3"))","company":"\#(digits("d"))","isActive":true,"code":✗"a",
        "trigger":"create-edit-delete-survey","url":"https://c.com"},
       {"_id":"\#(digits("4"))","company":"\#(digits("d"))","isActive":true,"code":"c",
        "trigger":"create-edit-delete-survey","url":✗"https://c.com","context" : ✗{}},
       {"_id":"\#(digits("5"))","company":"\#(digits("d"))","isActive":true,"code":"d",
        "trigger":"create-edit-delete-survey","url":✗"https://c.com",
        "context":{"group":✗null,"survey":"\#(id)"}},
       {"_id":"\#(digits("6"))","company":"\#(digits("d"))","isActive":true,"code":"e",
        "trigger":"create-edit-delete-task","url":"https://c.com","context" : ✗null}]
      """#)
    var reader = WebhookReader(keepingPlaces: true)
    reader.read(text.bytes.span, file: 7)
    let places = reader.places
    let webhooks = try reader.finish()
    #expect(places.count == webhooks.count)
    let warnings = DefinitionChecks.warnings(about: webhooks)
    let found = try warnings.map { warning in
      let number = try #require(webhooks.firstIndex { $0 == warning.webhook })
      return places[number].place(of: try #require(warning.member))
    }
    #expect(found.allSatisfy { $0.file == 7 })
    #expect(found.map(\.offset).sorted() == text.offsets(of: "✗"))
    #expect(
      warnings.map(\.code) == [
        .plainHTTP, .sameEvents, .unusedContext, .unrestricted, .codeInTwoCompanies, .sameTarget,
        .unrestricted, .sameTarget, .unrestricted, .unrestricted,
      ])
  }

  @Test func placesAreKeptOnlyIfAskedFor() throws {
    var reader = WebhookReader()
    reader.read(Array(Self.text(1).utf8).span, file: 0)
    #expect(reader.places.isEmpty)
  }
}
