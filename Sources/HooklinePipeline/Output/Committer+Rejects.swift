internal import Hookline
internal import HooklineSystem

// What becomes of rejected records: they are kept if the user asked for that, and reported.

extension Committer {
  /// Keeps the rejected records of `block`, and reports each.
  ///
  /// All earlier jobs must have been written: if they and the reports go to the same place, none is torn. Records that cannot
  /// be kept are reported, too.
  mutating func reject(
    _ rejected: [InputRecord], in block: RecordBlock
  ) throws(RunStop) {
    var failure: RunStop?
    do throws(RunStop) {
      if !rejects.isEmpty {
        for record in rejected { keep(record, in: block) }
        try rejects.flush()
      }
    } catch {
      failure = error
    }
    report(rejected, in: block)
    if let failure { throw failure }
  }

  /// Counts and reports the rejected records of `block`.
  private mutating func report(_ rejected: [InputRecord], in block: RecordBlock) {
    // By index: to copy each record takes longer than to count it, which is mostly all.
    for index in rejected.indices {
      guard let rejection = rejected[index].rejection else { continue }
      if !hints.areLooking,
        rejectionSample.countUnreported(in: summary.position.file, for: rejection.reason)
      {
        continue
      }
      var hint: Hint?
      if hints.areLooking {
        let record = rejected[index]
        let isFirst =
          record.column == 0 && summary.place(ofLineInBlock: record.line).line == 1
        hint = hints.hint(for: rejection, of: record, in: block, isFirst: isFirst)
      }
      report(rejection, hint) {
        rejected[index].position(of: rejection.offset, in: block.bytes.span)
      }
    }
  }

  /// Counts a rejected record, and reports its hint, the record and the count, and keeps its place, each if it is due.
  ///
  /// `position` says where in the block the fault is.
  private mutating func report(
    _ rejection: Rejection, _ hint: Hint? = nil, at position: () -> (line: Int, column: Int)
  ) {
    let sample = rejectionSample.note(in: summary.position.file, for: rejection.reason)
    guard sample.isReported || sample.isCountReported || hint != nil || sample.isLocated else {
      return
    }
    let (line, column) = position()
    let place = summary.place(ofLineInBlock: line)
    if sample.isLocated {
      summary.firstRejections.append(
        RunSummary.FirstRejection(reason: rejection.reason, place: place, column: column))
    }
    if let hint {
      report(.hint(hint, place))
      if hint == .extendedJSON { summary.hasHintedAtExtendedJSON = true }
    }
    if sample.isReported { report(.rejected(place, column: column, rejection)) }
    if sample.isCountReported { report(.rejectedSoFar(rejectionSample.count, place)) }
  }

  /// Writes a rejected record to the files that the user asked for.
  private mutating func keep(_ record: InputRecord, in block: RecordBlock) {
    guard let rejection = record.rejection else { return }
    let description = RejectRecord(
      file: currentName.bytes, line: summary.place(ofLineInBlock: record.line).line,
      offset: block.offset + record.extent.lowerBound, length: record.extent.count,
      rejection: rejection)
    rejects.write(description, block.bytes.span.extracting(record.extent))
  }

  /// Takes the piece of a record over the limit that `block` begins with, if any, and reports the record once it ends.
  mutating func reject(pieceIn block: RecordBlock) throws(RunStop) {
    guard let piece = block.overlongPiece else { return }
    let bytes = block.bytes.span
    if piece.isFirst {
      overlongFault = piece.record.position(of: limits.lineLength, in: bytes)
    }
    rejects.append(
      overlongPiece: bytes.extracting(piece.extent),
      at: block.offset + piece.extent.lowerBound, isInArray: piece.isInArray)
    // Nothing is written for a part of a record, so that one of up to 1 MiB is written whole.
    if piece.isLast { try endOverlongRecord(piece, of: block) } else { try rejects.checkOutputs() }
    guard allowsRejections(0) else { throw .limitReached(.rejects) }
  }

  /// Keeps the rest of the record over the limit that `piece` ends, and reports the record; if it cannot be kept, too.
  private mutating func endOverlongRecord(
    _ piece: OverlongPiece, of block: RecordBlock
  ) throws(RunStop) {
    let tooLong = Rejection.tooLong(limit: limits.lineLength)
    let fault = overlongFault
    var failure: RunStop?
    do throws(RunStop) {
      rejects.endOverlongRecord(
        file: currentName, line: summary.place(ofLineInBlock: piece.record.line).line,
        rejection: tooLong, hasLineEnd: piece.hasLineEnd)
      try rejects.flush()
    } catch {
      failure = error
    }
    report(tooLong) { fault }
    var statistics = RunStatistics()
    statistics.count(tooLong, line: 0)
    statistics.lineCount = piece.record.nextLine
    summary.statistics.add(statistics)
    if piece.isInArray {
      hints.noteOverlongElement(endingAt: block.offset + piece.extent.upperBound)
    }
    var rest = block.rest
    rest.offset = block.offset + block.offset(afterLineEndAt: piece.extent.upperBound)
    summary.position.move(to: rest)
    if let failure { throw failure }
  }
}
