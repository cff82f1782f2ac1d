// Writing strings, the reverse of scanning them.

extension [UInt8] {
  /// Appends `text` as a JSON string (RFC 8259, section 7), quotes included.
  ///
  /// - Complexity: O(`text.count`).
  package mutating func appendQuoted(_ text: String) {
    append(ASCII.quote)
    text.utf8.span.forEachEscapedPiece { piece in
      append(addingCapacity: piece.count) { output in
        for index in piece.indices { output.append(piece[index]) }
      }
    }
    append(ASCII.quote)
  }
}

/// A byte as it is written inside a JSON string: at most six bytes, the first one lowest.
private struct EscapedByte {
  let word: UInt64
  let count: Int

  init(_ byte: UInt8) {
    let text: String =
      switch byte {
      case ASCII.quote: #"\""#
      case ASCII.backslash: #"\\"#
      case ASCII.lineFeed: #"\n"#
      case ASCII.carriageReturn: #"\r"#
      case ASCII.tab: #"\t"#
      case 0..<ASCII.space: (byte < 0x10 ? #"\u000"# : #"\u00"#) + String(byte, radix: 16)
      default: ""
      }
    let bytes = text.isEmpty ? [byte] : Array(text.utf8)
    word = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    count = bytes.count
  }

  /// One for each byte value.
  static let all = (0...255).map { EscapedByte(UInt8($0)) }
}

extension Span<UInt8> {
  /// About how many bytes a full piece has: the output is never held whole.
  private static var pieceSize: Int { 32 << 10 }

  /// Calls `body` with the bytes, well-formed UTF-8, escaped for a JSON string (RFC 8259, section 7), piece by piece.
  ///
  /// - Throws: What `body` throws.
  /// - Complexity: O(`count`) time, and constant memory.
  package func forEachEscapedPiece<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    // A local: the static property would be looked up for each byte.
    let escaped = EscapedByte.all
    var piece = [UInt8](repeating: 0, count: Swift.min(Self.pieceSize, 6 * count) + 8)
    var offset = 0
    while offset < count {
      var length = 0
      var span = piece.mutableSpan
      // SAFETY: every bit pattern is a UInt8, and each store is checked against the bounds.
      var bytes = unsafe span.mutableBytes
      while offset < count, length + 8 <= bytes.byteCount {
        let byte = escaped[Int(self[offset])]
        bytes.storeBytes(of: byte.word.littleEndian, toByteOffset: length, as: UInt64.self)
        length += byte.count
        offset += 1
      }
      try body(piece.span.extracting(0..<length))
    }
  }

  /// Calls `body` with the bytes in Base64 (RFC 4648, section 4), piece by piece.
  ///
  /// - Throws: What `body` throws.
  /// - Complexity: O(`count`) time, and constant memory.
  package func forEachBase64Piece<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var piece: [UInt8] = []
    for start in stride(from: 0, to: self.count, by: 3) {
      let count = Swift.min(3, self.count - start)
      var group: UInt32 = 0
      for index in 0..<3 { group = group << 8 | (index < count ? UInt32(self[start + index]) : 0) }
      for index in 0..<4 {
        let digit = digits[Int(group >> UInt32(18 - 6 * index) & 63)]
        piece.append(index <= count ? digit : UInt8(ascii: "="))
      }
      if piece.count >= Self.pieceSize {
        try body(piece.span)
        piece.removeAll(keepingCapacity: true)
      }
    }
    try body(piece.span)
  }
}

extension Span<UInt8> {
  /// Whether the bytes are well-formed UTF-8 (The Unicode Standard, table 3-7).
  ///
  /// - Complexity: O(`count`).
  package var isWellFormedUTF8: Bool {
    var offset = 0
    while offset < count {
      guard self[offset] >= 0x80 else {
        offset += 1
        continue
      }
      guard let length = UTF8Sequence.count(at: offset, in: self) else { return false }
      offset += length
    }
    return true
  }

  /// The offset of the sequence of UTF-8 of which the bytes end with only a part, or ``count`` if there is none.
  package var endOfWholeCharacters: Int {
    for length in 1..<4 where length <= count {
      let start = count - length
      guard let sequence = UTF8Sequence(lead: self[start]), length < sequence.count,
        length < 2 || sequence.second.contains(self[start + 1]),
        length < 3 || self[start + 2] & 0xC0 == 0x80
      else { continue }
      return start
    }
    return count
  }
}
