// What the tests of this folder share. They run the program that was built with them, from outside:
//
// - `BuiltBinary.run` runs the program, or a line of bash in which it is `hookline`, and waits; a `Run` is what came of it.
// - `Child` is a process with a time limit, for tests that do something while it runs; `IdleRun` is one that waits for input,
//   `BlockedRuns` are those that wait for a reader, and `InterruptedRuns` get a signal at a random moment.
// - `Scratch` is a temporary folder for the files of one test, `Terminal` a pseudoterminal.
// - `DirectRun` is the run over the fixtures with which others are compared; `CorruptedEvents`, `MixedLines` and `OneBadLine`
//   are inputs with lines that are rejected, and `FixtureLog` is a delivery log.
// - `Invocation(line:)` parses a command line, and `Invocation.routing` is what it is expected to give.
// - `Receiver` is an HTTP server that notes what it receives, and `Sending` the senders of the guide with such a receiver.
// - `Namespaces` hide parts of the system from the program, and `Preload` replaces functions of the C library.

import Foundation

/// The result of one run of the program.
struct Run: Equatable {
  /// The exit status, or 128 plus the number of the signal that ended it, as a shell reports it.
  let status: Int32
  /// What it wrote to standard output.
  let output: [UInt8]
  /// What it wrote to standard error.
  let messages: String

  /// The lines of the output, without empty ones.
  var lines: [ArraySlice<UInt8>] { output.split(separator: UInt8(ascii: "\n")) }
}

/// The program that was built with the tests.
enum BuiltBinary {
  /// The root of the repository.
  static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the data that the tests and the README use.
  static let fixtures = project.appending(path: "fixtures")

  /// The program, which the package manager puts next to the running test executable.
  static let url = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "hookline")

  /// Runs the program in `folder`, with a file that holds `input` as its standard input.
  static func run(
    _ arguments: [String], input: [UInt8] = [], in folder: URL = project
  ) throws -> Run {
    try run(Child(arguments, in: folder), input: input)
  }

  /// Runs a line of bash in which `hookline` is the program.
  static func run(shell line: String, input: [UInt8] = [], in folder: URL = project) throws -> Run {
    try run(Child(["-c", line], of: URL(filePath: "/bin/bash"), in: folder), input: input)
  }

  private static func run(_ child: Child, input: [UInt8]) throws -> Run {
    // Files rather than pipes, so that nothing has to be read while the program runs.
    let scratch = try Scratch()
    let (output, messages) = (try scratch.file("output"), try scratch.file("messages"))
    let handles = [
      try FileHandle(forReadingFrom: scratch.file("input", holding: input)),
      try FileHandle(forWritingTo: output), try FileHandle(forWritingTo: messages),
    ]
    child.process.standardInput = handles[0]
    child.process.standardOutput = handles[1]
    child.process.standardError = handles[2]
    try child.start()
    // The child has its own copies; these would stay open until all tests are done.
    for handle in handles { try handle.close() }
    return Run(
      status: child.finish(),
      output: try [UInt8](Data(contentsOf: output)),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
  }
}
