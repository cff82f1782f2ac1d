internal import JSONScanning

/// What is kept of a rejected line, so that it can be found, mended and run again: one object on a line.
public struct RejectRecord: Sendable {
  /// How many bytes of a line that is too long are kept.
  public static let keptLength = 64 << 10

  /// The name of the file, as the user gave it.
  public let file: [UInt8]
  /// The line, from 1.
  public let line: Int
  /// How many bytes of the file stand before the line.
  public let offset: Int
  /// How many bytes the line has without its end.
  public let length: Int
  /// Why it was rejected, and where in it.
  public let rejection: Rejection

  /// Makes the record of a line.
  public init(file: [UInt8], line: Int, offset: Int, length: Int, rejection: Rejection) {
    self.file = file
    self.line = line
    self.offset = offset
    self.length = length
    self.rejection = rejection
  }

  /// Writes the record with `text`, the line or what is kept of it, to `output`.
  ///
  /// A text that is not UTF-8 is written in base 64, and a file name that is not with replacement characters. It is written as it is
  /// escaped: beyond the line nothing is held but a constant.
  ///
  /// - Throws: What `output` throws; the record is then not whole.
  /// - Complexity: O(`text.count`).
  public func write<Output: RecordOutput & ~Copyable>(
    _ text: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    let isText = text.isWellFormedUTF8
    var head = Array(#"{"file":"#.utf8)
    head.appendQuoted(String(decoding: file, as: UTF8.self))
    head += #","line":\#(line),"offset":\#(offset),"length":\#(length)"#.utf8
    head += #","column":\#(rejection.offset + 1),"reason":"#.utf8
    head.appendQuoted(rejection.reason.rawValue)
    head += #","detail":"#.utf8
    head.appendQuoted(rejection.description)
    head += (isText ? #","text":""# : #","base64":""#).utf8
    try output.beginRecord()
    try output.append(head.span)
    if isText {
      try text.forEachEscapedPiece { piece throws(Output.Failure) in try output.append(piece) }
    } else {
      try text.forEachBase64Piece { piece throws(Output.Failure) in try output.append(piece) }
    }
    let tail = Array((text.count < length ? "\",\"cut\":true}\n" : "\"}\n").utf8)
    try output.append(tail.span)
    output.endRecord()
  }

  /// `text`, a rejected line or another record, on one line: `nil` where it is that already.
  ///
  /// Between the tokens of a record of an array a space stands for each line feed, so that it can be run again.
  ///
  /// - Complexity: O(`text.count`).
  public static func oneLine(_ text: Span<UInt8>) -> [UInt8]? {
    text.offset(of: ASCII.lineFeed, from: 0) < text.count ? text.foldedBetweenTokens() : nil
  }
}
