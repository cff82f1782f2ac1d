package import JSONScanning

/// Reads the lines of a file that says which jobs are done: the log of a sender, what curl reports, or earlier jobs.
///
/// A line is an object with the `id` of a job. Without a `status`, or with one from 200 to 209, it says that the job is
/// done; with any other, or `null`, the job is still due.
package struct DoneLineReader: Sendable {
  /// What a line says.
  package enum Verdict: Equatable, Sendable {
    /// It is blank.
    case blank
    /// Nothing: its id is not that of a job.
    case otherID
    /// A job is still due.
    case due
    /// This job is done.
    case done(JobID)
    /// It is not an object with a string `id`, its status is not that of a delivery, or it has one of these members twice.
    case unreadable
  }

  private var scanner: LineScanner
  private static let selection = MemberSelection(["id", "status"])
  private static let (idSlot, statusSlot) = (0, 1)

  /// A reader that scans the lines of a block with `kernel`, which must be available.
  package init(kernel: ScanKernel) {
    // The line does not count as a level, because the event in a job may be nested as deep as one on a line.
    scanner = LineScanner(Self.selection, depth: -1, asLine: false, kernel: kernel)
  }

  /// Prepares for the lines of another block.
  package mutating func beginBlock() { scanner.beginBlock() }

  /// Brings what is at the addresses of `ahead` into the processor's cache while the lines of the block are read.
  package mutating func prefetch(_ ahead: Range<UInt>) { scanner.prefetch(ahead) }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for; see
  /// ``Router/endOfLine(at:in:)``.
  package mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    scanner.endOfLine(at: start, in: block)
  }

  /// Whether `text`, the start of a line, can be that of an object.
  ///
  /// - Complexity: O(white space at its start).
  package static func mayBeObject(_ text: Span<UInt8>) -> Bool {
    let start = text.endOfWhitespace()
    return start == text.count || text[start] == ASCII.leftBrace
  }

  /// Whether `line` can be an object whose end is missing, because its writer was stopped.
  ///
  /// - Complexity: O(`line.count`).
  package static func mayBeCutOff(_ line: Span<UInt8>) -> Bool {
    let start = line.endOfWhitespace()
    return start < line.count && line[start] == ASCII.leftBrace
      && ObjectOutline(at: start, in: line).end == .cutOff
  }

  /// What the line in `extent` of `block` says.
  ///
  /// - Complexity: O(`extent.count`).
  package mutating func read(_ extent: Range<Int>, of block: Span<UInt8>) -> Verdict {
    do throws(Rejection) {
      guard try scanner.scan(extent, of: block) != nil else { return .blank }
    } catch {
      return .unreadable
    }
    let line = block.extracting(extent)
    let members = scanner.members
    guard members.firstRepeatedSlot == nil,
      let id = members[Self.idSlot].flatMap(DecodedString.init)
    else { return .unreadable }
    let jobID: JobID? =
      if let extent = id.plainExtent {
        JobID(line.extracting(extent))
      } else {
        id.bytes(in: line, limit: JobID.length).flatMap { JobID($0.span) }
      }
    guard let jobID else { return .otherID }
    guard let status = members[Self.statusSlot] else { return .done(jobID) }
    guard let isSuccess = DeliveryStatus.isSuccess(status, in: line) else { return .unreadable }
    return isSuccess ? .done(jobID) : .due
  }
}
