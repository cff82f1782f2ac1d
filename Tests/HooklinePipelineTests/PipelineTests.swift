// What the tests of this folder share is in other folders: `ScratchFile` and `TestPipe` (Tests/Scratch) are a file and a pipe
// to read and write, and `SeededGenerator`, `MarkedText` and others (Tests/SampleData) make and show random input. Each suite
// tests one type, and makes what it reads in a helper at its top; a random test takes its round as its seed.

import Foundation
import Hookline
import HooklinePipeline
import HooklineSystem
import Synchronization
import Testing

/// A ``Pipeline`` counts lines and jobs, reports places by file, and stops at its limits.
@Suite struct PipelineTests {
  private static let company = "625be93a286ef83c1c0e845f"
  private static let group = "6261612a8f1e99002e5c8cce"

  private static func event(_ rest: String = "") -> String {
    #"{"company":"\#(company)","type":"COTTask","event":"edit"\#(rest)}"#
  }

  /// Runs a pipeline over files that contain `texts`; for `nil` the file does not exist.
  private func run(
    over texts: [String?], limits: RunLimits = RunLimits()
  ) throws -> (summary: RunSummary, reports: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var names: [FileName] = []
    for (number, text) in texts.enumerated() {
      let file = folder.appending(path: "\(number)")
      if let text { try Data(text.utf8).write(to: file) }
      names.append(FileName(Array(file.path().utf8)))
    }
    let webhooks = try ["", Self.group].enumerated().map { number, taskGroup in
      Webhook(
        id: try #require(ObjectID("62685990d918fb5557f9f99\(number)")),
        company: try #require(ObjectID(Self.company)), trigger: .task,
        url: "https://example.com/", code: "c\(number)",
        context: Restriction(taskGroup: ObjectID(taskGroup)))
    }
    let output = try #require(FileHandle(forWritingAtPath: "/dev/null"))
    let reports = Mutex<[String]>([])
    let result = Pipeline(
      Router(webhooks), making: .jobs(for: webhooks),
      to: RunOutputs(jobs: Descriptor(number: dup(output.fileDescriptor))), limits: limits
    )
    .run(over: names) { report in
      let words =
        switch report {
        case .replayInterrupted(let count, let isComplete):
          "interrupted after \(count) \(isComplete)"
        case .notReplayed: "not replayed"
        case .rejected(let place, let column, let rejection):
          "\(place.file):\(place.line):\(column) \(rejection.reason.rawValue)"
        case .rejectedSoFar(let count, let place):
          "\(place.file):\(place.line) \(count) so far"
        case .hint(let hint, let place):
          "\(place.file):\(place.line) \(hint)"
        case .unread(let place, let error, _):
          "\(place.file):\(place.line) \(error)"
        case .limitReached(let limit, let place):
          "\(place.file):\(place.line) limit of \(limit)"
        case .interrupted(let place, let rest):
          "\(place.file):\(place.line) interrupted at \(rest.offset)"
        case .outputFailed(_, let error, _, _):
          "\(error)"
        }
      reports.withLock { $0.append(words) }
    }
    return (result.summary, reports.withLock(\.self))
  }

  @Test func linesAndJobsAreCounted() throws {
    let text = [Self.event(), "", Self.event(#","data":{"taskGroup":"\#(Self.group)"}"#), " \r"]
    let (summary, reports) = try run(over: [text.joined(separator: "\n")])
    #expect(summary.statistics.lineCount == 4)
    #expect(summary.statistics.jobCount == 3)
    #expect(summary.statistics.rejectedCount == 0)
    #expect(reports == [])
  }

  @Test func linesAreNumberedInEachFile() throws {
    let (summary, reports) = try run(
      over: ["\n[]\n", "", nil, "{}", Self.event() + "\n7\n" + Self.event()])
    #expect(
      reports == [
        "0:2:1 not-an-object", "2:1 No such file or directory", "3:1:1 missing-field",
        "4:2:1 not-an-object",
      ])
    #expect(summary.statistics.rejectedCount == 3)
    #expect(summary.hasUnreadFile)
    #expect(summary.statistics.lineCount == 6)
  }

  /// Each event makes two jobs, so that a limit can fall between them.
  @Test(arguments: [
    (0, "0:2 limit of jobs"), (1, "0:2 limit of jobs"), (2, "1:1 limit of jobs"),
    (3, "1:1 limit of jobs"), (4, ""),
  ])
  func jobLimitEndsTheRunBeforeTheNextJob(limit: Int, report: String) throws {
    let event = Self.event(#","data":{"taskGroup":"\#(Self.group)"}"#)
    let (summary, reports) = try run(
      over: ["\n" + event, event + "\n\n", nil], limits: .init(jobs: limit))
    #expect(reports == (limit < 4 ? [report] : ["2:1 No such file or directory"]))
    #expect((summary.reachedLimit != nil) == (limit < 4))
    #expect(summary.hasUnreadFile == (limit == 4))
  }

  @Test(arguments: [
    (0, 0, ["0:2:1 not-an-object", "0:3 limit of rejects"]),
    (1, 1, ["0:2:1 not-an-object", "1:1:1 not-an-object", "1:2 limit of rejects"]),
    (2, 2, ["0:2:1 not-an-object", "1:1:1 not-an-object"]),
  ])
  func rejectLimitEndsTheRunAfterTheLastLine(
    limit: Int, jobCount: Int, expected: [String]
  ) throws {
    let texts = ["\n1\n" + Self.event(), "2\n" + Self.event()]
    let (summary, reports) = try run(over: texts, limits: .init(rejects: limit))
    #expect(reports == expected)
    #expect(summary.statistics.jobCount == jobCount)
    #expect(summary.statistics.rejectedCount == min(limit + 1, 2))
    #expect((summary.reachedLimit != nil) == (limit < 2))
  }

  @Test func firstThreeRejectedLinesOfEachReasonAreLocated() throws {
    let (summary, _) = try run(over: ["1\n2\n{\n3\n4\n{\n", "5\n{\n{\n{}\n6"])
    let found = summary.firstRejections.map { "\($0.place.file):\($0.place.line) \($0.reason)" }
    #expect(
      found == [
        "0:1 notAnObject", "0:2 notAnObject", "0:3 invalidJSON", "0:4 notAnObject",
        "0:6 invalidJSON", "1:2 invalidJSON", "1:4 missingField",
      ])
    #expect(summary.statistics.rejected.nonzero.map(\.recordCount) == [4, 6, 1])
  }

  @Test func firstWithheldEventIsLocated() throws {
    let other = Self.event(#","data":{"taskGroup":"000000000000000000000000"}"#)
    let (summary, _) = try run(over: ["\n\n", other + "\n" + Self.event(), Self.event()])
    let count = try #require(summary.statistics.withheld.nonzero.first)
    #expect(summary.statistics.withheld.nonzero.count == 1)
    #expect(count.eventCount == 2)
    #expect(count.webhooks.count == 1)
    #expect(count.members == .taskGroup)
    let place = summary.place(ofLine: count.firstLine)
    #expect((place.file, place.line) == (1, 2))
  }

  @Test(arguments: [0, 1, 300_000])
  func overlongLineIsRejected(excess: Int) throws {
    // The carriage return before the line feed counts toward the limit.
    let limit = Self.event().utf8.count + 1
    let text = Self.event() + String(repeating: " ", count: excess) + "\r\n7\n"
    let (summary, reports) = try run(over: [text], limits: .init(lineLength: limit))
    let rejected = excess > 0 ? ["0:1:\(limit + 1) too-long"] : []
    #expect(reports == rejected + ["0:2:1 not-an-object"])
    #expect(summary.statistics.jobCount == 1 - rejected.count)
    #expect(summary.statistics.lineCount == 2)
  }
}
