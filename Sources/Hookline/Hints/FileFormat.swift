internal import JSONScanning

/// A file format other than text in UTF-8, recognized by the first bytes.
public enum FileFormat: Hashable, Sendable {
  /// Compressed with gzip (RFC 1952).
  case gzip
  /// Compressed with Zstandard (RFC 8878).
  case zstandard
  /// Compressed with xz.
  case xz
  /// Compressed with bzip2.
  case bzip2
  /// A ZIP archive (APPNOTE.TXT of PKWARE, section 4.3.7).
  case zip
  /// Text in UTF-16, in the order that a byte-order mark gives or, without one, little-endian.
  case utf16
  /// Text in UTF-16 that is big-endian and has no byte-order mark.
  case utf16BigEndian

  /// The format of a file that begins with `text`, of which ten bytes are enough, or `nil` if it is none of these.
  public init?(of text: Span<UInt8>) {
    let starts: [([UInt8], FileFormat)] = [
      ([0x1F, 0x8B], .gzip), ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz), ([0x50, 0x4B, 0x03, 0x04], .zip),
    ]
    if let format = starts.first(where: { text.begins(with: $0.0) })?.1 {
      self = format
    } else if Self.isBzip2(text) {
      self = .bzip2
    } else if let format = Self.utf16(text) {
      self = format
    } else {
      return nil
    }
  }

  /// Whether `text` begins a bzip2 stream: `BZh`, a level, then the first digits of pi or, if it is empty, of its square root.
  private static func isBzip2(_ text: Span<UInt8>) -> Bool {
    guard text.begins(with: Array("BZh".utf8)), text.count >= 10, 0x31...0x39 ~= text[3] else {
      return false
    }
    let rest = text.extracting(4...)
    return rest.begins(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
      || rest.begins(with: [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
  }

  /// The UTF-16 that a byte-order mark or the zeros of ASCII characters show, if they do; UTF-32 has more zeros.
  private static func utf16(_ text: Span<UInt8>) -> FileFormat? {
    guard text.count >= 4 else { return nil }
    let (first, second) = (text[0], text[1])
    let zeros = (text[2] == 0, text[3] == 0)
    func isBracket(_ byte: UInt8) -> Bool { byte == ASCII.leftBrace || byte == ASCII.leftBracket }
    if (first, second) == (0xFF, 0xFE) && zeros != (true, true) || (first, second) == (0xFE, 0xFF)
      || isBracket(first) && second == 0 && zeros == (false, true)
    {
      return .utf16
    }
    return first == 0 && isBracket(second) && zeros == (true, false) ? .utf16BigEndian : nil
  }
}
