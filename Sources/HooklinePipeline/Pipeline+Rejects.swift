internal import Hookline

// What becomes of records that were turned down: they are kept where the user asked for that, and reported.

extension Pipeline {
  /// Keeps the records that were turned down in the block that `reader` holds, and reports each.
  mutating func reject<Reader: RecordReader>(
    _ rejections: [BlockOutcome.RejectedRecord], in reader: borrowing Reader, of name: FileName,
    report: (Report) -> Void
  ) throws(RunStop) {
    let bytes = reader.buffer.bytes
    for (record, rejection) in rejections {
      try keep(record, rejection, of: reader, named: name)
    }
    // Before a report all jobs so far are written: where both go to the same place, none is torn.
    if !rejections.isEmpty { try flush() }
    for (record, rejection) in rejections {
      let (line, column) = record.position(of: rejection.offset, in: bytes.span)
      let place = tally.place(ofLineInBlock: line)
      report(.rejected(place, column: column, rejection))
      let hint = hints.hint(
        for: rejection, of: bytes.span.extracting(record.extent),
        isUnended: reader.isUnended(record.extent))
      if let hint { report(.hint(hint, place)) }
    }
  }

  /// Writes a record that was turned down to where these are kept.
  private mutating func keep<Reader: RecordReader>(
    _ record: InputRecord, _ rejection: Rejection, of reader: borrowing Reader,
    named name: FileName
  ) throws(RunStop) {
    let (bytes, extent) = (reader.buffer.bytes, record.extent)
    let description = RejectRecord(
      file: name.bytes, line: tally.place(ofLineInBlock: record.line).line,
      offset: reader.buffer.offset + extent.lowerBound, length: extent.count,
      rejection: rejection)
    try rejects.write(description, bytes.span.extracting(extent))
  }

  /// Takes the piece of a record over the limit that `reader` holds, and reports the record where it ends.
  mutating func reject<Reader: RecordReader>(
    pieceIn reader: borrowing Reader, of name: FileName, report: (Report) -> Void
  ) throws(RunStop) {
    guard let piece = reader.overlongPiece else { return }
    let bytes = reader.buffer.bytes
    if piece.isFirst {
      overlongFault = piece.record.position(of: limits.lineLength, in: bytes.span)
    }
    try rejects.append(
      overlongPiece: bytes.span.extracting(piece.extent),
      at: reader.buffer.offset + piece.extent.lowerBound)
    // Nobody waits for the jobs before a record that never ends.
    try flush()
    guard piece.isLast else { return }
    report(
      .rejected(
        tally.place(ofLineInBlock: overlongFault.line), column: overlongFault.column,
        worker.tooLong))
    try rejects.endOverlongRecord(
      file: name, line: tally.place(ofLineInBlock: piece.record.line).line,
      rejection: worker.tooLong, hasLineEnd: piece.hasLineEnd)
    tally.add(
      BlockOutcome(
        lineCount: piece.record.nextLine, recordCount: 1,
        rejections: [(piece.record, worker.tooLong)]))
    guard tally.rejectedCount <= limits.rejects else { throw .limitReached(.rejects) }
  }
}
