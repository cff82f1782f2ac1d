internal import JSONScanning

/// What a rejects file says about a rejected line, so that it can be found, corrected and run again: one JSON object per line.
public struct RejectRecord: Sendable {
  /// How many bytes of a too-long line are kept.
  public static let keptLength = 64 << 10

  /// The name of the file, as the user gave it.
  public let file: [UInt8]
  /// The line, from 1.
  public let line: Int
  /// How many bytes of the file come before the line.
  public let offset: Int
  /// How many bytes the line has, without its line end.
  public let length: Int
  /// Why it was rejected, and where in it.
  public let rejection: Rejection

  /// The record of a rejected line.
  public init(file: [UInt8], line: Int, offset: Int, length: Int, rejection: Rejection) {
    self.file = file
    self.line = line
    self.offset = offset
    self.length = length
    self.rejection = rejection
  }

  /// Writes the record with `text`, the line or what is kept of it, to `output`.
  ///
  /// A text that is not UTF-8 is written in base64, and a file name that is not UTF-8 with replacement characters. If only a part
  /// of the line is kept, it ends with a whole character. The text is written as it is escaped, so that memory is a constant
  /// beyond the line.
  ///
  /// - Throws: What `output` throws; the record is then incomplete.
  /// - Complexity: O(`text.count`).
  public func write<Output: EntryOutput & ~Copyable>(
    _ text: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    let isCut = text.count < length
    let whole = isCut ? text.extracting(..<text.endOfWholeCharacters) : text
    let isText = whole.isWellFormedUTF8
    var head: [UInt8] = []
    head.reserveCapacity(256 + file.count)
    head += #"{"file":"#.utf8
    head.appendQuoted(String(decoding: file, as: UTF8.self))
    head.append(#","line":"#, line)
    head.append(#","offset":"#, offset)
    head.append(#","length":"#, length)
    head.append(#","column":"#, rejection.offset + 1)
    head += #","reason":"#.utf8
    head.appendQuoted(rejection.reason.rawValue)
    head += #","detail":"#.utf8
    head.appendQuoted(rejection.description)
    head += (isText ? #","text":""# : #","base64":""#).utf8
    try output.beginEntry()
    try output.append(head.span)
    if isText {
      try whole.forEachEscapedPiece { piece throws(Output.Failure) in try output.append(piece) }
    } else {
      try text.forEachBase64Piece { piece throws(Output.Failure) in try output.append(piece) }
    }
    let tail = Array((isCut ? "\",\"cut\":true}\n" : "\"}\n").utf8)
    try output.append(tail.span)
    output.endEntry()
  }
}

extension [UInt8] {
  /// Appends `name` and the decimal digits of `number`: separately, because a string of at most 15 bytes is not allocated.
  fileprivate mutating func append(_ name: String, _ number: Int) {
    self += name.utf8
    self += String(number).utf8
  }
}
