import Foundation

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

  /// Writes `count` files that each hold `bytes`, and returns their paths; one file named so often would be reported.
  func copies(_ count: Int, of bytes: [UInt8]) throws -> [String] {
    try (1...count).map { try file("copy\($0)", holding: bytes).path() }
  }

  /// Runs a line of bash in this folder, in which `hookline` is the program.
  func run(_ line: String) throws -> Run { try BuiltBinary.run(shell: line, in: folder) }

  /// The contents of the file called `name`.
  func bytes(of name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  /// The contents of the file called `name`, as text.
  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// Whether there is a file called `name`.
  func contains(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path())
  }
}
