import Foundation
import Glibc
import SampleData
import Testing

/// Runs of the program that get a signal at a random moment.
enum InterruptedRuns {
  /// The number of rounds, of which some tests make a fraction: `HOOKLINE_ROUNDS`, or 6.
  static let count =
    ProcessInfo.processInfo.environment["HOOKLINE_ROUNDS"].flatMap { Int($0) } ?? 6

  /// How often sample data is repeated to make an input that takes long enough to be interrupted.
  static let repetitions = TestSize.debug(4, release: 40)

  /// Events that take long enough to be interrupted.
  static let events = Array(repeating: DirectRun.events, count: repetitions).flatMap(\.self)

  /// Options that make a run over little input use several threads.
  static let severalThreads = ["-j", "4", "--read-bytes", "5000"]

  /// Makes `rounds` runs over `input`, by name and on standard input in turn, and sends each `signal` within the time that a
  /// whole run takes; half of them use several threads and small reads.
  ///
  /// `check` gets each run, and the jobs of a run that is not interrupted.
  static func make(
    _ rounds: Int, over input: [UInt8], options: [String] = [], by signal: Int32,
    _ check: (Run, _ whole: [UInt8]) throws -> Void
  ) throws {
    let scratch = try Scratch()
    let file = try scratch.file("input", holding: input)
    let arguments = DirectRun.webhooks + options
    let start = ContinuousClock.now
    let whole = try BuiltBinary.run(arguments + [file.path()]).output
    let duration = UInt32(start.duration(to: .now) / .microseconds(1))
    for round in 0..<rounds {
      let (output, messages) = (try scratch.file("output"), try scratch.file("messages"))
      let effort = round % 4 == 1 || round % 4 == 2 ? severalThreads : []
      let child = Child(arguments + effort + (round.isMultiple(of: 2) ? [file.path()] : []))
      child.process.standardInput = try FileHandle(forReadingFrom: file)
      child.process.standardOutput = try FileHandle(forWritingTo: output)
      child.process.standardError = try FileHandle(forWritingTo: messages)
      try child.start()
      usleep(UInt32.random(in: 0...duration))
      kill(child.process.processIdentifier, signal)
      let run = Run(
        status: child.finish(), output: try [UInt8](Data(contentsOf: output)),
        messages: try String(contentsOf: messages, encoding: .utf8))
      try check(run, whole)
    }
  }
}
