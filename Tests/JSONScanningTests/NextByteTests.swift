import Invariants
import JSONScanning
import SampleData
import Testing

/// Each of the 256 bytes in every state of the grammar.
@Suite struct NextByteTests {
  /// The beginning of a text and the bytes that can follow it.
  struct Place: CustomStringConvertible {
    /// The text so far.
    let head: String
    /// The bytes that can follow it.
    let accepted: Set<UInt8>

    /// A place where `accepted` can follow, and also white space unless `space` is `false`.
    init(_ head: String, _ accepted: String, space: Bool = true) {
      self.head = head
      self.accepted = Set(accepted.utf8).union(space ? [0x20, 0x09, 0x0A, 0x0D] : [])
    }

    /// The text so far.
    var description: String { head }
  }

  private static let digits = "0123456789"
  private static let value = "{[\"-tfn" + digits

  /// Every state of the grammar except the plain characters of a string, most on the top level and inside another value.
  static let places: [Place] = [
    // Where a value must begin, or an empty array may end.
    Place("", value), Place(" ", value), Place("[", value + "]"), Place("[1,", value),
    Place(#"{"a":"#, value), Place(#"{"a":1,"b": "#, value), Place("[[", value + "]"),
    // Where a name must begin, or an empty object may end.
    Place("{", "\"}"), Place("{ ", "\"}"), Place(#"{"a":1,"#, "\""), Place(#"[{"a":[],"#, "\""),
    // After a name, and after a value.
    Place(#"{"a""#, ":"), Place(#"{"a" "#, ":"), Place(#"{"a":1,"b""#, ":"), Place(#""a""#, ""),
    Place("{}", ""), Place("[] ", ""), Place("true", ""), Place("[true", ",]"),
    Place("[null ", ",]"),
    Place(#"["a""#, ",]"), Place("[[]", ",]"), Place("[{}", ",]"), Place(#"{"a":{}"#, ",}"),
    Place(#"{"a":[]"#, ",}"), Place(#"{"a":"b""#, ",}"), Place(#"{"a":false "#, ",}"),
    // In numbers.
    Place("0", ".eE"), Place("7", ".eE" + digits), Place("10", ".eE" + digits), Place("-0", ".eE"),
    Place("[0", ".eE,]"), Place("[12", ".eE,]" + digits), Place(#"{"a":-3"#, ".eE,}" + digits),
    Place("-", digits, space: false), Place("1.", digits, space: false),
    Place("1.5", "eE" + digits), Place("[0.0", "eE,]" + digits),
    Place("1e", "+-" + digits, space: false), Place("1.5E", "+-" + digits, space: false),
    Place("1e+", digits, space: false), Place("1E-", digits, space: false),
    Place("1e0", digits), Place("[1e+07", ",]" + digits),
    // In literals.
    Place("t", "r", space: false), Place("tr", "u", space: false), Place("tru", "e", space: false),
    Place("f", "a", space: false), Place("fa", "l", space: false), Place("fal", "s", space: false),
    Place("fals", "e", space: false), Place("n", "u", space: false),
    Place("nu", "l", space: false), Place("nul", "l", space: false),
    // In escapes.
    Place(#""\"#, #""\/bfnrtu"#, space: false), Place(#"{"a\"#, #""\/bfnrtu"#, space: false),
    Place(#""\u"#, "ABCDEFabcdef" + digits, space: false),
    Place(#""\u0"#, "ABCDEFabcdef" + digits, space: false),
    Place(#""\u0a"#, "ABCDEFabcdef" + digits, space: false),
    Place(#""\u0aB"#, "ABCDEFabcdef" + digits, space: false),
  ]

  /// An accepted byte is no fault, nor is anything before it: at worst the text ends too early.
  @Test(arguments: places)
  func everyNextByteIsJudgedByTheGrammar(at place: Place) {
    for byte in UInt8.min...UInt8.max {
      let bytes = Array(place.head.utf8) + [byte]
      let fault = fault(in: bytes)
      let note = Comment(rawValue: MarkedText.notation(of: bytes))
      if place.accepted.contains(byte) {
        #expect(fault == nil || fault?.offset == bytes.count, note)
        #expect(fault == nil || fault?.reason == .invalidJSON, note)
      } else {
        let beginsNoSequence = 0x80...0xC1 ~= byte || byte >= 0xF5
        #expect(fault?.offset == place.head.utf8.count, note)
        #expect(fault?.reason == (beginsNoSequence ? .invalidUTF8 : .invalidJSON), note)
        #expect(fault?.isAtEnd == false, note)
      }
    }
  }
}
