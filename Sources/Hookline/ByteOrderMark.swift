/// The mark that some programs write at the start of a file: U+FEFF in UTF-8.
public enum ByteOrderMark {
  /// The number of bytes that the mark takes at the start of `bytes`: 3, or 0 where there is none.
  ///
  /// RFC 8259, section 8.1, lets a reader skip it; it is no part of the first line or text.
  public static func length(in bytes: Span<UInt8>) -> Int {
    guard bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return 0 }
    return 3
  }
}
