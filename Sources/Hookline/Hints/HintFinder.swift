internal import JSONScanning

/// Looks for what rejected lines seem to be, and names each kind once in a run.
///
/// It looks at so many lines only, because each may have to be scanned again.
public struct HintFinder: Sendable {
  /// How many bytes are looked at, from the start of a line on, if the line alone does not say what it is.
  public static let lookAheadLength = 64 << 10

  private static let lineLimit = 1000

  private let form: InputForm
  private var found: Set<Hint> = []
  private var lineCount = 0
  /// Whether it is known what the current input is as a whole: hints about its lines would contradict that.
  private var isSettled = false
  private var hasLookedAhead = false

  /// Makes a finder that has found nothing in lines of this form.
  public init(in form: InputForm = .events) {
    self.form = form
  }

  /// Whether further lines are looked at.
  public var isLooking: Bool { lineCount < Self.lineLimit }

  /// Begins with another input, of which nothing is known.
  public mutating func beginInput() {
    (isSettled, hasLookedAhead) = (false, false)
  }

  /// Whether what follows `line` is to be given to ``hint(for:of:isFirst:isUnended:lookingAhead:)``, too: the line opens JSON that goes
  /// on after it.
  ///
  /// That is so at most once for each input.
  ///
  /// - Complexity: O(white space at the line's start).
  public func looksAhead(
    for rejection: Rejection, of line: Span<UInt8>, isUnended: Bool
  ) -> Bool {
    guard case .malformed(let fault) = rejection.cause, fault.isAtEnd, !isUnended,
      !hasLookedAhead, !isSettled, isLooking
    else { return false }
    return LineShape.opens(line) == ASCII.leftBrace
      || LineShape.opens(line) == ASCII.leftBracket && form == .events
  }

  /// What `line` seems to be, or `nil` if that is not certain or was named before.
  ///
  /// `isFirst` says that the line is the first of its input, `isUnended` that it is the last and lacks its line feed. If
  /// ``looksAhead(for:of:isUnended:)`` holds, `text` are the input's bytes from the start of the line on, up to
  /// ``lookAheadLength`` of them, or `nil` if they cannot be had.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func hint(
    for rejection: Rejection, of line: Span<UInt8>, isFirst: Bool, isUnended: Bool,
    lookingAhead text: Span<UInt8>? = nil
  ) -> Hint? {
    // Lines that are too long say nothing, and whether they are at hand depends on how the input is read.
    guard rejection.reason != .tooLong, isLooking else { return nil }
    let looksAhead = looksAhead(for: rejection, of: line, isUnended: isUnended)
    lineCount += 1
    guard !isSettled else { return nil }
    let isDocument = looksAhead || rejection.cause == .notAnObject
    let hint: Hint?
    if isDocument {
      hasLookedAhead = hasLookedAhead || looksAhead
      hint = if let text { document(in: text) } else { document(in: line) }
    } else {
      hint = kind(of: line, rejection, isFirst: isFirst, isUnended: isUnended)
    }
    guard let hint else { return nil }
    isSettled = isDocument || hint.isAboutFile
    return found.insert(hint).inserted ? hint : nil
  }

  /// What a line is of which all that counts is at hand.
  private func kind(
    of line: Span<UInt8>, _ rejection: Rejection, isFirst: Bool, isUnended: Bool
  ) -> Hint? {
    switch rejection.cause {
    case .malformed(let fault):
      if isFirst, let hint = LineShape.fileFormat(of: line) { return hint }
      if LineShape.isHTML(line) { return .html }
      if fault.reason == .invalidUTF8, LineShape.isLatin1(line) { return .latin1 }
      return hint(forObjectWithMoreIn: line)
        ?? (isUnended && fault.isAtEnd ? .cutOff : nil)
    case .invalid where LineShape.isExtendedJSON(line, at: rejection.offset):
      return .extendedJSON
    case .missing, .invalid:
      let subject = LineShape.start(of: line).map { Subject(at: $0, in: line) }
      // A request that failed is answered once, and not line by line.
      guard let subject, subject != .apiError || isFirst else { return nil }
      return hint(for: subject, in: .line)
    case .notAnObject, .duplicate, .tooLong:
      return nil
    }
  }

  /// What a malformed line is that has an object and something else.
  private func hint(forObjectWithMoreIn line: Span<UInt8>) -> Hint? {
    guard let (start, end) = LineShape.object(in: line) else { return nil }
    let isExpected =
      switch Subject(at: start, in: line) {
      case .event: form == .events
      case .logRecord, .job: form != .events
      default: false
      }
    if LineShape.start(of: line) == start {
      if LineShape.isReturnAndObject(after: end, in: line) { return .carriageReturns }
      return isExpected && LineShape.isComma(after: end, in: line) ? .trailingComma : nil
    }
    guard isExpected else { return nil }
    return LineShape.isPrefix(to: start, of: line) && LineShape.isBlank(line, from: end)
      ? .prefixed : nil
  }

  /// What the JSON is that begins at the start of `text` and goes on over several lines or is an array.
  private func document(in text: Span<UInt8>) -> Hint? {
    guard let start = LineShape.start(of: text) else { return nil }
    if text[start] == ASCII.leftBrace { return hint(of: start, in: text, .lines) }
    guard text[start] == ASCII.leftBracket, form == .events else { return nil }
    if let first = text.firstObject(inArrayAt: start) { return hint(of: first, in: text, .array) }
    // Nothing more may be at hand.
    return LineShape.isBlank(text, from: start + 1) ? .array : nil
  }

  private func hint(of start: Int, in text: Span<UInt8>, _ layout: Layout) -> Hint? {
    let object = ObjectOutline(at: start, in: text)
    switch object.end {
    case .broken: return nil
    case .cutOff: break
    case .whole(let end):
      // A bracket that some fault put into a file of events is followed by neither.
      let next = LineShape.start(of: text.extracting(end...)).map { text[end + $0] }
      let expected =
        layout == .array ? [ASCII.comma, ASCII.rightBracket] : [ASCII.leftBrace]
      guard next.map(expected.contains) != false else { return nil }
    }
    return hint(for: Subject(object, in: text), in: layout)
  }

  /// How objects are written.
  private enum Layout {
    /// Each on a line.
    case line
    /// Each over several lines.
    case lines
    /// In an array.
    case array
  }

  /// What to say of an object that is none of those asked for, or is not on one line.
  private func hint(for subject: Subject, in layout: Layout) -> Hint? {
    let general: Hint? =
      switch layout {
      case .line: nil
      case .lines: .prettyPrinted
      case .array: .array
      }
    switch subject {
    case .definition, .wrapper(_, of: .definition): return .definition
    case .event: return form == .events ? general : .event
    case .logRecord where form == .events: return layout == .lines ? .prettyLog : .logRecord
    case .job where form == .events: return layout == .array ? .jobArray : .job
    case .journalEntry: return layout == .array ? general : .journal
    case .kafkaEnvelope: return layout == .array ? general : .kafkaEnvelope
    case .apiError: return layout == .array ? general : .apiError
    case .wrapper(let member, of: let subject):
      guard layout != .array else { return general }
      return subject == .logRecord ? .wrappedLog(member) : .wrappedEvents(member)
    case .logRecord, .job, .unknown: return general
    }
  }
}
