internal import JSONScanning

/// What a rejected line seems to be instead of an event, so that users can be told what to do.
public enum Hint: CaseIterable, Sendable {
  /// A part of JSON that spans several lines.
  case prettyPrinted
  /// An array of what may be events.
  case array
  /// A file compressed with gzip (RFC 1952).
  case gzip
  /// A file compressed with Zstandard (RFC 8878).
  case zstandard
  /// Text in UTF-16.
  case utf16
  /// A record of the platform's delivery log, given as an event.
  case logRecord
  /// An event, given as a record of the delivery log.
  case event
  /// A webhook definition.
  case definition
  /// A job that hookline wrote.
  case job
  /// Ids as MongoDB's Extended JSON writes them.
  case extendedJSON
  /// A last line of which the end is missing.
  case cutOff
}

/// Looks for what rejected lines seem to be, and names each kind once.
///
/// It looks at so many lines only, because each may have to be scanned again.
public struct HintFinder: Sendable {
  private static let lineLimit = 1000

  private var found: Set<Hint> = []
  private var lineCount = 0
  private var members = SelectedMembers(for: TellingMember.selection)
  private let form: InputForm

  /// Makes a finder that has found nothing in lines of this form.
  public init(in form: InputForm = .events) {
    self.form = form
  }

  /// What `line` seems to be, or `nil` where that is not known or was named before.
  ///
  /// `isUnended` says that the line is the last of its file and lacks its line feed.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func hint(
    for rejection: Rejection, of line: Span<UInt8>, isUnended: Bool
  ) -> Hint? {
    // Lines that are too long tell nothing, and whether they are at hand depends on how the input is read.
    guard rejection.reason != .tooLong, lineCount < Self.lineLimit else { return nil }
    lineCount += 1
    guard let hint = kind(of: line, rejection, isUnended: isUnended),
      found.insert(hint).inserted
    else { return nil }
    return hint
  }

  private mutating func kind(
    of line: Span<UInt8>, _ rejection: Rejection, isUnended: Bool
  ) -> Hint? {
    switch rejection.cause {
    case .malformed(let fault):
      if let hint = Self.encoding(of: line) { return hint }
      if Self.isLoneBracket(line) { return .prettyPrinted }
      return isUnended && fault.isAtEnd ? .cutOff : nil
    case .notAnObject:
      return form == .events && Self.isArrayOfObjects(line, at: rejection.offset) ? .array : nil
    case .invalid where Self.isExtendedJSON(line, at: rejection.offset):
      return .extendedJSON
    case .missing, .invalid:
      return shape(of: line)
    case .duplicate, .tooLong:
      return nil
    }
  }

  /// What the first bytes say of a file that is no text in UTF-8.
  private static func encoding(of line: Span<UInt8>) -> Hint? {
    let starts: [([UInt8], Hint)] = [
      ([0x1F, 0x8B], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
      ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16), ([0x7B, 0x00], .utf16),
      ([0x00, 0x7B], .utf16),
    ]
    return starts.first { start, _ in
      start.count <= line.count && start.indices.allSatisfy { line[$0] == start[$0] }
    }?.1
  }

  /// Whether an array whose first element is an object begins at `start`.
  private static func isArrayOfObjects(_ line: Span<UInt8>, at start: Int) -> Bool {
    var scanner = Scanner(at: start + 1)
    scanner.skipWhitespace(in: line)
    return line[start] == ASCII.leftBracket && scanner.offset < line.count
      && line[scanner.offset] == ASCII.leftBrace
  }

  /// Whether the value at `start`, which is well-formed, is an object with a `$oid`.
  private static func isExtendedJSON(_ line: Span<UInt8>, at start: Int) -> Bool {
    let selection = MemberSelection(["$oid"])
    var members = SelectedMembers(for: selection)
    var scanner = Scanner(at: start)
    try? scanner.scanValue(in: line, selecting: selection, into: &members)
    return members[0] != nil
  }

  /// Whether nothing but an opening bracket stands in the line.
  private static func isLoneBracket(_ line: Span<UInt8>) -> Bool {
    var bracketCount = 0
    for offset in line.indices where !ASCII.isWhitespace(line[offset]) {
      guard line[offset] == ASCII.leftBrace || line[offset] == ASCII.leftBracket else {
        return false
      }
      bracketCount += 1
    }
    return bracketCount == 1
  }

  /// What the members of an object say.
  private mutating func shape(of line: Span<UInt8>) -> Hint? {
    var scanner = Scanner()
    guard
      (try? scanner.scanText(in: line, selecting: TellingMember.selection, into: &members)) != nil
    else { return nil }
    func has(_ member: TellingMember, _ kind: ValueKind? = nil) -> Bool {
      guard let found = members[member.rawValue] else { return false }
      return kind == nil || found.kind == kind
    }
    if has(.subscription), has(.event, .object), form == .events {
      return has(.status) || has(.response) ? .logRecord : has(.id) ? .job : .logRecord
    }
    if has(.company, .string), has(.type, .string), has(.event, .string), form != .events {
      return .event
    }
    return has(.trigger) && has(.url) ? .definition : nil
  }
}

/// The members that tell the other objects of the platform from events.
private enum TellingMember: Int {
  case subscription
  case event
  case status
  case response
  case id
  case trigger
  case url
  case type
  case company

  static let selection = MemberSelection(
    ["subscription", "event", "status", "response", "id", "trigger", "url", "type", "company"])
}
