import Foundation
import HooklinePipeline

/// A file that is gone with the test.
final class ScratchFile {
  private let url: URL
  private let handle: FileHandle

  /// Makes a file that holds `text`.
  init(_ text: String = "") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try Data(text.utf8).write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  deinit {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }

  /// What it is called.
  var name: FileName { FileName(Array(url.path().utf8)) }

  /// What writes to it.
  var writer: Descriptor { Descriptor(number: handle.fileDescriptor) }

  /// What was written to it.
  func bytes() throws -> [UInt8] {
    try [UInt8](Data(contentsOf: url))
  }
}
