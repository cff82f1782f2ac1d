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
    var scanner = Scanner(at: ByteOrderMark.length(in: text))
    scanner.skipWhitespace(in: text)
    if scanner.isAt(UInt8(ascii: "<"), in: text) {
      self = .markup
      return
    }
    let isInArray = scanner.isAt(ASCII.leftBracket, in: text)
    if isInArray {
      scanner = Scanner(at: scanner.offset + 1)
      scanner.skipWhitespace(in: text)
    }
    guard scanner.isAt(ASCII.leftBrace, in: text), let object = FirstObject(at: scanner, in: text)
    else { return nil }
    if let shape = object.shape(isInArray: isInArray, in: text) {
      self = shape
    } else if !isInArray, let shape = object.response(in: text) {
      self = shape
    } else {
      return nil
    }
  }
}

/// The members of a file's first object that say what the file is.
private struct FirstObject {
  private let members: SelectedMembers
  private let extent: Range<Int>

  /// Locates the members of the object at `scanner`, or returns `nil` if it is not well-formed.
  init?(at scanner: Scanner, in text: Span<UInt8>) {
    let selection = MemberSelection(
      Name.allCases.map(\.spelling) + Hint.Wrapper.allCases.map(\.rawValue))
    var members = SelectedMembers(for: selection)
    var end = scanner
    guard (try? end.scanValue(in: text, selecting: selection, into: &members)) != nil else {
      return nil
    }
    self.members = members
    extent = scanner.offset..<end.offset
  }

  private enum Name: Int, CaseIterable {
    case company, type, event, subscription, status, response, id, trigger, url, ownID
    case error, errors, message, statusCode

    var spelling: String { self == .ownID ? "_id" : "\(self)" }

    static let failures: [Name] = [.error, .errors, .message, .statusCode]
  }

  /// The members that may wrap an array, each with its name, in the order of the names.
  private var wrappers: [(name: Hint.Wrapper, member: SelectedMembers.Member)] {
    zip(Hint.Wrapper.allCases, Name.allCases.count...).compactMap { name, number in
      members[number].map { (name, $0) }
    }
  }

  private func has(_ name: Name, _ kind: ValueKind? = nil) -> Bool {
    guard let member = members[name.rawValue] else { return false }
    return kind == nil || member.kind == kind
  }

  /// Whether the member has a value other than `null`, `true` and `false`.
  private func isGiven(_ name: Name) -> Bool {
    has(name) && !has(name, .null) && !has(name, .boolean)
  }

  /// What the file is if the object is an event, a log record, a job or a definition of another form, else `nil`.
  func shape(isInArray: Bool, in text: Span<UInt8>) -> DefinitionsHint? {
    if has(.subscription, .string), has(.event, .object) {
      return has(.id, .string) && !has(.status) && !has(.response) ? .jobs : .deliveryLog
    }
    if has(.trigger, .string), has(.ownID, .object), let id = members[Name.ownID.rawValue] {
      return LineShape.isExtendedJSON(text, at: id.extent.lowerBound) ? .extendedJSON : nil
    }
    guard has(.company, .string), has(.type, .string), has(.event, .string), !has(.trigger),
      !has(.url)
    else { return nil }
    if isInArray { return .eventArray }
    let lineEnd = text.offset(of: ASCII.lineFeed, from: extent.lowerBound)
    return lineEnd < extent.upperBound ? .indentedEvents : .events
  }

  /// What the file is if the object is an API's response, else `nil`.
  func response(in text: Span<UInt8>) -> DefinitionsHint? {
    guard !has(.trigger), !has(.url) else { return nil }
    let wrappers = wrappers
    if let wrapper = wrappers.first(where: { Self.holdsDefinitions($0.member, in: text) }) {
      return .wrapped(wrapper.name)
    }
    guard !has(.ownID), !has(.company), wrappers.isEmpty,
      Name.failures.contains(where: isGiven), !isSuccess(in: text)
    else { return nil }
    let outline = ObjectOutline(at: extent.lowerBound, in: text)
    guard outline.isMessage || ObjectKind(outline, in: text) == .apiError else { return nil }
    var scanner = Scanner(at: extent.upperBound)
    scanner.skipWhitespace(in: text)
    return scanner.offset == text.count ? .errorResponse : nil
  }

  /// Whether the value of `member` is an array whose first element is an object with a `trigger` and a `url`.
  private static func holdsDefinitions(
    _ member: SelectedMembers.Member, in text: Span<UInt8>
  ) -> Bool {
    guard member.kind == .array else { return false }
    var scanner = Scanner(at: member.extent.lowerBound + 1)
    scanner.skipWhitespace(in: text)
    guard let element = FirstObject(at: scanner, in: text) else { return false }
    return element.has(.trigger) && element.has(.url)
  }

  /// Whether there is a status code other than a number that begins with 4 or 5, an error (RFC 9110, section 15).
  private func isSuccess(in text: Span<UInt8>) -> Bool {
    guard let status = members[Name.statusCode.rawValue] else { return false }
    guard status.kind == .number else { return true }
    return !(UInt8(ascii: "4")...UInt8(ascii: "5")).contains(text[status.extent.lowerBound])
  }
}

extension Scanner {
  /// Whether `byte` is next.
  fileprivate func isAt(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
    offset < text.count && text[offset] == byte
  }
}
