import Hookline
import HooklineSystem
import Scratch
import Testing

@testable import HooklinePipeline

/// A ``LookAhead`` gives what follows a rejected line without changing what the run reads.
@Suite struct LookAheadTests {
  private static let text = "[\n" + String(repeating: "{}\n", count: 30_000)

  /// A block at `offset` of its input that holds `text`.
  private func block(_ text: String, offset: Int = 0) -> RecordBlock {
    RecordBlock(bytes: Array(text.utf8), offset: offset)
  }

  @Test func fileIsReadAgainWhereverABlockEnds() throws {
    let file = try ScratchFile(Self.text)
    let input = try Descriptor.open(file.name)
    let source = try #require(InputSource(input))
    var read: [UInt8] = []
    #expect(try input.read(appendingTo: &read, atMost: 2) == 2)
    let lookAhead = LookAhead(in: file.name, from: source)
    let bytes = lookAhead.bytes(from: 0..<1, of: block("[\n"))
    #expect(bytes == Array(Self.text.utf8.prefix(64 << 10)))
    let rest = lookAhead.bytes(from: 0..<2, of: block("{}\n", offset: Self.text.utf8.count - 3))
    #expect(rest == Array("{}\n".utf8))
    // The read position has not changed.
    #expect(input.position == 2)
    try input.close()
  }

  /// Bytes of standard input that another program has read are not part of the input.
  @Test func lookAheadStartsWhereTheInputBegan() throws {
    let file = try ScratchFile("7\n[\n{}\n]\n")
    let input = try Descriptor.open(file.name)
    var read: [UInt8] = []
    #expect(try input.read(appendingTo: &read, atMost: 2) == 2)
    let lookAhead = LookAhead(in: file.name, from: InputSource(input))
    #expect(lookAhead.bytes(from: 0..<1, of: block("[\n")) == Array("[\n{}\n]\n".utf8))
    try input.close()
  }

  @Test func fileThatWasReplacedIsNotReadAgain() throws {
    let (file, other) = (try ScratchFile("[\n{}\n]\n"), try ScratchFile("[\n{}\n]\n"))
    let input = try Descriptor.open(file.name)
    let source = InputSource(input)
    #expect(LookAhead(in: file.name, from: source).bytes(from: 0..<1, of: block("[")) != nil)
    #expect(LookAhead(in: other.name, from: source).bytes(from: 0..<1, of: block("[")) == nil)
    let nowhere = FileName(Array("/nowhere".utf8))
    #expect(LookAhead(in: nowhere, from: source).bytes(from: 0..<1, of: block("[")) == nil)
    // The file no longer holds the bytes that were rejected.
    #expect(LookAhead(in: file.name, from: source).bytes(from: 0..<1, of: block("{")) == nil)
    try input.close()
  }

  @Test func lookAheadInAPipeIsWhatWasRead() throws {
    let pipe = try TestPipe()
    #expect(InputSource(pipe.reader) == nil)
    let lookAhead = LookAhead(in: .standardInput, from: nil)
    let few = lookAhead.bytes(from: 2..<3, of: block("7\n[\n{}\n"))
    #expect(few == Array("[\n{}\n".utf8))
    let many = lookAhead.bytes(from: 0..<1, of: block(Self.text))
    #expect(many == Array(Self.text.utf8.prefix(64 << 10)))
  }
}
