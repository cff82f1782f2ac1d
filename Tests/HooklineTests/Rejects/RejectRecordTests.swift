import Foundation
import Hookline
import SampleData
import Testing

/// The record that is kept of a rejected line: its members, and the bytes of the line.
@Suite struct RejectRecordTests {
  private func record(of text: [UInt8], file: [UInt8] = Array("a.ndjson".utf8), length: Int? = nil)
    -> [UInt8]
  {
    let record = RejectRecord(
      file: file, line: 7, offset: 1234, length: length ?? text.count,
      rejection: Rejection(.notAnObject, at: 17))
    var output: [UInt8] = []
    record.write(text.span, to: &output)
    return output
  }

  @Test func rejectRecordHasItsMembersInOrder() {
    #expect(
      String(decoding: record(of: Array("[\"a\"]\r".utf8)), as: UTF8.self)
        == #"{"file":"a.ndjson","line":7,"offset":1234,"length":6,"column":18,"#
        + #""reason":"not-an-object","detail":"expected an object, {...}","#
        + #""text":"[\"a\"]\r"}"# + "\n")
  }

  @Test func rejectRecordSaysIfItsTextIsCut() {
    let text = String(decoding: record(of: Array("abc".utf8), length: 4), as: UTF8.self)
    #expect(
      text.hasSuffix(
        #""length":4,"column":18,"reason":"not-an-object","#
          + #""detail":"expected an object, {...}","text":"abc","cut":true}"# + "\n"))
  }

  /// Wherever a line is cut, its text is the characters that are complete; one that is not UTF-8 is kept to the last byte.
  @Test func cutTextEndsWithAWholeCharacter() throws {
    let characters: [Character] = ["a", "\u{E9}", "\u{20AC}", "\u{1F600}", "\u{10FFFF}", "z"]
    let bytes = characters.flatMap { Array($0.utf8) }
    for count in 0..<bytes.count {
      var expected = ""
      for character in characters {
        guard expected.utf8.count + character.utf8.count <= count else { break }
        expected.append(character)
      }
      let line = String(decoding: record(of: Array(bytes[..<count]), length: 99), as: UTF8.self)
      #expect(line.hasSuffix("\"text\":\"\(expected)\",\"cut\":true}\n"), "\(count)")
    }
    let wrong: [[UInt8]] = [
      [0xFF], [0xC0], [0xC1], [0xF5], [0xE0, 0x80], [0xED, 0xA0], [0xF0, 0x8F], [0xF4, 0x90],
      [0x80],
      [0xF5, 0x80, 0x80], [0xFF, 0xE2, 0x82],
    ]
    for end in wrong {
      let bytes = [0x61] + end
      let line = String(decoding: record(of: bytes, length: 99), as: UTF8.self)
      let text = Data(bytes).base64EncodedString()
      #expect(line.hasSuffix("\"base64\":\"\(text)\",\"cut\":true}\n"), "\(end)")
    }
    for part in [[0xC2], [0xE0], [0xE0, 0xA0], [0xED, 0x9F], [0xF0, 0x90], [0xF4, 0x8F, 0xBF]]
      as [[UInt8]]
    {
      let line = String(decoding: record(of: [0x61] + part, length: 99), as: UTF8.self)
      #expect(line.hasSuffix("\"text\":\"a\",\"cut\":true}\n"), "\(part)")
    }
  }

  /// Whatever a line contains, Foundation decodes the record to exactly its bytes.
  @Test func rejectRecordKeepsTheBytesOfTheLine() throws {
    let texts = JudgedText.all.map(\.bytes) + [(0...255).map { UInt8($0) }]
    for text in texts + texts.map({ Array($0.reversed()) }) {
      // Foundation loses a byte-order mark at the start of a string.
      if String(decoding: text, as: UTF8.self).unicodeScalars.contains("\u{FEFF}") { continue }
      let line = record(of: text, file: text.map { $0 == 0 ? 1 : $0 })
      #expect(line.count { $0 == 10 } == 1 && line.last == 10)
      let object = try #require(
        JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      let isUTF8 = String(validating: text, as: UTF8.self) != nil
      let bytes =
        isUTF8
        ? (object["text"] as? String).map { Array($0.utf8) }
        : (object["base64"] as? String).flatMap { Data(base64Encoded: $0) }.map { [UInt8]($0) }
      let isSame = bytes == text
      #expect(isSame, "\(MarkedText.notation(of: text.prefix(60)))")
      #expect(object.count == 8)
    }
  }
}
