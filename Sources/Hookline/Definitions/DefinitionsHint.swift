internal import JSONScanning

/// What a faulty definitions file seems to be instead.
///
/// It is about the whole file, so that users need not guess it from the single faults. There is none unless it is certain.
public enum DefinitionsHint: Equatable, Sendable {
  /// Events, one per line.
  case events
  /// Events, each over several lines.
  case indentedEvents
  /// An array of events.
  case eventArray
  /// Records of the platform's delivery log.
  case deliveryLog
  /// Jobs that hookline wrote.
  case jobs
  /// Definitions with ids in MongoDB's Extended JSON.
  case extendedJSON
  /// The error response of an API.
  case errorResponse
  /// An object whose member of this name holds the definitions.
  case wrapped(Hint.Wrapper)
  /// A page in HTML or XML.
  case markup
  /// A file that is not text in UTF-8.
  case format(FileFormat)

  /// What the whole file `text` seems to be, or `nil` if that is not certain.
  ///
  /// The first bytes decide, or the first object, at the top or in an array. An API's error response must be the whole file.
  ///
  /// - Complexity: O(`text.count`), usually O(length of the first object).
  public init?(of text: Span<UInt8>) {
    if let format = FileFormat(of: text) {
      self = .format(format)
      return
    }
    guard let first = LineShape.start(of: text, from: ByteOrderMark.length(in: text)) else {
      return nil
    }
    if text[first] == UInt8(ascii: "<") {
      self = .markup
      return
    }
    let isInArray = text[first] == ASCII.leftBracket
    let start = isInArray ? text.firstObject(inArrayAt: first) : first
    guard let start, text[start] == ASCII.leftBrace else { return nil }
    let object = ObjectOutline(at: start, in: text)
    guard case .whole(let end) = object.end,
      let hint = object.hint(isInArray: isInArray, in: start..<end, of: text)
    else { return nil }
    self = hint
  }
}

extension ObjectOutline {
  /// What a file is whose first object is this one, in `extent` of `text`, or `nil` if that is not certain.
  fileprivate func hint(
    isInArray: Bool, in extent: Range<Int>, of text: Span<UInt8>
  ) -> DefinitionsHint? {
    switch platformKind {
    case .logRecord where hasString(.subscription): return .deliveryLog
    case .job where hasString(.subscription): return .jobs
    case .event where !has(.trigger) && !has(.url):
      if isInArray { return .eventArray }
      let lineEnd = text.offset(of: ASCII.lineFeed, from: extent.lowerBound)
      return lineEnd < extent.upperBound ? .indentedEvents : .events
    default: break
    }
    if hasString(.trigger), hasObject(.ownID), let id = offsets[.ownID] {
      return LineShape.isExtendedJSON(text, at: id) ? .extendedJSON : nil
    }
    return isInArray ? nil : response(endingAt: extent.upperBound, in: text)
  }

  /// What the file is if the object, which ends at `end`, is an API's response, else `nil`.
  private func response(endingAt end: Int, in text: Span<UInt8>) -> DefinitionsHint? {
    guard !has(.trigger), !has(.url) else { return nil }
    let wrapper = Hint.Wrapper.allCases.first { wrapper in
      guard let first = firstObject(in: wrapper, of: text) else { return false }
      return first.has(.trigger) && first.has(.url)
    }
    if let wrapper { return .wrapped(wrapper) }
    let isWholeFile = LineShape.isBlank(text, from: end)
    return isWholeFile && (isMessage || isAPIError(in: text)) ? .errorResponse : nil
  }
}
