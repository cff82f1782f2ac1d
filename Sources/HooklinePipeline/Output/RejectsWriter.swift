internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// Writes rejected lines or log records to the files that the user asked for: a record of each, the bare lines, both or
/// neither.
///
/// If one of the two files fails, the other still gets what is written until ``flush()`` throws.
struct RejectsWriter {
  private var records: LineWriter?
  private var rawLines: LineWriter?

  /// A record over the limit, as far as it was read.
  private struct OverlongRecord {
    /// Its offset in the input.
    let offset: Int
    /// Puts its pieces on one line if it is in an array.
    var folder: LineFolder?
    /// How many bytes it has so far.
    var length = 0
    /// The first of them.
    var start: [UInt8] = []
    /// Whether its last piece ended in a carriage return, not written yet because it may belong to the line end.
    var isReturnPending = false
  }

  /// The record over the limit that is being read, if any.
  private var overlong: OverlongRecord?

  /// A writer of records to one output and of lines to the other, each if it is not `nil`.
  init(records: Descriptor?, rawLines: Descriptor?) {
    self.records = records.map { LineWriter(to: $0, of: .rejects) }
    self.rawLines = rawLines.map { LineWriter(to: $0, of: .rawRejects) }
  }

  /// Whether there is nothing to write to.
  var isEmpty: Bool { records == nil && rawLines == nil }

  /// Writes the rejected line `text`, which `record` describes.
  mutating func write(_ record: RejectRecord, _ text: Span<UInt8>) {
    let kept =
      record.rejection.reason == .tooLong
      ? text.extracting(..<min(text.count, RejectRecord.keptLength)) : text
    records?.write(record, kept)
    // The text is empty if a record is missing from an array: there is nothing to run again.
    guard rawLines != nil, !text.isEmpty else { return }
    if !text.contains(lineFeed) {
      rawLines?.append(text)
    } else if record.rejection.reason.isOfWellFormedText {
      rawLines?.append(text.onOneLine().span)
    } else {
      var folder = LineFolder()
      folder.fold(text) { rawLines?.append($0) }
    }
    endRawLine()
  }

  /// Takes a piece of a record over the limit, a line or one that `isInArray`; `offset` is that of the piece in the input.
  mutating func append(overlongPiece piece: Span<UInt8>, at offset: Int, isInArray: Bool) {
    // Taken out, because a second reference would copy its start.
    var record =
      overlong.take() ?? OverlongRecord(offset: offset, folder: isInArray ? LineFolder() : nil)
    defer { overlong = record }
    record.length += piece.count
    let kept = piece.extracting(..<min(piece.count, RejectRecord.keptLength - record.start.count))
    record.start.append(kept)
    guard !piece.isEmpty else { return }
    writePendingReturn(of: &record)
    record.isReturnPending = piece[piece.count - 1] == carriageReturn
    let count = piece.count - (record.isReturnPending ? 1 : 0)
    appendRaw(piece.extracting(..<count), of: &record)
  }

  private mutating func writePendingReturn(of record: inout OverlongRecord) {
    guard record.isReturnPending else { return }
    record.isReturnPending = false
    appendRaw([carriageReturn].span, of: &record)
  }

  private mutating func appendRaw(_ piece: Span<UInt8>, of record: inout OverlongRecord) {
    guard rawLines != nil else { return }
    if record.folder == nil { rawLines?.append(piece) }
    record.folder?.fold(piece) { rawLines?.append($0) }
  }

  /// Ends the record over the limit, which began in `line` of `file`; if it `hasLineEnd`, a carriage return at its end is not
  /// part of it.
  mutating func endOverlongRecord(
    file: FileName, line: Int, rejection: Rejection, hasLineEnd: Bool
  ) {
    guard var overlong = overlong.take() else {
      preconditionFailure("no record is over the limit")
    }
    let length = overlong.length - (hasLineEnd && overlong.isReturnPending ? 1 : 0)
    if !hasLineEnd { writePendingReturn(of: &overlong) }
    let record = RejectRecord(
      file: file.bytes, line: line, offset: overlong.offset, length: length, rejection: rejection)
    records?.write(
      record, overlong.start.span.extracting(..<min(overlong.start.count, length)))
    endRawLine()
  }

  /// Gives up the record over the limit that is being read, if any: the raw lines are whole ones only.
  ///
  /// From a file, what was written of it is removed. Elsewhere it stays, and is ended as a line if the run `goesOn`.
  mutating func giveUpOverlongRecord(goesOn: Bool) {
    guard overlong != nil else { return }
    overlong = nil
    rawLines?.flush()
    if rawLines?.removePartialLine() == false, goesOn {
      endRawLine()
      rawLines?.flush()
    }
  }

  /// Writes everything that waits.
  ///
  /// - Throws: Why an output failed, now or before; nothing more must be written then, except to ``finish()``.
  mutating func flush() throws(RunStop) {
    records?.flush()
    rawLines?.flush()
    try checkOutputs()
  }

  /// Throws why an output failed, if one did.
  func checkOutputs() throws(RunStop) {
    if let failure = failures.first { throw failure }
  }

  /// Writes everything that waits, and closes the outputs; a record over the limit that has not ended is given up.
  ///
  /// - Returns: Why outputs failed, now or before, in the order of the initializer.
  mutating func finish() -> [RunStop] {
    giveUpOverlongRecord(goesOn: false)
    records?.finish()
    rawLines?.finish()
    return failures
  }

  private var failures: [RunStop] {
    [records?.failure, rawLines?.failure].compactMap(\.self)
  }

  private mutating func endRawLine() {
    rawLines?.append([lineFeed].span)
    rawLines?.endEntry()
  }
}

extension LineWriter {
  /// Writes `record`, of a line of which `text` is kept.
  fileprivate mutating func write(_ record: RejectRecord, _ text: Span<UInt8>) {
    record.write(text, to: &self)
  }
}
