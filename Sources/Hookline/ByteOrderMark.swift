/// The mark that some programs write at the start of a file: U+FEFF in UTF-8.
public enum ByteOrderMark {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The number of bytes that the mark takes at the start of `bytes`: 3, or 0 where there is none.
  ///
  /// RFC 8259, section 8.1, lets a reader skip it; it is no part of the first line or text.
  public static func length(in bytes: Span<UInt8>) -> Int {
    bytes.count >= mark.count && begins(bytes) ? mark.count : 0
  }

  /// Whether `bytes` are the start of a mark of which the rest has not come.
  package static func isCutOff(in bytes: Span<UInt8>) -> Bool {
    bytes.count < mark.count && begins(bytes)
  }

  /// Whether no mark begins `bytes`, or `nil` if they are too few to say; `isEnd` says that no more follow.
  package static func isAbsent(in bytes: Span<UInt8>, isEnd: Bool) -> Bool? {
    if !isEnd, isCutOff(in: bytes) { return nil }
    return length(in: bytes) == 0
  }

  /// Whether a mark begins `bytes`, as far as they go.
  private static func begins(_ bytes: Span<UInt8>) -> Bool {
    mark.indices.allSatisfy { $0 >= bytes.count || bytes[$0] == mark[$0] }
  }
}
