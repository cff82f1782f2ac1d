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
    if !isEnd, ByteOrderMark.isCutOff(in: rest) { return nil }
    guard ByteOrderMark.length(in: rest) == 0 else { return false }
    guard isOfLines else { return true }
    var scanner = Scanner()
    scanner.skipWhitespace(in: rest)
    guard scanner.offset < rest.count else { return isEnd ? true : nil }
    return rest[scanner.offset] != ASCII.leftBracket
  }
}
