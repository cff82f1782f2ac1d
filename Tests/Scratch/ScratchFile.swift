internal import Foundation
package import HooklineSystem

/// A file that is gone with the test.
package final class ScratchFile {
  private let url: URL
  private let handle: FileHandle

  /// Makes a file that holds `text`.
  package init(_ text: String = "") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try Data(text.utf8).write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  deinit {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }

  /// What it is called.
  package var name: FileName { FileName(Array(url.path().utf8)) }

  /// What writes to it.
  package var writer: Descriptor { Descriptor(number: handle.fileDescriptor) }

  /// What was written to it.
  package func bytes() throws -> [UInt8] {
    try [UInt8](Data(contentsOf: url))
  }
}
