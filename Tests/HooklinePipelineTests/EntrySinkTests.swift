import Foundation
import HooklineSystem
import Testing

@testable import HooklinePipeline

/// The piece of an entry at the end of a file is removed, but nothing that others appended.
@Suite struct EntrySinkTests {
  @Test(arguments: [false, true]) func onlyItsOwnPieceIsRemoved(hasAppender: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hookline-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let name = FileName(Array(folder.appending(path: "file").path().utf8))
    let file = try Descriptor.create(name).descriptor
    try file.startAppending()
    var sink = EntrySink(output: file, kind: .rejects)
    var buffer = EntryBuffer()
    buffer.append(Array("whole\n".utf8).span)
    buffer.endEntry()
    try sink.write(buffer)
    try sink.write(Array("piece".utf8).span)
    if hasAppender {
      let other = try Descriptor.create(name).descriptor
      try other.startAppending()
      try other.writeAll(Array("other\n".utf8).span)
      try other.close()
    }
    #expect(sink.removePartialEntry() == !hasAppender)
    try sink.write(Array("next\n".utf8).span)
    try sink.close()
    let text = try String(contentsOf: folder.appending(path: "file"), encoding: .utf8)
    #expect(text == (hasAppender ? "whole\npieceother\nnext\n" : "whole\nnext\n"))
  }
}
