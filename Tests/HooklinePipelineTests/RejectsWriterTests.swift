import Hookline
import HooklineSystem
import Scratch
import Testing

@testable import HooklinePipeline

/// A ``RejectsWriter`` leaves no part of a line that did not come whole, if it can take it back.
@Suite struct RejectsWriterTests {
  private static let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100)

  /// Writes a line, then pieces of a line over the limit that never ends and is given up.
  ///
  /// With `goesOn` and without `isOver`, another line over the limit follows.
  private func write(
    _ writer: inout RejectsWriter, goesOn: Bool, isOver: Bool = false
  ) throws {
    let rejection = Rejection.tooLong(limit: 9)
    let line = RejectRecord(file: [], line: 1, offset: 0, length: 1, rejection: rejection)
    writer.write(line, Array("1".utf8).span)
    writer.append(overlongPiece: Self.piece.span, at: 2, isInArray: false)
    writer.append(overlongPiece: [carriageReturn].span, at: 102, isInArray: false)
    try writer.flush()
    writer.giveUpOverlongRecord(goesOn: goesOn)
    guard goesOn, !isOver else { return }
    writer.append(overlongPiece: Array("other".utf8).span, at: 7, isInArray: false)
    writer.endOverlongRecord(
      file: .standardInput, line: 3, rejection: rejection, hasLineEnd: true)
    try writer.flush()
  }

  @Test func incompleteLineIsTakenBackInAFile() throws {
    let (records, raw) = (try ScratchFile(), try ScratchFile())
    var writer = RejectsWriter(records: records.writer, rawLines: raw.writer)
    try write(&writer, goesOn: true)
    #expect(try raw.bytes() == Array("1\nother\n".utf8))
    let kept = String(decoding: try records.bytes(), as: UTF8.self).split(separator: "\n")
    #expect(kept.count == 2)
    #expect(kept.last?.contains(#""line":3,"offset":7,"length":5,"#) == true)
    #expect(kept.last?.hasSuffix(#""text":"other"}"#) == true)
  }

  /// A pipe cannot take bytes back: the partial line comes last, or gets a line feed if the run goes on.
  @Test(arguments: [(false, true, ""), (true, false, "\nother\n"), (true, true, "\n")])
  func incompleteLineEndsInAPipe(goesOn: Bool, isOver: Bool, rest: String) throws {
    let pipe = try TestPipe()
    defer { withExtendedLifetime(pipe) {} }
    var writer = RejectsWriter(records: nil, rawLines: Descriptor(number: pipe.writing))
    try write(&writer, goesOn: goesOn, isOver: isOver)
    var bytes: [UInt8] = []
    _ = try pipe.reader.read(appendingTo: &bytes, atMost: 1000)
    #expect(bytes == Array("1\n".utf8) + Self.piece + Array(rest.utf8))
  }
}
