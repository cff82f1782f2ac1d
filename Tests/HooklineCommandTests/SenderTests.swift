import Foundation
import SampleData
import Testing

/// The senders of the guide send each event as it is and each webhook's in order, and their logs say what is left.
@Suite struct SenderTests {
  /// Events that a shell could change; curl's own test has longer ones.
  private static let oddEvents: [[UInt8]] = {
    // All bytes that UTF-8 has after the first one; some shells use them for themselves.
    let letters = String(String.UnicodeScalarView((0xA1...0x7FF).compactMap(Unicode.Scalar.init)))
    let values = [letters, #"\\n\\c%s%%\u0000"#, "$(id)`id`'", "-n", #"\",\"url\":\"http://x/"#]
    let ends = [
      #""}"#, #"","y":{"event":{}}}"#, "\"\t}", #"","z":{"url":"http://x/","event":{}}}"#,
    ]
    return values.enumerated().map { number, value in
      Array(
        (#"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","#
          + #""data":{"taskGroup":"6261612a8f1e99002e5c8c1\#(number % 2)"},"x":""# + value
          + ends[number % ends.count]).utf8)
    }
  }()

  /// The scripts must not depend on which shell is `sh`, nor on the language.
  @Test(arguments: ["sh", "env LC_ALL=C.UTF-8 bash"]) func lanesSendTheBytesOfEachEvent(
    shell: String
  ) throws {
    let long = Array(
      (#"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","data":"#
        + #"{"taskGroup":"6261612a8f1e99002e5c8c10"},"x":""#
        + String(repeating: #"é\"a"#, count: 40_000) + "\"}").utf8)
    let events = Self.oddEvents + [long]
    let sending = try Sending(webhookCount: 2, plan: "{}", events: events)
    let run = try sending.run(
      #"sed -i 's/exec sh /exec \#(shell) /' lanes.sh; hookline -w webhooks.json events | sh lanes.sh"#
    )
    #expect(run.status == 0 && run.output.isEmpty && run.messages.isEmpty, "\(run.messages)")
    let received = try sending.receiver.finish()
    #expect(received.count == events.count)
    var bodies = Dictionary(grouping: received, by: \.request.id).mapValues { $0.map(\.body) }
    for (job, event) in zip(sending.jobs, events) {
      let isSame = bodies.removeValue(forKey: Sending.id(of: job)) == [event]
      #expect(isSame, "\(Sending.id(of: job))")
    }
    for (request, _) in received {
      #expect(request.method == "POST" && request.headers["expect"] == [])
      #expect(request.headers["content-type"] == ["application/json"])
    }
    let log = try sending.logged()
    #expect(Set(log.delivered) == Set(sending.jobs.map { Sending.id(of: $0) }))
    #expect(log.failed.isEmpty)
  }

  /// A webhook's events arrive in order whatever other receivers do, and one that does not answer delays no other lane.
  @Test func jobsOfAWebhookArriveInOrder() throws {
    // Each webhook has a lane of its own but the last two.
    let plan = [["\"never\"", "\"never\"", "200"], ["500"], ["210"], ["[0.05, 200]"], ["200"]]
    let sending = try Sending(eventCount: 25, plan: plan)
    let run = try sending.run("hookline -w webhooks.json events | sh lanes.sh 4", limit: 2)
    #expect(run.status == 0)
    let received = try sending.receiver.finish().map(\.request)
    for (number, tries) in [3, 3, 3, 1, 1].enumerated() {
      let ids = sending.jobs.enumerated().filter { $0.offset % 5 == number }.map {
        Sending.id(of: $0.element)
      }
      let firstJobOnly = number == 0
      let expected = ids.enumerated().flatMap { place, id in
        Array(repeating: id, count: firstJobOnly && place > 0 ? 1 : tries)
      }
      #expect(received.filter { $0.path == "/\(number)" }.map(\.id) == expected, "\(number)")
    }
    // The third try begins after two waits for the answer. The lane of the first webhook has one other.
    let third = received.indices.filter { received[$0].path == "/0" }[2]
    #expect(received[third...].allSatisfy { $0.path == "/0" || $0.path == "/4" })
  }

  /// Replaying the log of the sender until nothing is left delivers each job once, whatever the receivers do.
  @Test(arguments: (0..<2).map { _ in UInt64.random(in: 0...UInt64.max) })
  func replayOfTheLogDeliversTheRest(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let answers = ["200", "204", "209", "210", "302", "404", "500", "\"close\"", "[0.01,500]"]
    let plan = (0..<5).map { _ in
      (0..<random.number(in: 0...12)).map { _ in random.one(of: answers) } + ["200"]
    }
    let sending = try Sending(eventCount: 25, plan: plan)
    #expect(try sending.run("bash send.sh events").status == 0)
    var rounds = 0
    while true {
      let delivered = try self.delivered(by: sending, plan: plan)
      let left = sending.jobs.filter { !delivered.contains(Sending.id(of: $0)) }
      let replay = try sending.run(
        "hookline -w webhooks.json -e --from log --failed sent.*.ndjson > rest; s=$?; "
          + "sh lanes.sh 2 < rest; exit $s")
      #expect(try sending.scratch.text(of: "rest") == left.map { $0 + "\n" }.joined(), "\(seed)")
      #expect(replay.status == (left.isEmpty ? 1 : 0), "\(seed)")
      guard !left.isEmpty, rounds < 20 else { break }
      rounds += 1
    }
    let delivered = try self.delivered(by: sending, plan: plan)
    #expect(delivered.count == sending.jobs.count && Set(delivered).count == delivered.count)
    #expect(try sending.logged().delivered.sorted() == delivered.sorted(), "\(seed)")
    // What the logs say agrees with --seen.
    #expect(try sending.run("bash send.sh -e events").status == 1)
    #expect(try sending.receiver.finish().count { !$0.request.isWhole } == 0)
  }

  /// The ids of the requests that were answered with a success.
  private func delivered(by sending: Sending, plan: [[String]]) throws -> [String] {
    var counts: [String: Int] = [:]
    return try sending.receiver.requests().filter { request in
      let count = counts[request.path, default: 0]
      counts[request.path] = count + 1
      let answers = try plan[#require(Int(request.path.dropFirst()))]
      return (200...209).contains(Int(answers[min(count, answers.count - 1)]) ?? 0)
    }.map(\.id)
  }

  /// What the log of curl alone, as in README, says has arrived is not sent again.
  @Test func logOfCurlCounts() throws {
    let sending = try Sending(eventCount: 3, plan: [["200"]])
    let ids = sending.jobs.map { Sending.id(of: $0) }
    let run = try sending.run(
      """
      printf '{"id":"%s","status":"200","exit":0}\\n' \(ids[1]) > sent.ndjson
      bash send.sh events
      """)
    #expect(run.status == 0)
    #expect(try sending.logged().delivered == [ids[0], ids[2]])
  }

  /// Jobs are sent as they come, also if awk is one that reads its input in blocks.
  @Test func liveJobsAreSentAtOnce() throws {
    let sending = try Sending(eventCount: 2, plan: [["200"]])
    let run = try sending.run(
      """
      { head -n 1 events; for i in $(seq 200); do [ -s sent.0.ndjson ] && break; sleep 0.05; done
        cp sent.0.ndjson first; tail -n 1 events; } | bash send.sh
      """)
    #expect(run.status == 0 && run.messages.isEmpty, "\(run.messages)")
    #expect(try sending.scratch.text(of: "first").split(separator: "\n").count == 1)
    #expect(try sending.logged().delivered == sending.jobs.map { Sending.id(of: $0) })
  }

  /// A lane that cannot write its log sends nothing more, and the status says so; if more jobs are for it, it is that of SIGPIPE.
  @Test func failedLaneShowsInTheStatus() throws {
    let sending = try Sending(eventCount: 4, plan: [["200"], ["200"]])
    let run = try sending.run("mkdir sent.0.ndjson; bash send.sh events")
    #expect([74, 128 + SIGPIPE].contains(run.status))
    #expect(run.messages.contains("sent.0.ndjson"))
    #expect(try sending.run("rmdir sent.0.ndjson; bash send.sh events").status == 0)
    #expect(try sending.run("bash send.sh -e events").status == 1)
  }

  /// What a writer that was killed left of a job is not sent.
  @Test func incompleteJobIsNotSent() throws {
    let sending = try Sending(eventCount: 3, plan: [["200"]])
    // The piece ends as a whole job does.
    let piece = "\(sending.jobs[2])}".dropLast(2)
    _ = try sending.scratch.file(
      "jobs", holding: Array((sending.jobs.prefix(2).joined(separator: "\n") + "\n" + piece).utf8))
    #expect(try sending.run("sh lanes.sh < jobs; sh lane.sh alone < jobs").status == 0)
    let ids = sending.jobs.prefix(2).map { Sending.id(of: $0) }
    #expect(try sending.receiver.finish().map(\.request.id) == ids + ids)
  }
}
