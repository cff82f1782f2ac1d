import Foundation

/// What one run of the program left behind.
struct Run: Equatable {
  /// The exit status, or 128 and the number of the signal that ended it, as a shell tells it.
  let status: Int32
  /// What it wrote to standard output.
  let output: [UInt8]
  /// What it wrote to standard error.
  let messages: String

  /// The jobs, a line each.
  var lines: [ArraySlice<UInt8>] { output.split(separator: UInt8(ascii: "\n")) }
}

/// The program that was built along with the tests.
enum BuiltBinary {
  /// The folder of the project.
  static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of the data that the tests and the README speak of.
  static let fixtures = project.appending(path: "fixtures")

  /// The program; the package manager puts it beside the bundle of tests that is running.
  static let url = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "hookline")

  /// Runs it in `folder`, with `input` as the file on its standard input.
  static func run(
    _ arguments: [String], input: [UInt8] = [], in folder: URL = project
  ) throws -> Run {
    try run(Child(arguments, in: folder), input: input)
  }

  /// Runs a line of shell, in which `hookline` is the program.
  static func run(shell line: String, input: [UInt8] = [], in folder: URL = project) throws -> Run {
    try run(Child(["-c", line], of: URL(filePath: "/bin/bash"), in: folder), input: input)
  }

  private static func run(_ child: Child, input: [UInt8]) throws -> Run {
    // Files and not pipes, so that nothing has to be read while the program runs.
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
    // The child has its own; these would stay open until all tests are done.
    for handle in handles { try handle.close() }
    return Run(
      status: child.finish(),
      output: try [UInt8](Data(contentsOf: output)),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self))
  }
}

/// A folder for the files of one test, which is gone with it.
final class Scratch {
  /// The folder.
  let folder: URL

  /// Makes an empty folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Makes a file of `name` that holds `bytes`.
  func file(_ name: String, holding bytes: [UInt8] = []) throws -> URL {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url
  }
}
