package import Hookline

/// How a run goes, or went, and what was counted.
package struct RunSummary: Sendable {
  /// Why a run ended before its inputs did.
  package enum StopReason: Equatable, Sendable {
    /// A signal came.
    case interrupted
    /// An output could not be written.
    case outputFailed
    /// A limit that the user set was reached.
    case limitReached(RunLimit)
  }

  /// One of the first records that were rejected for a reason.
  package struct FirstRejection: Equatable, Sendable {
    /// The reason.
    package let reason: Rejection.Reason
    /// The line of the fault.
    package let place: LinePlace
    /// The column of the fault in that line, from 1.
    package let column: Int
  }

  /// What was counted; ``place(ofLine:)`` says where a line is.
  package internal(set) var statistics = RunStatistics()
  /// Where the first records were that were rejected for each reason, in the order of the input.
  package internal(set) var firstRejections: [FirstRejection] = []
  /// Whether an input could not be opened, or not be read to where it ends.
  package internal(set) var hasInputError = false
  /// Whether a named file could not be read as far as the run needs it: with an array that is cut off, a run that needs the whole
  /// log lacks a part, too.
  package internal(set) var hasUnreadFile = false
  /// Whether standard input could not be read as far as the run needs it.
  package internal(set) var hasUnreadInput = false
  /// Whether all jobs were made that need all records of a delivery log.
  package internal(set) var hasReplayed = false
  /// Whether an array of a delivery log was not read to its end, because it is cut off.
  package internal(set) var hasCutArray = false
  /// Whether an output could not be written.
  package internal(set) var hasFailedOutput = false
  /// The limit that the user set and that ended the run, or `nil`.
  package internal(set) var reachedLimit: RunLimit?
  /// Whether a signal ended the run.
  package internal(set) var isInterrupted = false
  /// Whether the hint that ids are written in MongoDB's Extended JSON was reported.
  package internal(set) var hasHintedAtExtendedJSON = false

  /// How far the run has got.
  var position = InputPosition()

  /// The summary of a run that has not begun.
  init() {}

  /// Why the run ended before its inputs did, or `nil` if it did not; of several reasons, the worst.
  package var stopReason: StopReason? {
    if isInterrupted { return .interrupted }
    if hasFailedOutput { return .outputFailed }
    return reachedLimit.map { .limitReached($0) }
  }

  /// How many bytes of the input were read, as far as their records were counted.
  package var byteCount: Int { position.byteCount }

  /// The place of a line by its number in the run, from 0.
  ///
  /// - Complexity: O(log files).
  package func place(ofLine number: Int) -> LinePlace { position.place(ofLine: number) }

  /// The place of a line of the current file, by its number in the current block.
  func place(ofLineInBlock line: Int) -> LinePlace {
    place(ofLine: statistics.lineCount + line)
  }

  /// The place one past the last line of the current file that is done.
  var currentPlace: LinePlace { place(ofLineInBlock: 0) }
}
