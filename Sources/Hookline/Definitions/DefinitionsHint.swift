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
  /// A file compressed with gzip (RFC 1952).
  case gzip
  /// A file compressed with Zstandard (RFC 8878).
  case zstandard
  /// A file compressed with xz.
  case xz
  /// A file compressed with bzip2.
  case bzip2
  /// Text in UTF-16.
  case utf16

  /// What the whole file `text` seems to be, or `nil` if that is not known.
  ///
  /// The first bytes decide, or the first object, at the top or in an array, whatever follows it.
  ///
  /// - Complexity: O(length of the first object), or O(`text.count`) if that looks like the answer of an API.
  public init?(of text: Span<UInt8>) {
    if let encoding = Self.encoding(of: text) {
      self = encoding
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

  /// What the first bytes say of a file that is not text in UTF-8.
  private static func encoding(of text: Span<UInt8>) -> DefinitionsHint? {
    let starts: [([UInt8], DefinitionsHint)] = [
      ([0x1F, 0x8B], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ]
    if let hint = starts.first(where: { text.begins(with: $0.0) })?.1 { return hint }
    // The level, and the first block of compressed data (the digits of π) or the end (those of its square root).
    if text.begins(with: Array("BZh".utf8)), text.count >= 10, 0x31...0x39 ~= text[3],
      [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
        .contains(where: { text.extracting(4...).begins(with: $0) })
    {
      return .bzip2
    }
    return isUTF16(text) ? .utf16 : nil
  }

  /// Whether a mark or the zeros of ASCII characters say so; in UTF-32 there are more zeros.
  private static func isUTF16(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 4 else { return false }
    let (first, second) = (text[0], text[1])
    let zeros = (text[2] == 0, text[3] == 0)
    func isBracket(_ byte: UInt8) -> Bool { byte == ASCII.leftBrace || byte == ASCII.leftBracket }
    return (first, second) == (0xFF, 0xFE) && zeros != (true, true)
      || (first, second) == (0xFE, 0xFF)
      || isBracket(first) && second == 0 && zeros == (false, true)
      || first == 0 && isBracket(second) && zeros == (true, false)
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
      Name.failures.contains(where: isGiven), !isSuccess(in: text)
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

extension Span<UInt8> {
  /// Whether `bytes` are the first.
  fileprivate func begins(with bytes: [UInt8]) -> Bool {
    bytes.count <= count && bytes.indices.allSatisfy { self[$0] == bytes[$0] }
  }
}
