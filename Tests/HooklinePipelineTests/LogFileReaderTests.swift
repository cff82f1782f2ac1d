import Glibc
import Hookline
import HooklinePipeline
import HooklineSystem
import SampleData
import Scratch
import Testing

/// A ``LogFileReader`` returns the records of a delivery log and their places, however the log arrives.
@Suite struct LogFileReaderTests {
  /// A record, its line and column from 1, its byte offset in the file, and whether it came in pieces.
  struct Found: Equatable {
    var text: String
    var line: Int
    var column: Int
    var offset: Int
    var isOverlong = false
  }

  /// The records that a reader returns for an input that arrives in `pieces`, one per read.
  ///
  /// Records of nothing but white space are left out.
  private func records(
    of pieces: [[UInt8]], limit: Int, recordLimit: Int = .max
  ) throws -> [Found] {
    let pipe = try TestPipe()
    // The reader has only the descriptor's number, so the pipe must stay open.
    defer { withExtendedLifetime(pipe) {} }
    var reader = LogFileReader(pipe.reader, limit: limit, recordLimit: recordLimit)
    var (found, lines) = ([Found](), 0)
    var overlong: Found?
    func take() {
      let bytes = reader.buffer.bytes
      func described(_ record: InputRecord) -> Found {
        let (line, column) = record.position(of: 0, in: bytes.span)
        return Found(
          text: String(decoding: bytes[record.extent], as: UTF8.self), line: lines + line + 1,
          column: column, offset: reader.buffer.offset + record.extent.lowerBound)
      }
      if let piece = reader.overlongPiece {
        if piece.isFirst {
          #expect(overlong == nil && piece.extent.count > limit)
          overlong = described(piece.record)
          overlong?.isOverlong = true
        } else {
          overlong?.text += String(decoding: bytes[piece.extent], as: UTF8.self)
        }
        if piece.isLast, var record = overlong {
          if piece.hasLineEnd, record.text.utf8.last == 13 {
            record.text = String(decoding: record.text.utf8.dropLast(), as: UTF8.self)
          }
          found.append(record)
          overlong = nil
          lines += piece.record.nextLine
        }
      }
      found += reader.whole.map(described)
      lines += reader.lineCount
    }
    for piece in pieces where !piece.isEmpty {
      try pipe.write(piece)
      while reader.isReady {
        let hasRead = try reader.readMore()
        try #require(hasRead)
        #expect(reader.whole.count <= recordLimit)
        take()
      }
    }
    pipe.endWriting()
    while try reader.readMore() { take() }
    #expect(overlong == nil)
    return found.filter { !$0.text.allSatisfy(\.isWhitespace) }
  }

  /// Whatever the cuts and the limits, records and places are those of one read; only records over the limit come in pieces.
  @Test(arguments: 0..<300) func recordsAreIdenticalForAnyReadsAndLimits(round: Int) throws {
    var random = SeededGenerator(seed: UInt64(round))
    let alphabet = Array("[],,{}\"\\\n\r  1a".utf8)
    var bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &random)]
    }
    bytes.insert(UInt8(ascii: Bool.random(using: &random) ? "[" : "a"), at: 0)
    if Bool.random(using: &random) { bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0) }
    let limit = Int.random(in: 1...15, using: &random)
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &random)
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    let expected = try records(of: [bytes], limit: 1000)
    let recordLimit = Int.random(in: 1...4, using: &random)
    let found = try records(of: pieces, limit: limit, recordLimit: recordLimit)
    let words = "round \(round), \(MarkedText.notation(of: bytes))"
    #expect(found.count == expected.count, "\(words)")
    for (record, other) in zip(found, expected) {
      #expect(asIfWhole(record) == other, "\(words)")
    }
    for record in found where record.isOverlong { #expect(record.text.utf8.count > limit) }
  }

  /// The second read begins in a record, with what looks like whole ones.
  @Test func restOfALongRecordIsNotTakenForRecords() throws {
    // The second piece is long enough for the splitter to look at a record from its start again.
    let pieces = [
      #"[{"a":[1,2,3,4,5,6,7,8,9,"#, String(repeating: #"{"b":1},"#, count: 2000),
      #"{"b":3}]},{"c":4}]"#,
    ]
    let found = try records(of: pieces.map { Array($0.utf8) }, limit: 20)
    #expect(found.map(\.text) == [String(pieces.joined().dropFirst().dropLast(9)), #"{"c":4}"#])
    #expect(found.map(\.isOverlong) == [true, false])
  }

  private func asIfWhole(_ record: Found) -> Found {
    var record = record
    record.isOverlong = false
    return record
  }

  @Test(arguments: [
    ("[1,[2,", 3, "[", true), ("[1,", 3, "[", true), ("[1,\n \"a\"", 5, "[", true),
    ("[1]\n", 4, "[]", true), ("[1] ", 3, "[]", true), (" ", 0, "", true),
    ("[1]\n{\"a\"", 4, "[]", true), ("1\n2\n3", 4, "", true), ("[  ", 3, "[", true),
    ("", 0, "", true), ("\u{FEFF}[1,2", 6, "[", true), ("1\n", 2, "", nil), ("1\n ", 2, "", nil),
    ("1\n [", 2, "0", false), ("1\n\u{FEFF}", 2, "0", false), ("1\n\u{FEFA}", 2, "", true),
    ("[1]\n\u{FEFF}[", 4, "[]", true),
  ])
  func logReaderReportsWhereTheRestBegins(
    read: String, offset: Int, prefix: String, isReadable: Bool?
  ) throws {
    let pipe = try TestPipe()
    // The reader has only the descriptor's number, so the pipe must stay open.
    defer { withExtendedLifetime(pipe) {} }
    var reader = LogFileReader(pipe.reader, limit: 100)
    if !read.isEmpty {
      try pipe.write(read.utf8)
      _ = try reader.readMore()
    }
    #expect(reader.rest.offset == offset)
    #expect(reader.rest.prefix.rawValue == prefix)
    #expect(reader.isRestReadable == isReadable)
  }

  /// After the last record nothing is left, with or without a line feed after it.
  @Test(arguments: ["1\n2\n3", "1\n2\n", "[1,2]", "[1,2", "[1]\n2", "\u{FEFF}1", "1\n[2"])
  func restBeginsAfterTheLastRecord(file: String) throws {
    let pipe = try TestPipe()
    var reader = LogFileReader(pipe.reader, limit: 100)
    try pipe.write(file.utf8)
    pipe.endWriting()
    while try reader.readMore() {}
    #expect(reader.rest.offset == file.utf8.count)
    #expect(reader.isRestReadable == true)
  }

  /// The rest of a file is itself a file, with exactly the records that were not returned yet.
  ///
  /// A record of which only some pieces were returned is among them.
  @Test(arguments: 0..<100) func restOfALogHasTheMissingRecords(round: Int) throws {
    var random = SeededGenerator(seed: UInt64(round))
    let elements = (0..<12).map { number in
      let filling = String(repeating: "y", count: Int.random(in: 0...20, using: &random))
      let margin = ["", " ", "\n "].randomElement(using: &random) ?? ""
      return "{\"n\":\(number),\"x\":\"\(filling)\"}\(margin)"
    }
    let file = Array(("[" + elements.joined(separator: ",\n") + "]\n").utf8)
    let cut = Int.random(in: 1..<file.count, using: &random)
    let pipe = try TestPipe()
    // The reader has only the descriptor's number, so the pipe must stay open.
    defer { withExtendedLifetime(pipe) {} }
    var reader = LogFileReader(pipe.reader, limit: 20)
    var first: [String] = []
    for piece in [file[..<(cut / 2)], file[(cut / 2)..<cut]] where !piece.isEmpty {
      try pipe.write(piece)
      _ = try reader.readMore()
      first += reader.whole.map { String(decoding: reader.buffer.bytes[$0.extent], as: UTF8.self) }
    }
    // Until its last piece is returned, a record over the limit is part of the rest.
    let rest = Array(reader.rest.prefix.rawValue.utf8) + file[reader.rest.offset...]
    let second = try records(of: [rest], limit: 1000).map(\.text)
    let all = first + second
    #expect(all.filter { $0.utf8.count <= 20 } == elements.filter { $0.utf8.count <= 20 })
    #expect(Set(second).isSubset(of: elements), "round \(round)")
  }
}
