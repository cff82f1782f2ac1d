import JSONScanning
import Testing

@testable import Hookline

/// What a line of a sender's log, of curl's results or of earlier jobs says about a job.
@Suite struct DoneLineReaderTests {
  private static let webhook = "62685990d918fb5557f9f992"
  private static let digest = "0f343b0931126a20f133d67c2b018a3b"
  private static let id = "\(webhook)-\(digest)"

  private static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  private enum Expectation { case done, blank, due, otherID, unreadable }

  private static let lines: [(line: String, says: Expectation)] = [
    (#"{"id":"\#(id)"}"#, .done), (#" {"a":{"id":5},"id":"\#(id)","b":[]} "#, .done),
    (#"{"id":"\#(id.uppercased())"}"#, .done), (#"{"\u0069d":"\u0036\#(id.dropFirst())"}"#, .done),
    (#"{"id":"\#(id)","status":200}"#, .done), (#"{"status":"204","id":"\#(id)"}"#, .done),
    (#"{"id":"\#(id)","status":2.09e2,"exit":28}"#, .done),
    (#"{"id":"\#(id)","status":null}"#, .due), (#"{"id":"\#(id)","status":500}"#, .due),
    (#"{"id":"\#(id)","status":"000"}"#, .due), (#"{"id":"\#(id)","status":210}"#, .due),
    (#"{"id":"\#(id)","status":true}"#, .unreadable),
    (#"{"id":"\#(id)","status":"OK"}"#, .unreadable),
    (#"{"id":"\#(id)","status":[200]}"#, .unreadable),
    (#"{"id":"x","status":true}"#, .otherID), (#"{"id":"x","status":500}"#, .otherID),
    (#"{"id":""}"#, .otherID), (#"{"id":"\#(id)0"}"#, .otherID),
    (#"{"id":"\#(webhook)_\#(digest)"}"#, .otherID),
    (#"{"id":"\#(webhook)-\#(digest.dropLast())g"}"#, .otherID), ("", .blank), (" \t", .blank),
    (#"{"id":5}"#, .unreadable), (#"{"id":null}"#, .unreadable), ("{}", .unreadable),
    (#"{"_id":"\#(id)"}"#, .unreadable), (#"["\#(id)"]"#, .unreadable), (id, .unreadable),
    // As deep as an event can be in a job.
    (#"{"id":"\#(id)","event":\#(nested(1024))}"#, .done),
    (#"{"id":"\#(id)","event":\#(nested(1025))}"#, .unreadable),
    (#"{"id":"\#(id)","status":2"#, .unreadable), (#"{"id":"\#(id)"}x"#, .unreadable),
    (#"{"id":"\#(id)","id":"\#(id)"}"#, .unreadable),
    (#"{"id":"\#(id)","status":200,"status":500}"#, .unreadable),
  ]

  @Test(arguments: lines.indices) func lineSaysWhichJobIsDone(number: Int) throws {
    let (line, says) = Self.lines[number]
    let bytes = Array(line.utf8)
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      var reader = DoneLineReader(kernel: kernel)
      let verdict = reader.read(0..<bytes.count, of: bytes.span)
      switch says {
      case .done:
        guard case .done(let id) = verdict else {
          Issue.record("\(line): \(verdict)")
          continue
        }
        #expect("\(id.webhook)-\(id.digest)" == Self.id)
      case .blank: #expect(verdict == .blank)
      case .due: #expect(verdict == .due)
      case .otherID: #expect(verdict == .otherID)
      case .unreadable: #expect(verdict == .unreadable)
      }
    }
  }

  /// The reason says whether a file or the run itself made a job done; jobs of other webhooks are not kept.
  @Test func jobIsLeftOutIfItIsDone() throws {
    let webhook = Webhook(
      id: try #require(ObjectID(Self.webhook)), company: ObjectID(), trigger: .task,
      url: "https://example.com/", code: "a")
    var done = DoneJobs(of: [webhook])
    func jobID(_ text: String) -> JobID? { JobID(Array(text.utf8).span) }
    let id = try #require(jobID(Self.id))
    done.insert(id)
    done.insert(try #require(jobID("0" + Self.id.dropFirst())))
    #expect(done.count == 1)
    let (first, second) = (
      DeliveryKey(id.digest, to: 0), DeliveryKey(XXH128(high: 1, low: 2), to: 0)
    )
    #expect(done.claim(first) == .seen)
    #expect(done.claim(first) == .seen)
    #expect(done.claim(second) == nil)
    #expect(done.claim(second) == .repeated)
  }
}
