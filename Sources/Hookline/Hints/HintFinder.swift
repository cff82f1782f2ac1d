internal import JSONScanning

/// Finds out what rejected lines seem to be, and reports each kind once per run.
///
/// It looks at a limited number of lines, because each may have to be scanned again.
public struct HintFinder: Sendable {
  /// How many bytes are looked at, from the start of a line on, if the line alone does not show what it is.
  public static let lookAheadLength = 64 << 10

  private static let lineLimit = 1000

  private let form: InputForm
  private var found: Set<Hint> = []
  private var lineCount = 0
  /// Whether a hint about the current input as a whole was found: hints about its lines would contradict it.
  private var isSettled = false
  private var hasLookedAhead = false

  /// A finder for lines that should be records of `form`.
  public init(in form: InputForm = .events) {
    self.form = form
  }

  /// Whether further lines are looked at.
  public var isLooking: Bool { lineCount < Self.lineLimit }

  /// Begins another input, about which nothing is known.
  public mutating func beginInput() {
    (isSettled, hasLookedAhead) = (false, false)
  }

  /// What `line` seems to be, or `nil` if that is not certain or was reported before.
  ///
  /// `isFirst` says that the line is the first of its input, `isUnended` that it is the last and lacks its line feed, `isInArray`
  /// that the input holds arrays of records, so that the line may be an element of one. If what follows the line is needed, too,
  /// which is so at most once per input, `text` is called: it returns the bytes of the input from the start of the line on, up
  /// to ``lookAheadLength`` of them, or `nil` if they are not available.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func hint(
    for rejection: Rejection, of line: Span<UInt8>, isFirst: Bool, isUnended: Bool,
    isInArray: Bool = false, lookingAhead text: () -> [UInt8]? = { nil }
  ) -> Hint? {
    // A line that is too long gives no hint: whether its bytes are available depends on how the input is read.
    guard rejection.reason != .tooLong, isLooking else { return nil }
    let looksAhead = looksAhead(
      for: rejection, of: line, isUnended: isUnended, isInArray: isInArray)
    lineCount += 1
    guard !isSettled else { return nil }
    let isDocument = looksAhead || rejection.cause == .notAnObject
    let hint: Hint?
    if isDocument {
      hasLookedAhead = hasLookedAhead || looksAhead
      hint =
        if looksAhead, let text = text() {
          document(in: text.span, isInArray: isInArray)
        } else {
          document(in: line, isInArray: isInArray)
        }
    } else {
      hint = self.hint(forLine: line, rejection, isFirst: isFirst, isUnended: isUnended)
    }
    guard let hint else { return nil }
    isSettled = isDocument || hint.isAboutFile
    return found.insert(hint).inserted ? hint : nil
  }

  /// Whether what follows `line` is needed, too: it opens JSON that goes on, and is the first such line of its input.
  ///
  /// - Complexity: O(white space in the line).
  private func looksAhead(
    for rejection: Rejection, of line: Span<UInt8>, isUnended: Bool, isInArray: Bool
  ) -> Bool {
    guard case .malformed(let fault) = rejection.cause, fault.isAtEnd, !isUnended,
      !hasLookedAhead, !isSettled
    else { return false }
    return LineShape.opens(line) == ASCII.leftBrace
      || LineShape.opens(line) == ASCII.leftBracket && !isInArray
  }

  /// Whether an array of objects begins at the start of the file `text`, perhaps after a byte-order mark.
  ///
  /// - Complexity: O(white space at its start).
  public static func beginsArray(_ text: Span<UInt8>) -> Bool {
    let text = text.extracting(ByteOrderMark.length(in: text)...)
    guard let start = LineShape.start(of: text), text[start] == ASCII.leftBracket else {
      return false
    }
    return text.firstObject(inArrayAt: start) != nil
  }

  /// The hint for a line that is judged without what follows it.
  private func hint(
    forLine line: Span<UInt8>, _ rejection: Rejection, isFirst: Bool, isUnended: Bool
  ) -> Hint? {
    switch rejection.cause {
    case .malformed(let fault):
      if isFirst, let hint = LineShape.fileFormat(of: line) { return hint }
      if LineShape.isHTML(line) { return .html }
      if ByteOrderMark.length(in: line) > 0 { return .byteOrderMark }
      if fault.reason == .invalidUTF8, LineShape.isLatin1(line) { return .latin1 }
      if form == .log, LineShape.holdsRecords(line) { return .holdsRecords }
      let isCutOff = isUnended && (fault.isAtEnd || line.endOfWholeCharacters == rejection.offset)
      return hint(forObjectWithMoreIn: line, isFirst: isFirst, isUnended: isUnended)
        ?? (isCutOff ? .cutOff : nil)
    case .invalid where LineShape.isExtendedJSON(line, at: rejection.offset):
      return .extendedJSON
    case .missing, .invalid:
      let kind = LineShape.start(of: line).map { ObjectKind(at: $0, in: line) }
      // An API responds to a failed request once, not line by line.
      guard let kind, kind != .apiError || isFirst else { return nil }
      return hint(for: kind, in: .line)
    case .notAnObject, .duplicate, .tooLong:
      return nil
    }
  }

  /// The hint for a malformed line that has an object and something else.
  ///
  /// Following some of these hints makes each object a line of its own. A company must not be able to smuggle in lines for
  /// other companies that way. So they are given only if the whole file is one line without its end, or for its first line.
  private func hint(
    forObjectWithMoreIn line: Span<UInt8>, isFirst: Bool, isUnended: Bool
  ) -> Hint? {
    guard let (start, end) = LineShape.object(in: line) else { return nil }
    let isExpected = isExpected(ObjectKind(at: start, in: line))
    if LineShape.start(of: line) == start {
      if LineShape.isReturnAndObject(after: end, in: line) {
        return isFirst && isUnended ? .carriageReturns : nil
      }
      guard isExpected else { return nil }
      if LineShape.isComma(after: end, in: line) {
        // Later lines of a log can be a piece of an array, which needs its commas.
        return isFirst || form == .events ? .trailingComma : nil
      }
      // In an array of log records, a comma can be missing.
      let isConcatenated =
        isFirst && form == .events && LineShape.areObjects(after: end, in: line)
      return isConcatenated ? .concatenated : nil
    }
    guard isExpected else { return nil }
    return LineShape.isPrefix(to: start, of: line) && LineShape.isBlank(line, from: end)
      ? .prefixed : nil
  }

  /// Whether `form` asks for objects of this `kind`.
  private func isExpected(_ kind: ObjectKind) -> Bool {
    switch kind {
    case .event: form == .events
    case .logRecord, .job: form != .events
    default: false
    }
  }

  /// The hint for JSON that begins at the start of `text` and spans several lines, or is an array or a string.
  private func document(in text: Span<UInt8>, isInArray: Bool) -> Hint? {
    guard let start = LineShape.start(of: text) else { return nil }
    if let content = LineShape.contentOfString(at: start, in: text) {
      // jq would spread what has line feeds over several lines.
      guard !content.contains(ASCII.lineFeed), let object = LineShape.start(of: content.span)
      else { return nil }
      return isExpected(ObjectKind(at: object, in: content.span)) ? .strings : nil
    }
    if text[start] == ASCII.leftBrace { return hint(of: start, in: text, .lines) }
    guard text[start] == ASCII.leftBracket else { return nil }
    let first = text.firstObject(inArrayAt: start)
    guard form == .events else {
      guard first.map({ ObjectKind(at: $0, in: text) }) == .logRecord else { return nil }
      return isInArray ? .arrayOfArrays : .arrayAfterLines
    }
    if let first { return hint(of: first, in: text, .array) }
    // What follows the bracket may not be available.
    return LineShape.isBlank(text, from: start + 1) ? .array : nil
  }

  private func hint(of start: Int, in text: Span<UInt8>, _ layout: Layout) -> Hint? {
    let object = ObjectOutline(at: start, in: text)
    switch object.end {
    case .broken: return nil
    case .cutOff: break
    case .whole(let end):
      // After a stray bracket in a file of events, none of these follows.
      let next = LineShape.start(of: text, from: end).map { text[$0] }
      let expected =
        layout == .array ? [ASCII.comma, ASCII.rightBracket] : [ASCII.leftBrace]
      guard next.map(expected.contains) != false else { return nil }
    }
    return hint(for: ObjectKind(object, in: text), in: layout)
  }

  /// How objects are written.
  private enum Layout {
    /// One object per line.
    case line
    /// Each object over several lines.
    case lines
    /// In an array.
    case array
  }

  /// The hint for an object that is not what `form` asks for, or is not on one line.
  private func hint(for kind: ObjectKind, in layout: Layout) -> Hint? {
    let general: Hint? =
      switch layout {
      case .line: nil
      case .lines: .prettyPrinted
      case .array: .array
      }
    switch kind {
    case .definition, .wrapper(_, of: .definition): return .definition
    case .event: return form == .events ? general : .event
    case .logRecord where form == .events: return layout == .lines ? .prettyLog : .logRecord
    case .job where form == .events: return layout == .array ? .jobArray : .job
    case .journalEntry: return layout == .array ? general : .journal
    case .kafkaEnvelope: return layout == .array ? general : .kafkaEnvelope
    case .curlResult: return layout == .array ? general : .curlResult
    case .apiError: return layout == .array ? general : .apiError
    case .wrapper(let member, of: let kind):
      guard layout != .array else { return general }
      return kind == .logRecord ? .wrappedLog(member) : .wrappedEvents(member)
    case .logRecord, .job, .unknown: return general
    }
  }
}
