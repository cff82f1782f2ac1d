import Foundation
import HooklinePipeline
import HooklineSystem
import JSONScanning

/// Measures programs or stages in turn, several rounds of them, and prints a line for each.
///
/// They take turns because the machine may be shared: all of them must meet the same noise.
struct Report {
  let corpus: Corpus
  let rounds: Int

  /// The stages of hookline, in this process.
  func stages(_ stages: Stages) {
    let events = FileName(Array(corpus.path("events").utf8))
    var all: [(name: String, byteCount: Int, body: () throws -> Void)] = [
      ("read: lines from the page cache", corpus.byteCount, { try Stages.read(events) }),
      ("hash of every line", stages.byteCount, { _ = stages.hash() }),
      ("scalar: check and locate", stages.byteCount, stages.scan),
    ]
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      if kernel != .scalar {
        all.append(("\(kernel): index", stages.byteCount, { stages.index(with: kernel) }))
      }
      all += [
        ("\(kernel): scan and match", stages.byteCount, { stages.match(with: kernel) }),
        (
          "\(kernel): scan, match, hash and write", stages.byteCount,
          { try stages.route(with: kernel) }
        ),
      ]
    }
    var measured: [[Measurement]] = all.map { _ in [] }
    for _ in 0..<rounds {
      for (index, stage) in all.enumerated() {
        if let one = try? Measure.stage(stage.body) { measured[index].append(one) }
      }
    }
    print(
      "\nmedians of \(rounds) rounds\n\nstages                                        MB/s    CPU s"
    )
    for (stage, measurements) in zip(all, measured) where !measurements.isEmpty {
      show(stage.name, stage.byteCount, measurements.median)
    }
  }

  /// Whole programs in processor time, with the events as standard input and `/dev/null` as output.
  ///
  /// hookline runs with one thread. The yardstick gets the path of the webhooks as its argument.
  func programs(hookline: String, yardstick: String?) {
    let path = corpus.path
    func run(_ webhooks: String, _ events: String, _ options: String = "") -> Program {
      Program(
        line:
          "exec \(hookline) -j 1 -w \(path(webhooks)) \(options) < \(path(events)) > /dev/null 2>&1",
        byteCount: corpus.byteCount(of: events))
    }
    func other(_ command: String) -> Program {
      Program(
        line: "exec \(command) < \(path("events")) > /dev/null 2>&1", byteCount: corpus.byteCount)
    }
    var all: [(name: String, program: Program)] = [
      ("hookline", run("webhooks", "events")),
      ("hookline --kernel avx2", run("webhooks", "events", "--kernel avx2")),
      ("hookline --kernel scalar", run("webhooks", "events", "--kernel scalar")),
      ("hookline, 1 % of lines bad", run("webhooks", "one-bad-in-100")),
      ("hookline, all lines bad", run("webhooks", "all-bad")),
      ("hookline, 100,000 webhooks more", run("webhooks-100000", "events")),
      ("the same in one company", run("webhooks-one-company", "events")),
      ("hookline --from log, lines", run("webhooks", "log-lines", "--from log")),
      ("hookline --from log, an array", run("webhooks", "log-array", "--from log")),
      ("hookline --from log, many arrays", run("webhooks", "log-pages", "--from log")),
      ("hookline --from log, over many lines", run("webhooks", "log-pretty", "--from log")),
      ("loading 22 webhooks", run("webhooks", "nothing")),
      ("loading 100,022 webhooks", run("webhooks-100000", "nothing")),
      ("cat", other("cat")), ("wc -l", other("wc -l")),
    ]
    if let yardstick {
      all.append(("yardstick", other("\(yardstick) \(path("webhooks"))")))
    }
    var measured: [[Measurement]] = all.map { _ in [] }
    for _ in 0..<rounds {
      for (index, one) in all.enumerated() {
        if let time = Measure.program(one.program.line) { measured[index].append(time) }
      }
    }
    print("\nprograms                                      MB/s    CPU s   peak MiB")
    for (one, measurements) in zip(all, measured) {
      guard !measurements.isEmpty else {
        print("\(one.name): could not be run")
        continue
      }
      show(one.name, one.program.byteCount, measurements.median)
    }
    jq()
  }

  /// A line of shell, and the number of bytes that it reads.
  private struct Program {
    let line: String
    let byteCount: Int
  }

  /// `jq`, which is so much slower that it reads only a part of the events, once.
  private func jq() {
    let count = min(corpus.byteCount, 10_000_000)
    let line =
      "command -v jq > /dev/null || exit 2;"
      + " exec jq -c .event < <(head -c \(count) \(corpus.path("events")) | sed '$d') > /dev/null"
    guard let measurement = Measure.program(line) else { return print("jq: not installed") }
    show("jq -c .event, of the first 10 MB", count, measurement)
  }

  private func show(_ name: String, _ byteCount: Int, _ measurement: Measurement) {
    let speed = Double(byteCount) / 1e6 / max(measurement.processorTime, 1e-6)
    let columns = [
      name.padding(toLength: 42, withPad: " ", startingAt: 0),
      byteCount == 0 ? "       -" : String(format: "%8.0f", speed),
      String(format: "%8.3f", measurement.processorTime),
      measurement.peakMemory.map { String(format: "%8.1f", $0) } ?? "",
    ]
    print(columns.joined(separator: " "))
  }
}
