import Invariants
import JSONScanning
import SampleData
import Testing

/// The messages about faults in a text, which quote nothing of it.
@Suite struct ScanFaultTests {
  /// Texts for each message about a fault in the grammar or in UTF-8.
  ///
  /// The messages are fixed, so they cannot reveal anything in a text.
  static let messages: [(text: String, message: String)] = [
    ("✗secret", "expected a value"),
    ("[✗", "ends too early: expected a value"),
    ("[✗,", "expected a value"),
    ("[1,✗", "ends too early: expected a value after the comma"),
    ("[1,✗]", "expected a value after the comma"),
    ("[1,✗,2]", "expected a value after the comma"),
    ("[1,✗}", "expected a value after the comma"),
    ("[1 ,\n ✗] secret", "expected a value after the comma"),
    ("[1,[✗}]", "expected a value"),
    (#"[1,{"a":✗]"#, "expected a value"),
    (#"{"a":[1],"b":✗}"#, "expected a value"),
    (#"{"a":✗]"#, "expected a value"),
    (#"[{"a":",",✗"#, "ends too early: expected a member name in double quotes after the comma"),
    (#"[{",":✗]"#, "expected a value"),
    ("{✗secret", "expected a member name in double quotes, or }"),
    ("{✗", "ends too early: expected a member name in double quotes, or }"),
    (#"{"a":1,✗}"#, "expected a member name in double quotes after the comma"),
    (
      #"{"a":1,✗"#,
      "ends too early: expected a member name in double quotes after the comma"
    ),
    (#"{"a"✗secret"#, "expected a colon after the member name"),
    (#"{"a"✗"#, "ends too early: expected a colon after the member name"),
    ("[1✗s", "expected a comma or ] after the element"),
    ("[1✗", "ends too early: expected a comma or ] after the element"),
    (#"{"a":1✗s"#, "expected a comma or } after the member"),
    (#"{"password":"secret"✗"#, "ends too early: expected a comma or } after the member"),
    ("tru✗st", "expected true, false or null"),
    ("tru✗", "ends too early: expected true, false or null"),
    ("-✗secret", "expected a digit"),
    ("1e+✗", "ends too early: expected a digit"),
    ("0✗07", "a number must not have leading zeros"),
    (#""\✗secret""#, #"expected one of " \ / b f n r t u after the backslash"#),
    (#""\✗"#, #"ends too early: expected one of " \ / b f n r t u after the backslash"#),
    (#""\u12✗secret""#, #"expected four hexadecimal digits after \u"#),
    (#""\u12✗"#, #"ends too early: expected four hexadecimal digits after \u"#),
    (#""secret✗‹09›""#, "a control character in a string must be written as an escape"),
    (#""secret✗‹00›"#, "a control character in a string must be written as an escape"),
    (#""secret✗"#, "ends too early: expected a closing double quote"),
    ("{}✗secret", "unexpected text after the value"),
    ("0✗x10", "unexpected text after the value"),
    (#""secret⊘‹80›""#, "not well-formed UTF-8"),
    (#""secret⊘‹E2 82›"#, "not well-formed UTF-8"),
    ("[⊘‹FF›]", "not well-formed UTF-8"),
  ]

  @Test(arguments: messages)
  func scanFaultSaysWhatIsWrong(notation: String, message: String) {
    let text = JudgedText(notation)
    expect(message, of: text)
    // The message is the same inside another value, unless the fault is that the text should have ended.
    guard message != "unexpected text after the value" else { return }
    expect(message, of: text.enclosed(by: "[0, [", and: "]]"))
    expect(message, of: text.enclosed(by: #"{"a":"#, and: "}"))
  }

  private func expect(_ message: String, of text: JudgedText) {
    let fault = fault(in: text.bytes)
    #expect(fault?.description == message, "\(text)")
    #expect(fault?.offset == text.fault?.offset, "\(text)")
    #expect(fault?.isAtEnd == text.endsEarly, "\(text)")
  }

  @Test func tooDeepFaultSaysTheLimit() {
    let text = String(repeating: "[", count: 1025)
    #expect(fault(in: Array(text.utf8))?.description == "nested deeper than 1024 levels")
  }

  /// The messages above are the only ones, so no byte of a text can be in one.
  @Test func scanFaultQuotesNothingOfTheText() {
    let known = Set(Self.messages.map(\.message) + ["nested deeper than 1024 levels"])
    var present: Set<String> = []
    for text in JudgedText.all {
      guard let fault = fault(in: text.bytes) else { continue }
      present.insert(fault.description)
      #expect(fault.isAtEnd == text.endsEarly, "\(text)")
    }
    #expect(present == known)
    for message in present {
      #expect(message.utf8.allSatisfy { 0x20..<0x7F ~= $0 }, "\(message)")
      #expect(message.first?.isUppercase == false && !message.hasSuffix("."), "\(message)")
    }
  }

  @Test func endOfTextDiffersFromANULByte() throws {
    for text in JudgedText.all where text.endsEarly {
      let atEnd = try #require(fault(in: text.bytes))
      #expect(atEnd.isAtEnd)
      let atNUL = try #require(fault(in: text.bytes + [0]))
      #expect(atNUL.offset == atEnd.offset && atNUL.reason == .invalidJSON && !atNUL.isAtEnd)
    }
  }

  @Test func scanFaultsAreEqualByPlaceAndKind() {
    #expect(fault(in: Array("[1,]".utf8)) == fault(in: Array("[2,]".utf8)))
    #expect(fault(in: Array("[1,]".utf8)) == fault(in: Array("[1,}".utf8)))
    #expect(fault(in: Array("[1,]".utf8)) != fault(in: Array("[12,]".utf8)))
    #expect(fault(in: Array("[1,]".utf8)) != fault(in: Array("[1,".utf8)))
    #expect(fault(in: Array("[1,]".utf8)) != fault(in: Array("tru]".utf8)))
  }
}
