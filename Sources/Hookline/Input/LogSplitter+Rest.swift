internal import JSONScanning

// Where a log file can be split so that the rest can be read as a file of its own.

extension LogSplitter {
  /// Whether `rest`, the bytes after the records found so far, is read in the same way in a new file, after ``prefixOfRest``.
  ///
  /// It is `nil` if the rest is too short to say. `isEnd` says that nothing follows it.
  ///
  /// Without a prefix, the rest must not begin with a byte-order mark, which is skipped at the start of a file, and in a file
  /// of lines not with `[`, which begins an array there.
  ///
  /// - Complexity: O(white space at the start).
  public func isReadable(_ rest: Span<UInt8>, isEnd: Bool) -> Bool? {
    guard prefixOfRest == .nothing else { return true }
    guard isOfLines else { return ByteOrderMark.isAbsent(in: rest, isEnd: isEnd) }
    return Self.isReadableLine(rest, isEnd: isEnd)
  }

  /// Whether `rest`, which begins with a line of a file of lines, is read in the same way in a new file.
  ///
  /// It is `nil` if the rest is too short to say. `isEnd` says that nothing follows it.
  public static func isReadableLine(_ rest: Span<UInt8>, isEnd: Bool) -> Bool? {
    guard let isWithoutMark = ByteOrderMark.isAbsent(in: rest, isEnd: isEnd) else { return nil }
    guard isWithoutMark else { return false }
    let start = rest.endOfWhitespace()
    guard start < rest.count else { return isEnd ? true : nil }
    return rest[start] != ASCII.leftBracket
  }
}
