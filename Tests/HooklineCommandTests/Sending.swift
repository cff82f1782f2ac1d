import Foundation
import SampleData
import Testing

/// The senders that the guide shows, in a folder with events and webhooks whose URLs lead to a receiver.
///
/// Each event is for one webhook: event N for webhook N modulo their number, whose path is `/` and that number. Later events
/// have later times.
struct Sending {
  static let page = DocumentationTests.guide.first { $0.name.hasSuffix("/TheOtherEndOfThePipe.md") }

  let scratch: Scratch
  let receiver: Receiver
  /// The lines of the jobs.
  let jobs: [String]

  /// `plan` says for each webhook how the receiver answers, as `receiver.py` explains.
  init(eventCount: Int, plan: [[String]]) throws {
    let lists = plan.enumerated().map {
      "\"/\($0.offset)\": [\($0.element.joined(separator: ","))]"
    }
    let events = (0..<eventCount).map { number in
      let group = "6261612a8f1e99002e5c8c\(10 + number % plan.count)"
      let time =
        "2022-05-\(String(number / 1000 + 10))T12:00:00.\(String(number % 1000).padded(to: 3))Z"
      return #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","#
        + #""createdAt":"\#(time)","data":{"taskGroup":"\#(group)"},"n":\#(number)}"#
    }
    try self.init(
      webhookCount: plan.count, plan: "{\(lists.joined(separator: ","))}",
      events: events.map { Array($0.utf8) })
  }

  init(webhookCount: Int, plan: String, events: [[UInt8]]) throws {
    let (scratch, receiver) = (try Scratch(), try Receiver(plan: plan))
    let files = try #require(Self.page).files
    for (name, text) in files { _ = try scratch.file(name, holding: Array(text.utf8)) }
    let definitions = (0..<webhookCount).map { number in
      let code = 10 + number
      return #"{"_id":"62685990d918fb5557f9f9\#(code)","company":"625be93a286ef83c1c0e845f","#
        + #""isActive":true,"trigger":"create-edit-delete-task","code":"hook_\#(number)","#
        + #""url":"http://127.0.0.1:\#(receiver.port)/\#(number)","#
        + #""context":{"taskGroup":"6261612a8f1e99002e5c8c\#(code)"}}"#
    }
    _ = try scratch.file("webhooks.json", holding: Array(definitions.joined(separator: "\n").utf8))
    let text = Array(events.joined(separator: [lineFeed])) + [lineFeed]
    _ = try scratch.file("events", holding: text)
    let run = try scratch.run("hookline -w webhooks.json events")
    try #require(run.lines.count == events.count, "\(run.messages)")
    jobs = run.lines.map { String(decoding: $0, as: UTF8.self) }
    (self.scratch, self.receiver) = (scratch, receiver)
  }

  /// Runs a line of bash in the folder.
  ///
  /// A try follows a failed one at once. There are `lanes` lanes, and an answer is waited for for `limit` seconds.
  func run(_ line: String, lanes: Int = 3, limit: Int = 20) throws -> Run {
    try scratch.run("export WAIT=0 LIMIT=\(limit) LANES=\(lanes); \(line)")
  }

  /// The ids of the jobs that the logs say are delivered, and those of the other lines, one for each line; without pieces of
  /// lines.
  func logged() throws -> (delivered: [String], failed: [String]) {
    var (delivered, failed): ([String], [String]) = ([], [])
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path()).sorted()
    where name.hasPrefix("sent.") && name.hasSuffix(".ndjson") {
      for line in try scratch.text(of: name).split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .dropLast() {
        // Only the last members are the lane's own.
        guard let end = line.firstMatch(of: /,"status":(\d+),"retry":[012],"createdAt":"[^"]+"}$/)
        else { continue }
        let isSuccess = try (200...209).contains(#require(Int(end.1)))
        if isSuccess {
          delivered.append(Self.id(of: line))
        } else {
          failed.append(Self.id(of: line))
        }
      }
    }
    return (delivered, failed)
  }

  /// The fourth field, with `"` as separator.
  static func id(of job: some StringProtocol) -> String {
    let fields = job.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
    return fields.count > 3 ? String(fields[3]) : ""
  }
}
