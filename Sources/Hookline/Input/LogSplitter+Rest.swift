internal import JSONScanning

// Where a file of the log can be left, so that the rest can be read as a file of its own.

extension LogSplitter {
  /// Whether `rest`, what follows the records found so far, is read in the same way at the start of a file, with ``prefixOfRest``
  /// before it.
  ///
  /// It is `nil` if the rest is too short to say. `isEnd` says that nothing follows it.
  ///
  /// In a file of lines it must not begin with `[`, which begins an array at the start of a file; and without a prefix not with a
  /// byte-order mark, which is skipped there.
  ///
  /// - Complexity: O(white space at the start).
  public func isReadable(_ rest: Span<UInt8>, isEnd: Bool) -> Bool? {
    guard prefixOfRest.isEmpty else { return true }
    guard isOfLines else { return ByteOrderMark.isAbsent(in: rest, isEnd: isEnd) }
    return Self.isReadableLine(rest, isEnd: isEnd)
  }

  /// The same for a rest that begins with a line, of a file of lines.
  public static func isReadableLine(_ rest: Span<UInt8>, isEnd: Bool) -> Bool? {
    guard let isWithoutMark = ByteOrderMark.isAbsent(in: rest, isEnd: isEnd) else { return nil }
    guard isWithoutMark else { return false }
    var scanner = Scanner()
    scanner.skipWhitespace(in: rest)
    guard scanner.offset < rest.count else { return isEnd ? true : nil }
    return rest[scanner.offset] != ASCII.leftBracket
  }
}
