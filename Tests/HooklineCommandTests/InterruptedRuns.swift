import Foundation
import Glibc
import SampleData
import Testing

/// Runs of the program that get a signal at random moments.
enum InterruptedRuns {
  /// How often something is tried, if nothing else is said: `HOOKLINE_ROUNDS`, or six times.
  static let count =
    ProcessInfo.processInfo.environment["HOOKLINE_ROUNDS"].flatMap { Int($0) } ?? 6

  /// How many times sample data is repeated to make an input that takes long enough to be interrupted.
  static let repetitions = TestSize.debug(4, release: 40)

  /// What makes a run of several threads of one over little input.
  static let severalThreads = ["-j", "4", "--read-bytes", "5000"]

  /// Makes runs over `input`, on standard input and by its name in turn, and sends each `signal` in the time that a whole
  /// run takes; some with several threads and small blocks.
  ///
  /// `check` is told how each ended and what it left, and the jobs that a whole run makes.
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
