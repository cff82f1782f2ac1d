import JSONScanning
import SampleData
import Testing

@testable import Hookline

/// The judged texts as lines, and as a value in an event: each is accepted, or rejected for its reason at its place.
@Suite struct JudgedEventTests {
  /// The texts without carriage returns, which have a table of their own.
  private static let texts =
    (JudgedText.enclosable + JudgedText.nested(inside: 1)).filter { !$0.bytes.contains(0x0D) }
  private static let routed =
    #""company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit""#

  @Test(arguments: [
    ("{\(routed),\"data\":", "}"), ("{\"data\":", ",\(routed)}"), (" {\(routed),\"diff\":", " } "),
  ])
  func judgedTextsGetTheirVerdictAsData(head: String, tail: String) {
    var reader = EventReader()
    for text in Self.texts.map({ $0.enclosed(by: head, and: tail) }) {
      #expect(judgement(of: text.bytes, by: &reader) == text.judgement ?? "accepted", "\(text)")
    }
  }

  @Test func judgedTextsGetTheirVerdictAsLines() {
    var reader = EventReader()
    let isBlank = Set(" \t\r\n".utf8).contains
    for text in JudgedText.all where !text.bytes.contains(0x0D) {
      let judgement = judgement(of: text.bytes, by: &reader)
      let start = text.bytes.prefix(while: isBlank).count
      switch text.bytes.dropFirst(start).first {
      case _ where text.fault != nil: #expect(judgement == text.judgement, "\(text)")
      case nil: #expect(judgement == "blank", "\(text)")
      case UInt8(ascii: "{"):
        #expect(["missing-field at 0", "duplicate-key at 10"].contains(judgement), "\(text)")
      default: #expect(judgement == "not-an-object at \(start)", "\(text)")
      }
    }
  }

  /// A carriage return is allowed only around the object.
  ///
  /// Some readers end a line at a carriage return, and would take what follows for a job.
  @Test(arguments: [
    #"{↵‹0D›}"#, #"{"a"↵‹0D›:1}"#, #"{"a":↵‹0D›1}"#, #"{"a":1↵‹0D›}"#, #"{"a":1,↵‹0D›"b":2}"#,
    #"{"a":[↵‹0D›]}"#, #"{"a":[1↵‹0D›,2]}"#, #"{"a":[1,↵‹0D›2]}"#, #"{"a":{↵‹0D›}}"#,
    #"{"a":[{}↵‹0D›]}"#, #"{"a":[{},{"b":""↵‹0D›}]}"#, #" ‹0D›{"a": ↵‹0D› 1}"#,
    #"{"a":true↵‹0D›}"#, #"{"a":""↵‹0D›}"#, #"{"a":1e5 ↵‹0D› ,"b":1}"#, #"{"a":[1]↵‹0D›}‹0D›"#,
    #"{"a":↵‹0D›{"id":1}‹0D›}"#, #"{"a":1↵‹0D›"#, #"{"a":1,↵‹0D›"#, #"{"a":↵‹0D›x}"#,
    // Where white space is not allowed, it is invalid JSON.
    #"{"a":tru✗‹0D›e}"#, #"{"a":-✗‹0D›1}"#, #"{"a":1.✗‹0D›}"#, #"{"a":"✗‹0D›"}"#,
    #"{"a":"\✗‹0D›"}"#, #"{"a":"\u12✗‹0D›"}"#,
    // The first fault counts.
    #"{"a":✗x‹0D›}"#, #"{"a":"⊘‹FF›"‹0D›}"#, #"{"a":1✗]‹0D›}"#,
    // Around the object, and in texts that are not objects.
    #"{}‹0D›✗{}"#, #"‹0D›{}‹0D›"#, #"‹0D 20›{"a":[{}]}‹20 0D›"#, #"[‹0D›]"#, #"[{‹0D›}]"#,
    #"["a",‹0D›{"a":‹0D›1}]"#, #"‹0D›1‹0D›"#, #"[‹0D›✗}"#, #"‹0D 20 0D›"#,
  ])
  func carriageReturnsAreAllowedOnlyAroundTheObject(notation: String) {
    let text = JudgedText(notation)
    let start = text.bytes.prefix { [0x0D, 0x20].contains($0) }.count
    let isObject = text.bytes.dropFirst(start).first == UInt8(ascii: "{")
    let otherwise =
      start == text.bytes.count
      ? "blank" : isObject ? "missing-field at 0" : "not-an-object at \(start)"
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      // The line follows another and has a line feed, so that a kernel indexes it.
      let block = Array("{}\n".utf8) + text.bytes + Array("\n".utf8)
      var reader = EventReader(kernel: kernel)
      reader.scanner.beginBlock()
      _ = reader.scanner.endOfLine(at: 0, in: block.span)
      let end = reader.scanner.endOfLine(at: 3, in: block.span)
      #expect(end == (kernel == .scalar ? nil : block.count - 1))
      let line = 3..<block.count - 1
      let found = judgement { () throws(Rejection) in try reader.read(line, of: block.span) }
      #expect(found == text.judgement ?? otherwise, "\(kernel)")
    }
  }

  private func judgement(_ read: () throws(Rejection) -> Event?) -> String {
    do throws(Rejection) {
      return try read() == nil ? "blank" : "accepted"
    } catch {
      return "\(error.reason.rawValue) at \(error.offset)"
    }
  }

  private func judgement(of line: [UInt8], by reader: inout EventReader) -> String {
    judgement { () throws(Rejection) in try reader.read(line.span) }
  }
}

extension JudgedText {
  /// The reason and place of the rejection for this text's fault, or `nil` if it has none.
  fileprivate var judgement: String? {
    guard let fault else { return nil }
    switch fault.reason {
    case .invalidUTF8: return "invalid-utf8 at \(fault.offset)"
    case .invalidJSON: return "invalid-json at \(fault.offset)"
    case .tooDeep: return "too-deep at \(fault.offset)"
    case .carriageReturn: return "carriage-return at \(fault.offset)"
    }
  }
}
