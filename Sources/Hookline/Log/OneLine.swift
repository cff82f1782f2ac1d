internal import JSONScanning

/// Puts what spans lines on one.
public enum OneLine {
  /// Whether there is a line feed in `bytes`.
  ///
  /// - Complexity: O(`bytes.count`).
  public static func isNeeded(for bytes: Span<UInt8>) -> Bool {
    bytes.indices.contains { bytes[$0] == ASCII.lineFeed }
  }

  /// `text`, which is well-formed, without the white space between its tokens; all that stands in strings is kept.
  ///
  /// - Complexity: O(`text.count`).
  static func compact(_ text: Span<UInt8>) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(text.count)
    var strings = StringTracker()
    for index in text.indices {
      let byte = text[index]
      if strings.isInside || !ASCII.isWhitespace(byte) { line.append(byte) }
      strings.pass(byte)
    }
    return line
  }

  /// `record`, whatever is wrong with it, with a space for each line feed between its tokens.
  ///
  /// One in a string stays, since without it the record could pass for another one.
  ///
  /// - Complexity: O(`record.count`).
  public static func folding(_ record: Span<UInt8>) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(record.count)
    var strings = StringTracker()
    for index in record.indices {
      let byte = record[index]
      line.append(byte == ASCII.lineFeed && !strings.isInside ? ASCII.space : byte)
      strings.pass(byte)
    }
    return line
  }
}

/// Tells the bytes in strings from those between them, in a text that need not be well-formed.
///
/// A string ends with its line at the latest, since no line feed may stand in one (RFC 8259, section 7).
struct StringTracker {
  /// Whether the next byte belongs to a string; its opening quote does not.
  private(set) var isInside = false
  private var isEscaped = false

  /// Passes the next byte.
  @inline(__always)
  mutating func pass(_ byte: UInt8) {
    if byte == ASCII.lineFeed {
      self = StringTracker()
    } else if isInside {
      isInside = isEscaped || byte != ASCII.quote
      isEscaped = byte == ASCII.backslash && !isEscaped
    } else {
      isInside = byte == ASCII.quote
    }
  }
}
