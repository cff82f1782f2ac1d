import Foundation
import SampleData
import Testing

/// The sample data, and the program's output for it, checked by tools that share no code with the program.
@Suite struct FixtureTests {
  @Test func fixturesAreWhatTheGeneratorMakes() throws {
    for (file, made) in [
      ("webhooks.json", Fixtures.webhooks()), ("events.ndjson", Fixtures.events()),
    ] {
      let committed = try Data(contentsOf: BuiltBinary.fixtures.appending(path: file))
      let isSame = committed.elementsEqual(made)
      #expect(isSame, "\(file): run swift run GenerateFixtures fixtures")
    }
  }

  @Test func mainJobReportsWithheldEvents() throws {
    let run = try DirectRun.run
    #expect(run.status == 0)
    #expect(run.lines.count == 142)
    #expect(run.messages.split(separator: "\n").count == 4)
  }

  static let hasXXHSum =
    (try? BuiltBinary.run(shell: "command -v xxh128sum").status) == 0

  @Test(.enabled(if: hasXXHSum, "xxh128sum is not installed: apt-get install xxhash"))
  func idsAgreeWithXXHSum() throws {
    let scratch = try Scratch()
    var digests: [String: String] = [:]
    for (number, job) in try DirectRun.run.lines.enumerated() {
      let parts = try #require(Job(job))
      _ = try scratch.file("\(number)", holding: parts.event)
      digests["\(number)"] = parts.digest
    }
    let sums = try BuiltBinary.run(shell: "xxh128sum *", in: scratch.folder)
    let lines = String(decoding: sums.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 142)
    for line in lines {
      let words = line.split(separator: " ")
      #expect(digests[String(words[1])] == String(words[0]), "job \(words[1])")
    }
  }

  @Test func jobsAgreeWithFoundation() throws {
    let webhooks = try #require(
      JSONSerialization.jsonObject(with: Data(Fixtures.webhooks())) as? [[String: Any]])
    var expected: [String] = []
    for (number, line) in Fixtures.events().split(separator: UInt8(ascii: "\n")).enumerated() {
      // Foundation rejects numbers that no double can hold.
      let text = String(decoding: line, as: UTF8.self).replacing("1e400", with: "1")
      let event = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "line \(number)")
      for webhook in webhooks where isDue(event, webhook) {
        expected.append("\(number) \(string(webhook["_id"]))")
      }
    }
    var numbers: [[UInt8]: Int] = [:]
    for (number, line) in Fixtures.events().split(separator: UInt8(ascii: "\n")).enumerated() {
      numbers[trimmed(line)] = number
    }
    let found = try DirectRun.run.lines.map { line in
      let job = try #require(Job(line))
      return "\(numbers[job.event] ?? -1) \(job.subscription)"
    }
    #expect(found == expected)
  }

  /// The matching rule again, over dictionaries.
  private func isDue(_ event: [String: Any], _ webhook: [String: Any]) -> Bool {
    guard webhook["isActive"] as? Bool == true,
      string(webhook["company"]) == string(event["company"])
    else { return false }
    let context = webhook["context"] as? [String: Any] ?? [:]
    let data = event["data"] as? [String: Any] ?? [:]
    func allows(_ restriction: String, _ member: String) -> Bool {
      string(context[restriction]).isEmpty
        || string(context[restriction]) == string(data[member])
    }
    let isChange = ["create", "edit", "delete"].contains(event["event"] as? String)
    switch (webhook["trigger"] as? String, event["type"] as? String) {
    case ("create-edit-delete-user", "COTUser"), ("create-edit-delete-property", "COTProperty"),
      ("create-edit-delete-note", "COTNote"):
      return isChange
    case ("create-edit-delete-task", "COTTask"):
      return isChange && allows("taskGroup", "taskGroup")
    case ("create-edit-delete-survey", "COTSurvey"):
      return isChange && allows("survey", "surveyId") && allows("group", "group")
    case ("logout-user", "Auth"):
      return event["event"] as? String == "logout"
    default:
      return false
    }
  }

  private func string(_ value: Any?) -> String {
    (value as? String ?? "").lowercased()
  }

  private func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    return Array(text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r")).utf8)
  }
}

/// A job, split at the names of its members.
private struct Job {
  var digest: String
  var subscription: String
  var event: [UInt8]

  init?(_ line: ArraySlice<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    guard
      let id = text.range(of: #"^\{"id":"[0-9a-f]{24}-[0-9a-f]{32}""#, options: .regularExpression),
      let event = text.range(of: #","event":"#), text.hasSuffix("}")
    else { return nil }
    subscription = String(text[id].dropFirst(7).prefix(24))
    digest = String(text[id].dropLast().suffix(32))
    self.event = Array(text[event.upperBound...].dropLast().utf8)
  }
}
