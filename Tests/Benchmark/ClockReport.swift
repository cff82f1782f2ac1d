import Foundation
import Glibc

/// What users wait for, in wall time: throughput with several threads and in pipes, start-up, and the first job.
struct ClockReport {
  let corpus: Corpus
  let rounds: Int
  let hookline: String
  let yardstick: String?

  /// Measures everything and prints it.
  func make() throws {
    throughput()
    try start()
    try latency()
  }

  /// The time to process all events, from a file and in a pipe between two programs.
  private func throughput() {
    let (webhooks, events) = (corpus.path("webhooks"), corpus.path("events"))
    var all: [(name: String, line: String)] = [1, 2, 4, 8].map { count in
      let threads = "-j \(count)"
      return (
        "hookline \(threads)",
        "exec \(hookline) \(threads) -w \(webhooks) < \(events) > /dev/null 2>&1"
      )
    }
    func piped(_ command: String) -> String {
      "cat \(events) | \(command) 2> /dev/null | cat > /dev/null"
    }
    all += [
      ("cat | hookline | cat", piped("\(hookline) -w \(webhooks)")),
      ("cat | hookline -j 1 | cat", piped("\(hookline) -j 1 -w \(webhooks)")),
      ("cat | cat | cat", piped("cat")),
    ]
    if let yardstick {
      all.append(("cat | yardstick | cat", piped("\(yardstick) \(webhooks)")))
    }
    var measured: [[Measurement]] = all.map { _ in [] }
    for _ in 0..<rounds {
      for (index, program) in all.enumerated() {
        if let one = Measure.program(program.line) { measured[index].append(one) }
      }
    }
    print("\non the wall                                  MB/s    wall s    CPU s   peak MiB")
    for (program, measurements) in zip(all, measured) where !measurements.isEmpty {
      let (wall, median) = (measurements.medianWallTime, measurements.median)
      let isPipe = program.name.contains("|")
      print(
        program.name.padding(toLength: 42, withPad: " ", startingAt: 0),
        String(format: "%8.0f", Double(corpus.byteCount) / 1e6 / wall),
        String(format: "%9.3f %8.3f", wall, median.processorTime),
        isPipe ? "" : median.peakMemory.map { String(format: "%8.1f", $0) } ?? "")
    }
  }

  /// The time from the start to the end of a run without events, a hundred times per round.
  private func start() throws {
    let (webhooks, nothing) = (corpus.path("webhooks"), corpus.path("nothing"))
    // The programs inherit this process's standard input.
    let input = try FileHandle(forReadingFrom: URL(filePath: nothing))
    guard dup2(input.fileDescriptor, 0) == 0 else { return }
    var all = [("hookline", [hookline, "-w", webhooks])]
    if let yardstick { all.append(("yardstick", [yardstick, webhooks])) }
    all.append(("true", ["/bin/true"]))
    var measured: [[Measurement]] = all.map { _ in [] }
    for _ in 0..<100 * rounds {
      for (index, program) in all.enumerated() {
        if let one = Measure.run(program.1) { measured[index].append(one) }
      }
    }
    print("\nstart to end without events                wall ms    CPU ms")
    for (program, measurements) in zip(all, measured) where !measurements.isEmpty {
      let (wall, cpu) = (measurements.medianWallTime, measurements.median.processorTime)
      print(
        program.0.padding(toLength: 42, withPad: " ", startingAt: 0),
        String(format: "%7.3f %9.3f", wall * 1000, cpu * 1000))
    }
  }

  /// The time from writing a line to an idle pipe to its first job, a hundred times per round.
  private func latency() throws {
    let (input, output, process) = (Pipe(), Pipe(), Process())
    process.executableURL = URL(filePath: hookline)
    process.arguments = ["-w", corpus.path("webhooks")]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    guard let line = try line(with: process.arguments ?? []) else { return }
    var times: [Double] = []
    for _ in 0..<100 * rounds {
      // Long enough for the program to be waiting again.
      usleep(2000)
      let start = ContinuousClock.now
      try input.fileHandleForWriting.write(contentsOf: line)
      _ = output.fileHandleForReading.availableData
      times.append(start.duration(to: .now) / .seconds(1))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    times.sort()
    print(
      "\nfirst job after its line on an idle pipe, ms: median",
      String(format: "%.3f", times[times.count / 2] * 1000), "slowest",
      String(format: "%.3f", (times.last ?? 0) * 1000))
  }

  /// The line of an event that makes exactly one job, or `nil` if there is none.
  private func line(with arguments: [String]) throws -> Data? {
    let events = try FileHandle(forReadingFrom: URL(filePath: corpus.path("events")))
    let lines = (try events.read(upToCount: 1 << 20) ?? Data()).split(separator: 0x0A)
    for line in lines.dropLast() {
      let (input, output, process) = (Pipe(), Pipe(), Process())
      process.executableURL = URL(filePath: hookline)
      process.arguments = arguments
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: line + [0x0A])
      try input.fileHandleForWriting.close()
      let jobs = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      if jobs.count(where: { $0 == 0x0A }) == 1 { return line + [0x0A] }
    }
    return nil
  }
}
