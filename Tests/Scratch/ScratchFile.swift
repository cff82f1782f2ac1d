// Files and pipes for the tests of HooklinePipeline and HooklineSystem, each removed or closed when its object is released:
// `ScratchFile` is a temporary file, `TestPipe` a pipe of which the test holds both ends.

internal import Foundation
package import HooklineSystem

/// A temporary file, which is removed when this object is released.
package final class ScratchFile {
  private let url: URL
  private let handle: FileHandle

  /// A file that contains `text`.
  package init(_ text: String = "") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try Data(text.utf8).write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  deinit {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of the file.
  package var name: FileName { FileName(Array(url.path().utf8)) }

  /// The descriptor that writes to the file; it is closed with this object.
  package var writer: Descriptor { Descriptor(number: handle.fileDescriptor) }

  /// The contents of the file.
  package func bytes() throws -> [UInt8] {
    try [UInt8](Data(contentsOf: url))
  }
}
