import Foundation
import Glibc
import SampleData
import Testing

/// After `kill -9` of the program or of any part of the sender, a new run sends the rest.
@Suite struct KilledSenderTests {
  /// What a round kills.
  private enum Victim: CaseIterable { case all, program, onePart }

  @Test(arguments: [UInt64.random(in: 0...UInt64.max)])
  func killedSendersLoseNothing(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (rounds, lanes) = (max(3, InterruptedRuns.count / 2), 2)
    let sending = try Sending(
      eventCount: rounds * 8, plan: [["200"], ["[0.01, 200]"], ["204"], ["500", "200"]])
    // For each id, how often the answer of a request that arrived was not recorded.
    var unrecorded: [String: Int] = [:]
    var killedInTheMiddle = 0
    for round in 0..<rounds {
      let before = try sending.receiver.requests().count
      // How long it takes to send the jobs depends on the machine, so some delays are short.
      let delay = UInt32(random.number(in: 0...100_000)) >> (round / 3 % 4)
      try interrupt(
        sending, lanes: lanes, events: 8 * (round + 1), after: delay,
        victim: Victim.allCases[round % 3], using: &random)
      let requests = try sending.receiver.requests()
      let recorded = try Set(sending.logged().delivered)
      let lost = Set(requests.filter { $0.isWhole && !recorded.contains($0.id) }.map(\.id))
      let new = lost.intersection(requests.dropFirst(before).map(\.id))
      #expect(new.count <= lanes, "round \(round), seed \(seed)")
      for id in new { unrecorded[id, default: 0] += 1 }
      if requests.count > before, recorded.count < 8 * (round + 1) { killedInTheMiddle += 1 }
    }
    let last = try sending.run("bash send.sh events", lanes: lanes)
    #expect([0, 65].contains(last.status), "\(last.messages)")
    let (delivered, failed) = try sending.logged()
    #expect(Set(delivered) == Set(sending.jobs.map { Sending.id(of: $0) }), "seed \(seed)")
    // A try that failed could have arrived, too, if the process was killed that waited for the answer.
    for id in failed { unrecorded[id, default: 0] += 1 }
    let received = try sending.receiver.finish().map(\.request).filter(\.isWhole)
    for (id, count) in Dictionary(grouping: received, by: \.id).mapValues(\.count) {
      #expect(count <= 1 + unrecorded[id, default: 0], "\(id), seed \(seed)")
    }
    #expect(Set(received.map(\.id)).count == sending.jobs.count, "seed \(seed)")
    let again = received.count - sending.jobs.count
    print("kill -9: \(rounds) rounds, \(killedInTheMiddle) in the middle, \(again) sent again")
    #expect(killedInTheMiddle > 0 || rounds < 10)
  }

  /// Sends what is due for the first `events`, kills, and waits until nothing is sent any more.
  ///
  /// It is killed `delay` microseconds after it has sent something, but the program so long after its start, because that is
  /// soon done.
  private func interrupt(
    _ sending: Sending, lanes: Int, events: Int, after delay: UInt32, victim: Victim,
    using random: inout SeededGenerator
  ) throws {
    let line =
      "head -n \(events) events > some; export WAIT=0 LIMIT=5 LANES=\(lanes); "
      + "exec bash send.sh some > /dev/null 2>&1"
    let child = Child(["-c", line], of: URL(filePath: "/bin/bash"), in: sending.scratch.folder)
    try child.start()
    let group = child.process.processIdentifier
    let before = try sending.receiver.requests().count
    for _ in 0..<300 where victim != .program && child.isRunning {
      if try sending.receiver.requests().count > before { break }
      usleep(10_000)
    }
    usleep(delay)
    switch victim {
    case .all: kill(-group, SIGKILL)
    case .program:
      for member in members(of: group) where member.name == "hookline" { kill(member.id, SIGKILL) }
    case .onePart:
      let parts = members(of: group)
      if !parts.isEmpty { kill(random.one(of: parts).id, SIGKILL) }
    }
    _ = child.finish()
    #expect(try sending.run("flock -w 60 sent.lock true").status == 0)
  }

  /// The processes of a process group, each with its name.
  private func members(of group: pid_t) -> [(id: pid_t, name: String)] {
    let folders = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
    return (folders ?? []).compactMap(pid_t.init).sorted().compactMap { id in
      let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
      // The number, the name in parentheses, the state, and the numbers of the parent and of the group.
      guard let fields = status?.firstMatch(of: #/\((.*)\) . \d+ (\d+) /#) else { return nil }
      return fields.2 == "\(group)" ? (id, String(fields.1)) : nil
    }
  }
}
