/// How far a run has got in its inputs.
struct InputPosition: Sendable {
  /// What is left of the current file once the records that are done are taken away.
  private(set) var rest = InputRest()
  /// How many bytes of earlier files belong to records that are done.
  private var earlierByteCount = 0
  /// How many lines had been read when each file began.
  private var fileStarts: [Int] = []

  /// The index of the current file.
  var file: Int { fileStarts.count - 1 }

  /// How many bytes belong to records that are done.
  var byteCount: Int { earlierByteCount + rest.offset }

  /// Notes that all files up to `file` have begun, after `lineCount` lines.
  mutating func beginFiles(to file: Int, lineCount: Int) {
    while fileStarts.count <= file {
      fileStarts.append(lineCount)
      earlierByteCount += rest.offset
      rest = InputRest()
    }
  }

  /// Notes that all of the current file but `rest` is done.
  mutating func move(to rest: InputRest) {
    self.rest = rest
  }

  /// The place of the line with this number in the run, from 0.
  ///
  /// - Complexity: O(log files).
  func place(ofLine number: Int) -> LinePlace {
    // The last file that began at or before the line: a file without lines begins where the next one does. It is usually the
    // current one.
    let isCurrent = fileStarts.last.map { $0 <= number } ?? false
    let file =
      (isCurrent ? fileStarts.count : fileStarts.partitioningIndex { $0 > number }) - 1
    return LinePlace(file: file, line: number - fileStarts[file] + 1)
  }
}
