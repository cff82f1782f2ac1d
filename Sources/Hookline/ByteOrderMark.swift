/// The mark that some programs write at the start of a file: U+FEFF in UTF-8.
public enum ByteOrderMark {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The length of the mark at the start of `bytes`: 3, or 0 if there is none.
  ///
  /// RFC 8259, section 8.1, lets a reader skip it; it is not part of the first line or text.
  public static func length(in bytes: Span<UInt8>) -> Int {
    bytes.count >= mark.count && begins(bytes) ? mark.count : 0
  }

  /// Whether `bytes` are the start of a mark whose rest has not arrived.
  package static func isCutOff(in bytes: Span<UInt8>) -> Bool {
    bytes.count < mark.count && begins(bytes)
  }

  /// Whether `bytes` do not begin with a mark, or `nil` if there are too few to say; `isEnd` says that no more follow.
  package static func isAbsent(in bytes: Span<UInt8>, isEnd: Bool) -> Bool? {
    if !isEnd, isCutOff(in: bytes) { return nil }
    return length(in: bytes) == 0
  }

  /// Whether `bytes` begin with a mark, as far as they go.
  private static func begins(_ bytes: Span<UInt8>) -> Bool {
    mark.indices.allSatisfy { $0 >= bytes.count || bytes[$0] == mark[$0] }
  }
}
