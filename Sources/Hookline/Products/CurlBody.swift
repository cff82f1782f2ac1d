internal import JSONScanning

/// An event as the body of a request, in the options of a configuration of curl.
///
/// In the value of an option, a quote and a backslash have a backslash before them, and every other byte stands for itself. A
/// line that is too long for curl is avoided by several `json` options, whose values curl joins. But curl takes a value that
/// begins with `@` for the name of a file, which it would read and send: no value may begin like this.
enum CurlBody {
  /// The longest value of an option that is the whole body.
  ///
  /// Before 8.2, curl refuses lines of 100 KiB.
  static let longestValue = 96 << 10
  /// The longest value if there are several.
  static let longestPiece = 64 << 10
  /// How far the end of a value is moved back at most.
  static let longestMove = 4 << 10

  private static let whole = Array("data-raw = \"".utf8)
  private static let piece = Array("json = \"".utf8)
  private static let end = Array("\"\n".utf8)
  /// What a request without `json` options has, too.
  private static let accept = Array("header = \"Accept: */*\"\n".utf8)

  /// The lines that make curl send `event`, an object, or `nil` if it cannot be cut into values that do not begin with `@`.
  ///
  /// - Complexity: O(`event.count`).
  static func lines(for event: Span<UInt8>) -> [UInt8]? {
    oneLine(for: event) ?? severalLines(for: event)
  }

  /// The line that makes curl send `event`, or `nil` if it would be too long.
  private static func oneLine(for event: Span<UInt8>) -> [UInt8]? {
    guard event.count <= longestValue else { return nil }
    // The line is filled with backslashes first. To escape a byte, one of them is skipped, not overwritten: that takes no branch,
    // because quotes are frequent and irregular.
    var line = whole
    line += repeatElement(ASCII.backslash, count: 2 * event.count + end.count)
    var place = whole.count
    for offset in event.indices {
      let byte = event[offset]
      place += isEscaped(byte) ? 1 : 0
      line[place] = byte
      place += 1
    }
    guard place <= whole.count + longestValue else { return nil }
    line.removeLast(line.count - place)
    return line + end
  }

  /// The lines that make curl send `event`, which is too long for one, or `nil` if it cannot be cut.
  private static func severalLines(for event: Span<UInt8>) -> [UInt8]? {
    var lines: [UInt8] = []
    lines.reserveCapacity(event.count + event.count / 4)
    var start = 0
    while start < event.count {
      lines += piece
      var offset = append(event, from: start, to: &lines)
      let limit = offset - longestMove
      while offset < event.count, event[offset] == UInt8(ascii: "@") {
        guard offset > limit else { return nil }
        offset -= 1
        lines.removeLast(isEscaped(event[offset]) ? 2 : 1)
      }
      lines += end
      start = offset
    }
    lines += accept
    return lines
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    // Not by ``ASCII``: from another module, each use of its constants is a call.
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Appends the bytes of `event` from `start` on, escaped, as far as they fit in a piece.
  ///
  /// - Returns: The offset of the first byte that does not fit.
  private static func append(
    _ event: Span<UInt8>, from start: Int, to lines: inout [UInt8]
  ) -> Int {
    var (offset, place) = (start, lines.count)
    // As in `oneLine`, the backslashes are already there. With this check of the limit, that would take 1.4 times as long.
    let limit = place + min(longestPiece, 2 * (event.count - start))
    lines += repeatElement(ASCII.backslash, count: limit - place)
    var bytes = lines.mutableSpan
    while offset < event.count {
      let byte = event[offset]
      let end = place + (isEscaped(byte) ? 2 : 1)
      guard end <= limit else { break }
      bytes[end - 1] = byte
      (offset, place) = (offset + 1, end)
    }
    lines.removeLast(lines.count - place)
    return offset
  }
}
