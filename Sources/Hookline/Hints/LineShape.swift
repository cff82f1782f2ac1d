internal import JSONScanning

/// What a rejected line looks like, judged by its bytes alone.
enum LineShape {
  /// The most bytes of a line that are copied to examine it.
  private static let copyLimit = 1 << 20

  /// The offset of the first byte from `offset` on that is not white space, or `nil` if there is none.
  static func start(of line: Span<UInt8>, from offset: Int = 0) -> Int? {
    let start = line.endOfWhitespace(from: offset)
    return start < line.count ? start : nil
  }

  /// Whether there is only white space from `offset` on.
  static func isBlank(_ line: Span<UInt8>, from offset: Int) -> Bool {
    start(of: line, from: offset) == nil
  }

  /// Whether a record of the delivery log begins on one of the lines after the first of `element`, a malformed record of an array.
  ///
  /// A limited number of lines is looked at, and only the first 64 KiB.
  ///
  /// - Complexity: O(`element.count`).
  static func holdsRecords(_ element: Span<UInt8>) -> Bool {
    let text = element.extracting(0..<min(element.count, HintFinder.lookAheadLength))
    var (lineEnd, objectCount) = (text.offset(of: ASCII.lineFeed, from: 0), 0)
    while let start = self.start(of: text, from: min(lineEnd + 1, text.count)), objectCount < 100 {
      if text[start] == ASCII.leftBrace {
        if ObjectKind(at: start, in: text) == .logRecord { return true }
        objectCount += 1
      }
      lineEnd = text.offset(of: ASCII.lineFeed, from: start)
    }
    return false
  }

  /// The bracket at the start of a line if it can open JSON over several lines, else `nil`: any `[`, but only a lone `{`.
  static func opens(_ line: Span<UInt8>) -> UInt8? {
    guard let start = start(of: line) else { return nil }
    let isOpen =
      line[start] == ASCII.leftBracket
      || line[start] == ASCII.leftBrace && isBlank(line, from: start + 1)
    return isOpen ? line[start] : nil
  }

  /// The format of a file whose first line is `line`, known by its first bytes or its column names, or `nil`.
  static func fileFormat(of line: Span<UInt8>) -> Hint? {
    if let format = FileFormat(of: line) { return .format(format) }
    return isTableHead(line) ? .csv : nil
  }

  /// Whether the line is fields separated by commas, semicolons or TABs, at least two of them members of events or log records.
  private static func isTableHead(_ line: Span<UInt8>) -> Bool {
    guard line.count <= 4096 else { return false }
    let text = String(decoding: line.indices.map { line[$0] }, as: UTF8.self)
    guard !text.contains(where: { "{}[]:<>".contains($0) }) else { return false }
    let names: Set = [
      "company", "type", "event", "createdat", "data", "diff", "extradata", "subscription",
    ]
    return [",", ";", "\t"].contains { separator in
      let fields = text.split(separator: separator, omittingEmptySubsequences: false).map { field in
        field.filter { !"\"' _".contains($0) }.lowercased()
      }
      return Set(fields).intersection(names).count >= 2 && fields.allSatisfy { $0.count <= 64 }
    }
  }

  /// Whether a page of HTML begins on the line.
  static func isHTML(_ line: Span<UInt8>) -> Bool {
    guard let start = start(of: line) else { return false }
    let head = line.extracting(start..<min(line.count, start + 15))
    let text = String(decoding: head.indices.map { head[$0] }, as: UTF8.self).lowercased()
    return text.hasPrefix("<!doctype html") || text == "<html" || text.hasPrefix("<html>")
      || text.hasPrefix("<html ")
  }

  /// Whether the line is an object except for Latin-1 letters and symbols of Western European languages.
  ///
  /// Lines of more than 1 MiB are not examined, because the line is copied.
  ///
  /// At least one such letter must come before an ASCII letter: elsewhere it can be a truncated UTF-8 character. That letter
  /// must come after an ASCII character or a small letter, which is rare in two-byte encodings.
  ///
  /// - Complexity: O(`line.count`).
  static func isLatin1(_ line: Span<UInt8>) -> Bool {
    guard line.count <= copyLimit else { return false }
    let marks: Set<UInt8> = [0xA0, 0xA1, 0xA7, 0xAA, 0xAB, 0xB0, 0xB4, 0xB7, 0xBA, 0xBB, 0xBF]
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    var hasWord = false
    for index in line.indices {
      let byte = line[index]
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let isLetter = byte >= 0xC0 && byte != 0xD7 && byte != 0xF7
      let next = index + 1 < line.count ? line[index + 1] : 0
      // A letter and the symbol after it can be one UTF-8 character.
      guard isLetter || marks.contains(byte), !isLetter || !(0xA0...0xBF).contains(next) else {
        return false
      }
      let last = index > 0 ? line[index - 1] : 0
      if isLetter, ASCII.isLetter(next), last < 0x80 || last >= 0xDF { hasWord = true }
      // `z` stands for it: a letter that is valid where any character is, and part of no escape.
      text.append(UInt8(ascii: "z"))
    }
    guard hasWord, let (start, end) = object(in: text.span) else { return false }
    return Self.start(of: text.span) == start && isBlank(text.span, from: end)
  }

  /// The bounds of the first object in the line, or `nil` if it is not well-formed, is nested deeper than an event may be, or
  /// has a carriage return between its tokens: it would be rejected on a line of its own.
  static func object(in line: Span<UInt8>) -> (start: Int, end: Int)? {
    let start = line.offset(of: ASCII.leftBrace, from: 0)
    guard start < line.count else { return nil }
    var scanner = Scanner(at: start)
    guard (try? scanner.scanValue(in: line, depth: 0)) != nil else { return nil }
    // In a string it would be a fault.
    let hasReturn = (start..<scanner.offset).contains { line[$0] == ASCII.carriageReturn }
    return hasReturn ? nil : (start, scanner.offset)
  }

  /// Whether there is only a comma, perhaps in white space, from `offset` on.
  static func isComma(after offset: Int, in line: Span<UInt8>) -> Bool {
    guard let comma = start(of: line, from: offset) else { return false }
    return line[comma] == ASCII.comma && isBlank(line, from: comma + 1)
  }

  /// Whether there are only objects, at least one, from `offset` on; each is well-formed.
  ///
  /// - Complexity: O(`line.count`).
  static func areObjects(after offset: Int, in line: Span<UInt8>) -> Bool {
    var (end, count) = (offset, 0)
    while let start = start(of: line, from: end) {
      var scanner = Scanner(at: start)
      guard line[start] == ASCII.leftBrace, (try? scanner.scanValue(in: line, depth: 0)) != nil
      else { return false }
      (end, count) = (scanner.offset, count + 1)
    }
    return count > 0
  }

  /// The characters of the string at `start`, or `nil` if there is none or it is longer than 1 MiB.
  ///
  /// - Complexity: O(length of the string).
  static func contentOfString(at start: Int, in line: Span<UInt8>) -> [UInt8]? {
    var scanner = Scanner(at: start)
    guard line[start] == ASCII.quote, (try? scanner.scanValue(in: line, depth: 0)) != nil else {
      return nil
    }
    let string = DecodedString(start..<scanner.offset, hasEscapes: true)
    return string.bytes(in: line, limit: copyLimit)
  }

  /// Whether only white space with a carriage return is between `offset` and another object.
  static func isReturnAndObject(after offset: Int, in line: Span<UInt8>) -> Bool {
    guard let next = start(of: line, from: offset) else { return false }
    return line[next] == ASCII.leftBrace
      && (offset..<next).contains { line[$0] == ASCII.carriageReturn }
  }

  /// Whether the line up to `start` looks like what programs print before a message: a time, a host, a number.
  static func isPrefix(to start: Int, of line: Span<UInt8>) -> Bool {
    guard (2...256).contains(start) else { return false }
    let prefix = (0..<start).map { line[$0] }
    let ends = Array(" \t:|>])".utf8)
    return prefix.allSatisfy { (0x20..<0x7F).contains($0) || $0 == ASCII.tab }
      && !prefix.contains(ASCII.quote) && ends.contains(prefix[start - 1])
      && prefix.contains { ASCII.isLetter($0) || ASCII.isDigit($0) }
  }

  /// Whether the value at `start`, which must be well-formed, is an object with a `$oid`.
  static func isExtendedJSON(_ line: Span<UInt8>, at start: Int) -> Bool {
    guard line[start] == ASCII.leftBrace else { return false }
    var members = SelectedMembers(for: ofExtendedJSON)
    var scanner = Scanner(at: start)
    try? scanner.scanValue(in: line, selecting: ofExtendedJSON, into: &members)
    return members[0] != nil
  }

  private static let ofExtendedJSON = MemberSelection(["$oid"])
}
