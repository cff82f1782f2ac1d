/// A text with its expected judgement: acceptable JSON, or the kind of its fault and the offset.
///
/// The fault's place is marked in the text itself (see ``MarkedText``): `✗` is before the first byte that cannot continue a
/// JSON text, or at the end of one that ends too early; `⊘` before the first byte of an ill-formed UTF-8 sequence; `↧` before
/// a bracket that is one level too deep; `↵` before a carriage return in an object on a line. So `[1,✗]` is a text of four
/// bytes with a fault at the last. A text without a mark is acceptable.
package struct JudgedText: Sendable {
  /// The kinds of fault.
  package enum Reason: Sendable {
    /// The bytes are not well-formed UTF-8.
    case invalidUTF8
    /// The bytes are not JSON.
    case invalidJSON
    /// The brackets are nested too deep.
    case tooDeep
    /// There is a carriage return between the tokens of an object on a line.
    case carriageReturn
  }

  /// What is wrong with a text.
  package struct Fault: Equatable, Sendable {
    /// The kind of fault.
    package let reason: Reason
    /// The offset of the faulty byte, or of the end of the text.
    package let offset: Int

    /// A fault of a kind, at an offset.
    package init(reason: Reason, offset: Int) {
      self.reason = reason
      self.offset = offset
    }
  }

  /// The text.
  package let bytes: [UInt8]

  /// What is wrong with the text, or `nil` if it is acceptable, or has nothing but white space.
  package let fault: Fault?

  /// The text that `notation` describes, with at most one mark; a mistake in it ends the process.
  package init(_ notation: String) {
    let text = MarkedText(notation)
    precondition(text.marks.count <= 1, "more than one mark in \(notation)")
    self.init(text.bytes, fault: text.marks.first.map(Fault.init))
  }

  private init(_ bytes: [UInt8], fault: Fault?) {
    self.bytes = bytes
    self.fault = fault
  }

  /// Whether the fault is that the text ends too early.
  package var endsEarly: Bool {
    fault?.offset == bytes.count
  }

  /// The same text between `head` and `tail`, with its fault at the same byte.
  ///
  /// If the text ends too early, `tail` is left out, because it could continue the text. The judgement is right for the texts
  /// of ``enclosable``, if head and tail make one JSON text of any value.
  package func enclosed(by head: String, and tail: String) -> JudgedText {
    JudgedText(
      Array(head.utf8) + bytes + (endsEarly ? [] : Array(tail.utf8)),
      fault: fault.map { Fault(reason: $0.reason, offset: head.utf8.count + $0.offset) })
  }

  /// Reads a table of texts, several on a line with ` ¦ ` between them.
  ///
  /// Lines that begin with `# ` are comments.
  static func table(_ lines: String) -> [JudgedText] {
    lines.split(separator: "\n").filter { !$0.hasPrefix("# ") }.flatMap { line in
      line.split(separator: " ¦ ", omittingEmptySubsequences: false).map { JudgedText(String($0)) }
    }
  }
}

extension JudgedText.Fault {
  /// The fault that a mark denotes.
  fileprivate init(_ mark: MarkedText.Mark) {
    offset = mark.offset
    switch mark.marker {
    case "✗": reason = .invalidJSON
    case "⊘": reason = .invalidUTF8
    case "↧": reason = .tooDeep
    case "↵": reason = .carriageReturn
    default: preconditionFailure("\(mark.marker) marks no fault")
    }
  }
}

extension JudgedText: CustomStringConvertible {
  /// The text in the notation of ``MarkedText``, without its mark; of a long text only the beginning.
  package var description: String {
    let start = MarkedText.notation(of: bytes.prefix(80))
    return bytes.count > 80 ? "\(start)… (\(bytes.count) bytes)" : start
  }
}
