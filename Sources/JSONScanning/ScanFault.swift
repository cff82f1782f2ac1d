/// Why a text was rejected, and at which byte.
///
/// Texts are read left to right. The fault is at the first byte at which the text stops being the start of any acceptable text,
/// so two readers of the same bytes report the same place.
public struct ScanFault: Error, Equatable, Sendable {
  /// The kinds of fault, a closed set.
  public enum Reason: Sendable {
    /// The bytes are not well-formed UTF-8 (The Unicode Standard, table 3-7).
    case invalidUTF8
    /// The bytes are not a JSON text (RFC 8259).
    case invalidJSON
    /// The text is JSON so far, and nested deeper than the scanner accepts.
    case tooDeep
    /// The text is JSON so far, and a carriage return is between the tokens of an object that must be one line.
    case carriageReturn
  }

  /// What the grammar allows at the place of the fault.
  public enum Expectation: CaseIterable, Sendable {
    /// The first byte of a value.
    case value
    /// The same, after a comma in an array.
    case valueAfterComma
    /// A member's name, or the end of an object without members.
    case firstName
    /// The name of a further member.
    case name
    /// The colon after a name.
    case colon
    /// A comma, or the end of the array.
    case nextElement
    /// A comma, or the end of the object.
    case nextMember
    /// The next letter of `true`, `false` or `null`.
    case literal
    /// A digit of a number.
    case digit
    /// Anything but a digit after a leading zero.
    case noLeadingZero
    /// A character that may follow a backslash.
    case escape
    /// One of the four digits after `\u`.
    case hexDigit
    /// Any character that a string may contain unescaped.
    case noControlCharacter
    /// The end of a string.
    case closingQuote
    /// Nothing but white space.
    case endOfText
    /// A byte that begins or continues a UTF-8 sequence.
    case wellFormedUTF8
    /// Anything but another opening bracket.
    case lessDepth
    /// Anything but a carriage return, at which some readers end a line.
    case noCarriageReturn
  }

  /// The distance of the fault from the start of the text, in bytes.
  ///
  /// The fault is at the first byte of an ill-formed UTF-8 sequence, one past the last byte of a text that ends too early, or
  /// otherwise at the byte that cannot continue.
  public let offset: Int

  /// What would have been accepted at `offset`.
  public let expectation: Expectation

  /// Whether the text ends at `offset`, so that there is no byte at it.
  public let isAtEnd: Bool

  /// A fault at `offset`.
  package init(at offset: Int, expected expectation: Expectation, isAtEnd: Bool = false) {
    self.offset = offset
    self.expectation = expectation
    self.isAtEnd = isAtEnd
  }

  /// The kind of this fault.
  public var reason: Reason {
    switch expectation {
    case .wellFormedUTF8: .invalidUTF8
    case .lessDepth: .tooDeep
    case .noCarriageReturn: .carriageReturn
    default: .invalidJSON
    }
  }
}

extension ScanFault: CustomStringConvertible {
  /// What is wrong, as a fragment that can follow a place; it contains no byte of the text.
  public var description: String {
    isAtEnd && reason == .invalidJSON ? "ends too early: \(expected)" : expected
  }

  private var expected: String {
    switch expectation {
    case .value: "expected a value"
    case .valueAfterComma: "expected a value after the comma"
    case .firstName: "expected a member name in double quotes, or }"
    case .name: "expected a member name in double quotes after the comma"
    case .colon: "expected a colon after the member name"
    case .nextElement: "expected a comma or ] after the element"
    case .nextMember: "expected a comma or } after the member"
    case .literal: "expected true, false or null"
    case .digit: "expected a digit"
    case .noLeadingZero: "a number must not have leading zeros"
    case .escape: "expected one of \" \\ / b f n r t u after the backslash"
    case .hexDigit: "expected four hexadecimal digits after \\u"
    case .noControlCharacter: "a control character in a string must be written as an escape"
    case .closingQuote: "expected a closing double quote"
    case .endOfText: "unexpected text after the value"
    case .wellFormedUTF8: "not well-formed UTF-8"
    case .lessDepth: "nested deeper than \(Scanner.maximumDepth) levels"
    case .noCarriageReturn:
      "a carriage return between tokens: write a space, because some programs end a line there"
    }
  }
}

extension ScanFault.Expectation {
  /// Whether it is expected between tokens, where white space is allowed.
  var isBetweenTokens: Bool {
    switch self {
    case .value, .valueAfterComma, .firstName, .name, .colon: true
    case .nextElement, .nextMember, .endOfText: true
    case .literal, .digit, .noLeadingZero, .escape, .hexDigit, .noControlCharacter, .closingQuote,
      .wellFormedUTF8, .lessDepth, .noCarriageReturn:
      false
    }
  }
}
