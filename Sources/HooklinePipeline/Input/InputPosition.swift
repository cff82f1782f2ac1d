/// How far a run has got in its inputs.
struct InputPosition: Sendable {
  /// How many bytes of the current file belong to records that are done.
  private(set) var offset = 0
  /// How many bytes of earlier files do.
  private var earlierByteCount = 0
  /// What must precede the rest of the current file, to make it an input of its own.
  private(set) var prefixOfRest = ""
  /// How many lines had been read when each file began.
  private var fileStarts: [Int] = []

  /// The index of the current file.
  var file: Int { fileStarts.count - 1 }

  /// How many bytes belong to records that are done.
  var byteCount: Int { earlierByteCount + offset }

  /// Notes that all files up to `file` have begun, after `lineCount` lines.
  mutating func beginFiles(to file: Int, lineCount: Int) {
    while fileStarts.count <= file {
      fileStarts.append(lineCount)
      earlierByteCount += offset
      (offset, prefixOfRest) = (0, "")
    }
  }

  /// Notes how much of the current file is done, and what must precede the rest.
  mutating func move(to offset: Int, prefixOfRest: String) {
    (self.offset, self.prefixOfRest) = (offset, prefixOfRest)
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
