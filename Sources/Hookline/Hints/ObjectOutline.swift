internal import JSONScanning

/// The members that identify an object that users feed to hookline, each with the place and kind of its value.
///
/// The object may be cut off; what there is of it is checked byte by byte.
struct ObjectOutline {
  /// How far the object could be read.
  enum End: Equatable {
    /// To its closing brace; the offset is the one after it.
    case whole(Int)
    /// To the end of the bytes, which may be inside a character.
    case cutOff
    /// To a byte that cannot continue an object.
    case broken
  }

  /// The name of a member that is looked for.
  enum Name: String {
    case id, company, type, event, data
    case ownID = "_id"
    case subscription, status, retry, response
    case isActive, trigger, url, code, context
    case docs, events, hooks, items, logs, records, result, results, rows, subscriptions, value
    case values, webhooks
    case exit, seconds
    case topic, partition, offset, payload
    case journalMessage = "MESSAGE"
    case journalTime = "__REALTIME_TIMESTAMP"
    case error, errors, message, statusCode, success, ok, path, timestamp, name
    case errorDescription = "error_description"
    case title, detail, details, instance, requestId, traceId
  }

  private static let longestName = 24

  /// The offset of the value of each member that was found.
  private(set) var offsets: [Name: Int] = [:]
  private var firstBytes: [Name: UInt8] = [:]
  /// Whether it has members with other names.
  private(set) var hasOthers = false
  /// How far it could be read.
  private(set) var end = End.broken

  /// Reads the object whose `{` is at `start`.
  ///
  /// - Complexity: O(bytes passed).
  init(at start: Int, in text: Span<UInt8>) {
    var scanner = Scanner(at: start + 1)
    scanner.skipWhitespace(in: text)
    guard Self.byte(at: scanner.offset, in: text) != ASCII.rightBrace else {
      end = .whole(scanner.offset + 1)
      return
    }
    do throws(ScanFault) {
      while true {
        let name = try Self.name(at: &scanner, in: text)
        try Self.pass(ASCII.colon, at: &scanner, in: text)
        if let first = Self.byte(at: scanner.offset, in: text) {
          note(name, in: text, at: scanner.offset, first)
        }
        try scanner.scanValue(in: text, depth: 1)
        scanner.skipWhitespace(in: text)
        if Self.byte(at: scanner.offset, in: text) == ASCII.rightBrace {
          end = .whole(scanner.offset + 1)
          return
        }
        try Self.pass(ASCII.comma, at: &scanner, in: text)
      }
    } catch {
      // A character of up to four bytes can be cut off as well.
      end =
        error.isAtEnd || error.offset > text.count - 4 && error.reason == .invalidUTF8
        ? .cutOff : .broken
    }
  }

  /// Whether it has a member with this `name`.
  func has(_ name: Name) -> Bool { offsets[name] != nil }

  /// Whether the member with this `name` is a string.
  func hasString(_ name: Name) -> Bool { firstBytes[name] == ASCII.quote }

  /// Whether the member with this `name` is an object.
  func hasObject(_ name: Name) -> Bool { firstBytes[name] == ASCII.leftBrace }

  /// Whether the member with this `name` is an array.
  func hasArray(_ name: Name) -> Bool { firstBytes[name] == ASCII.leftBracket }

  /// Whether the member with this `name` is a number without a minus sign.
  func hasNumber(_ name: Name) -> Bool { firstBytes[name].map(ASCII.isDigit) == true }

  /// Whether its only member is a message, as in the error responses of some APIs.
  var isMessage: Bool { hasString(.message) && offsets.count == 1 && !hasOthers }

  private mutating func note(
    _ name: DecodedString, in text: Span<UInt8>, at offset: Int, _ first: UInt8
  ) {
    guard let bytes = name.bytes(in: text, limit: Self.longestName),
      let name = Name(rawValue: String(decoding: bytes, as: UTF8.self))
    else {
      hasOthers = true
      return
    }
    // The first of two members with the same name counts.
    guard offsets[name] == nil else { return }
    (offsets[name], firstBytes[name]) = (offset, first)
  }

  /// Passes the name at the scanner.
  private static func name(
    at scanner: inout Scanner, in text: Span<UInt8>
  ) throws(ScanFault) -> DecodedString {
    let start = scanner.offset
    guard byte(at: start, in: text) == ASCII.quote else {
      throw ScanFault(at: start, expected: .name, isAtEnd: start == text.count)
    }
    try scanner.scanValue(in: text, depth: 1)
    return DecodedString(start..<scanner.offset, hasEscapes: true)
  }

  /// Passes `mark` and the white space around it.
  private static func pass(
    _ mark: UInt8, at scanner: inout Scanner, in text: Span<UInt8>
  ) throws(ScanFault) {
    scanner.skipWhitespace(in: text)
    guard byte(at: scanner.offset, in: text) == mark else {
      throw ScanFault(
        at: scanner.offset, expected: .nextMember, isAtEnd: scanner.offset == text.count)
    }
    scanner = Scanner(at: scanner.offset + 1)
    scanner.skipWhitespace(in: text)
  }

  private static func byte(at offset: Int, in text: Span<UInt8>) -> UInt8? {
    offset < text.count ? text[offset] : nil
  }
}
