internal import JSONScanning

/// What a file of definitions that has faults seems to be instead.
///
/// It is about the whole file, so that users need not guess it from what is wrong with each part. If it is not sure,
/// there is none.
public enum DefinitionsHint: Equatable, Sendable {
  /// Events, one per line.
  case events
  /// Events over several lines each.
  case indentedEvents
  /// An array of events.
  case eventArray
  /// Records of the platform's delivery log.
  case deliveryLog
  /// Jobs that hookline wrote.
  case jobs
  /// The answer of an API that could not do what it was asked for.
  case errorResponse
  /// An object of which this member holds the definitions.
  case wrapped(member: String)
  /// A page in HTML or XML.
  case markup
  /// A file that is not text in UTF-8.
  case format(FileFormat)

  /// What the whole file `text` seems to be, or `nil` if that is not known.
  ///
  /// The first bytes decide, or the first object, at the top or in an array, whatever follows it.
  ///
  /// - Complexity: O(length of the first object), or O(`text.count`) if that looks like the answer of an API.
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

  /// Looks at the object at which `scanner` is, or returns `nil` if it is not well-formed.
  init?(at scanner: Scanner, in text: Span<UInt8>) {
    let selection = MemberSelection(Name.allCases.map(\.spelling))
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
    case data, webhooks, subscriptions, results, items, docs, records

    var spelling: String { self == .ownID ? "_id" : "\(self)" }

    static let wrappers: [Name] = [
      .data, .webhooks, .subscriptions, .results, .items, .docs, .records,
    ]
    static let failures: [Name] = [.error, .errors, .message, .statusCode]
  }

  private func has(_ name: Name, _ kind: ValueKind? = nil) -> Bool {
    guard let member = members[name.rawValue] else { return false }
    return kind == nil || member.kind == kind
  }

  /// Whether there is a value that is not `null`, `true` or `false`.
  private func isGiven(_ name: Name) -> Bool {
    has(name) && !has(name, .null) && !has(name, .boolean)
  }

  /// What its members say if it is an object of the platform or a job.
  func shape(isInArray: Bool, in text: Span<UInt8>) -> DefinitionsHint? {
    if has(.subscription, .string), has(.event, .object) {
      return has(.id, .string) && !has(.status) && !has(.response) ? .jobs : .deliveryLog
    }
    guard has(.company, .string), has(.type, .string), has(.event, .string), !has(.trigger),
      !has(.url)
    else { return nil }
    if isInArray { return .eventArray }
    let lineEnd = text.offset(of: ASCII.lineFeed, from: extent.lowerBound)
    return lineEnd < extent.upperBound ? .indentedEvents : .events
  }

  /// What they say if it is the answer of some API.
  func response(in text: Span<UInt8>) -> DefinitionsHint? {
    guard !has(.trigger), !has(.url) else { return nil }
    if let name = Name.wrappers.first(where: { holdsDefinitions($0, in: text) }) {
      return .wrapped(member: name.spelling)
    }
    guard !has(.ownID), !has(.company), !Name.wrappers.contains(where: { has($0) }),
      Name.failures.contains(where: isGiven), !isSuccess(in: text),
      Subject(at: extent.lowerBound, in: text) == .apiError
    else { return nil }
    var scanner = Scanner(at: extent.upperBound)
    scanner.skipWhitespace(in: text)
    return scanner.offset == text.count ? .errorResponse : nil
  }

  /// Whether the value of `name` is an array whose first element is an object with a `trigger` and a `url`.
  private func holdsDefinitions(_ name: Name, in text: Span<UInt8>) -> Bool {
    guard let member = members[name.rawValue], member.kind == .array else { return false }
    var scanner = Scanner(at: member.extent.lowerBound + 1)
    scanner.skipWhitespace(in: text)
    guard let element = FirstObject(at: scanner, in: text) else { return false }
    return element.has(.trigger) && element.has(.url)
  }

  /// Whether there is a status and it is below 400 (RFC 9110, section 15).
  private func isSuccess(in text: Span<UInt8>) -> Bool {
    guard let status = members[Name.statusCode.rawValue] else { return false }
    guard status.kind == .number else { return true }
    return !(UInt8(ascii: "4")...UInt8(ascii: "5")).contains(text[status.extent.lowerBound])
  }
}

extension Scanner {
  /// Whether `byte` is the next one.
  fileprivate func isAt(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
    offset < text.count && text[offset] == byte
  }
}
