/// A line of one of the inputs.
package struct LinePlace: Hashable, Sendable {
  /// Which input: its place among those that were named, from 0.
  package let file: Int
  /// Which line of it, from 1.
  package let line: Int
}

/// How far a run has come in its inputs.
struct InputPosition: Sendable {
  /// How many bytes of the current file belong to records that are done.
  private(set) var offset = 0
  /// What must stand before the rest of the current file, to make it one that can be read on its own.
  private(set) var prefixOfRest = ""
  /// How many lines had been read when each file began.
  private var fileStarts: [Int] = []

  /// Notes that all files up to this one have begun, after so many lines.
  mutating func beginFiles(to file: Int, lineCount: Int) {
    while fileStarts.count <= file {
      fileStarts.append(lineCount)
      (offset, prefixOfRest) = (0, "")
    }
  }

  /// Notes how much of the current file is done, and what must stand before the rest.
  mutating func move(to offset: Int, prefixOfRest: String) {
    (self.offset, self.prefixOfRest) = (offset, prefixOfRest)
  }

  /// The place of a line by its number in the run, from 0.
  ///
  /// - Complexity: O(log files).
  func place(ofLine number: Int) -> LinePlace {
    // The last of the files that began at or before the line: one without lines begins where the next does. Mostly it is the
    // current one.
    let isCurrent = fileStarts.last.map { $0 <= number } ?? false
    let file =
      (isCurrent ? fileStarts.count : fileStarts.partitioningIndex { $0 > number }) - 1
    return LinePlace(file: file, line: number - fileStarts[file] + 1)
  }
}
