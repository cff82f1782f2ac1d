package import Hookline

/// What a run came to.
package struct Tally: Sendable {
  /// How many lines were read, blank ones included.
  package private(set) var lineCount = 0
  /// How many of them were no blank lines; where the input is no lines, how many records it had.
  package private(set) var recordCount = 0
  /// How many jobs were made.
  package private(set) var jobCount = 0
  /// How many lines or other records were turned down.
  package internal(set) var rejectedCount = 0
  /// Whether a named file could not be opened or read to its end.
  package internal(set) var hasUnreadFile = false
  /// Whether standard input could not be read to its end.
  package internal(set) var hasUnreadInput = false
  /// Whether the jobs could not all be written.
  package internal(set) var hasFailedOutput = false
  /// Whether a limit that the user set ended the run.
  package internal(set) var hasReachedLimit = false
  /// Whether a signal ended the run.
  package internal(set) var isInterrupted = false
  /// What each webhook would have been sent, in a run that only counts.
  package internal(set) var counts: JobCounts?
  /// The events that were withheld, the first of each kind by the number that ``place(ofLine:)`` tells.
  package internal(set) var withheld = WithheldTally()

  /// Whether the hint that ids are written in MongoDB's Extended JSON was reported.
  package internal(set) var hasHintedAtExtendedJSON = false

  /// The records of the delivery log that were due no job, the first of each kind by the same number.
  package private(set) var refusals = LogRefusalTally()

  /// How many bytes of the current file belong to the records that were worked on.
  private(set) var offset = 0
  /// What must stand before the rest of the current file, to make it one that can be read on its own.
  private(set) var prefixOfRest = ""

  /// How many lines had been read when each file began.
  private var fileStarts: [Int] = []

  /// Makes a tally of nothing.
  init() {}

  /// The place of a line of the current file, by its number in the block that is worked on.
  func place(ofLineInBlock line: Int) -> LinePlace {
    place(ofLine: lineCount + line)
  }

  /// The place of a line by its number in the run, from 0.
  ///
  /// - Complexity: O(log files).
  package func place(ofLine number: Int) -> LinePlace {
    // The last of the files that began at or before the line: one without lines begins where the next does. Mostly it is the
    // current one.
    let isCurrent = fileStarts.last.map { $0 <= number } ?? false
    let file =
      (isCurrent ? fileStarts.count : fileStarts.partitioningIndex { $0 > number }) - 1
    return LinePlace(file: file, line: number - fileStarts[file] + 1)
  }

  /// Notes that all files up to this one have begun.
  mutating func beginFiles(to file: Int) {
    while fileStarts.count <= file {
      fileStarts.append(lineCount)
      (offset, prefixOfRest) = (0, "")
    }
  }

  /// The place one past the last line of the current file that was worked on.
  var currentPlace: LinePlace { place(ofLineInBlock: 0) }

  /// Notes how much of the current file the records that were worked on take, and what must stand before the rest.
  mutating func move(to offset: Int, prefixOfRest: String) {
    (self.offset, self.prefixOfRest) = (offset, prefixOfRest)
  }

  /// Adds what came of a block of the current file, but for the records that were turned down.
  mutating func add(_ outcome: BlockOutcome) {
    withheld.add(outcome.withheld, linesFrom: lineCount)
    refusals.add(outcome.refusals, linesFrom: lineCount)
    lineCount += outcome.lineCount
    recordCount += outcome.recordCount
    jobCount += outcome.jobCount
  }
}

/// A line of one of the inputs.
package struct LinePlace: Hashable, Sendable {
  /// Which input: its place among those that were named, from 0.
  package let file: Int
  /// Which line of it, from 1.
  package let line: Int
}
