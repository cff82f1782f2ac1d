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

/// A temporary folder for the files of one test, removed when this is released.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file called `name` that holds `bytes`.
  func file(_ name: String, holding bytes: [UInt8] = []) throws -> URL {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url
  }
}
