import Hookline
import SampleData
import Testing

/// The judged texts as lines, and as the `data` of an event: each rejected for its reason, in its place.
@Suite struct JudgedEventTests {
  private static let texts = JudgedText.enclosable + JudgedText.nested(inside: 1)
  private static let routed =
    #""company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit""#

  @Test(arguments: [
    ("{\(routed),\"data\":", "}"), ("{\"data\":", ",\(routed)}"), (" {\(routed),\"diff\":", " } "),
  ])
  func dataIsJudged(head: String, tail: String) {
    var reader = EventReader()
    for text in Self.texts.map({ $0.enclosed(by: head, and: tail) }) {
      #expect(judgement(of: text.bytes, by: &reader) == text.judgement ?? "accepted", "\(text)")
    }
  }

  @Test func linesAreJudged() {
    var reader = EventReader()
    let isBlank = Set(" \t\r\n".utf8).contains
    for text in JudgedText.all {
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

  private func judgement(of line: [UInt8], by reader: inout EventReader) -> String {
    do throws(Rejection) {
      return try reader.read(line.span) == nil ? "blank" : "accepted"
    } catch {
      return "\(error.reason.rawValue) at \(error.offset)"
    }
  }
}

extension JudgedText {
  /// Why and where a line is rejected for this text's fault, or `nil` where it has none.
  fileprivate var judgement: String? {
    guard let fault else { return nil }
    switch fault.reason {
    case .invalidUTF8: return "invalid-utf8 at \(fault.offset)"
    case .invalidJSON: return "invalid-json at \(fault.offset)"
    case .tooDeep: return "too-deep at \(fault.offset)"
    }
  }
}
