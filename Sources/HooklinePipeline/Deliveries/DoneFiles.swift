package import Hookline
package import HooklineSystem
package import JSONScanning

/// Reads the files that say which jobs are done.
package struct DoneFiles: Sendable {
  /// Why a file could not be read; nothing is to be done then.
  package struct UnreadFile: Error {
    /// The index of the file.
    package let file: Int
    /// The reason.
    package let error: InputError
  }

  /// Lines of one file from which no id or status can be read.
  package struct UnreadableLines: Equatable, Sendable {
    /// The index of the file.
    package let file: Int
    /// How many there are.
    package internal(set) var count: Int
    /// The number of the first, from 1.
    package let firstLine: Int
  }

  /// The jobs that are done according to the files read.
  package private(set) var jobs: DoneJobs
  /// The unreadable lines of each file that has some.
  package private(set) var unreadable: [UnreadableLines] = []

  /// How jobs, and what senders record of them, begin; such a line is unreadable if it was cut off.
  private static let startOfResult = Array("{\"id\":".utf8)

  /// How much longer than an event a line may be: a job holds its event and, before it, what the sender needs.
  private static let roomForWebhook = 1 << 20

  private let names: [FileName]
  /// What is needed to read each file again, if that is possible.
  private var sources: [InputSource?]
  private var reader: DoneLineReader
  /// The index of the current file.
  private var file = 0
  /// The number of its next line, from 1.
  private var line = 1
  /// Whether a line of each file had the id of a job, or may have had one.
  private var hasID: [Bool]
  /// Whether each file has anything other than results.
  private var hasOthers: [Bool]
  /// Whether the line over the limit that is being read can be an object.
  private var overlongMayBeObject = false

  /// Reads the files called `names` to their ends, for jobs of `webhooks`; `kernel`, which must be available, scans the lines.
  ///
  /// A last line without a line feed is ignored: what was writing it did not end it. A line is unreadable if it is so long that
  /// no job of an event of up to `limit` bytes can be on it.
  ///
  /// - Throws: The first file that cannot be opened or read to its end.
  /// - Complexity: O(bytes read); memory is that of the longest line and of the ids.
  package init(
    _ names: [FileName], of webhooks: [Webhook], limit: Int, kernel: ScanKernel
  ) throws(UnreadFile) {
    jobs = DoneJobs(of: webhooks)
    self.names = names
    sources = names.map { _ in nil }
    hasID = names.map { _ in false }
    hasOthers = hasID
    let limit = limit > .max - Self.roomForWebhook ? .max : limit + Self.roomForWebhook
    reader = DoneLineReader(kernel: kernel)
    var queue = BlockQueue(
      names, form: .events, kernel: kernel, limit: limit, readSize: InputBuffer.readSize,
      written: [])
    var room = BlockMemory()
    while let content = queue.next(into: &room, orFor: nil)?.content {
      switch consume content {
      case .notice(let notice): try take(notice)
      case .records(var records):
        read(records, limit: limit)
        swap(&room.bytes, &records.bytes)
      }
    }
  }

  /// The index of the first file that is not empty, but in which nothing can have had the id of a job: it is something else than
  /// it should be.
  package var fileWithoutID: Int? { hasID.indices.first { hasOthers[$0] && !hasID[$0] } }

  /// The first bytes of the file at `index`, at most ``HintFinder/lookAheadLength``; empty if it cannot be read again.
  package func beginning(ofFile index: Int) -> [UInt8] {
    sources[index]?.bytes(from: 0, of: names[index]) ?? []
  }

  /// Begins with the next file, or throws why one cannot be read.
  private mutating func take(_ notice: InputNotice) throws(UnreadFile) {
    file = notice.file
    switch notice.kind {
    case .unopened(let error): throw UnreadFile(file: file, error: error)
    case .cutShort(let error, _): throw UnreadFile(file: file, error: .system(error))
    case .start(let source): (line, sources[file]) = (1, source)
    case .rest: break
    }
  }

  private mutating func read(_ block: RecordBlock, limit: Int) {
    let bytes = block.bytes.span
    if let piece = block.overlongPiece { take(piece, in: bytes) }
    guard case .lines(var lines) = block.records else { return }
    let start = line
    reader.beginBlock()
    while true {
      let rest = lines.rest
      let end =
        rest.isEmpty
        ? nil : reader.endOfLine(at: rest.lowerBound, in: bytes.extracting(0..<rest.upperBound))
      guard let record = lines.next(in: bytes, endingAt: end) else { break }
      line = start + record.line
      if block.isUnended(record.extent) {
        noteUnendedLine(record.extent, in: bytes)
      } else if record.length > limit {
        let text = bytes.extracting(record.extent)
        noteUnreadableLine(mayHaveID: DoneLineReader.mayBeObject(text))
      } else {
        read(record.extent, in: bytes)
      }
    }
    line = start + lines.lineCount
  }

  /// Reads the line in `extent` of a block, which has a line feed and is not too long.
  private mutating func read(_ extent: Range<Int>, in bytes: Span<UInt8>) {
    switch reader.read(extent, of: bytes) {
    case .blank: break
    case .otherID: hasOthers[file] = true
    case .due: hasID[file] = true
    case .done(let id):
      hasID[file] = true
      jobs.insert(id)
    case .unreadable:
      noteUnreadableLine(mayHaveID: bytes.extracting(extent).begins(with: Self.startOfResult))
    }
  }

  /// Notes the last line of a file, which has no line feed: if it is nothing that a stopped writer leaves, the file may have
  /// been compressed to one line, such as the array that an API returns, and everything would be sent again.
  private mutating func noteUnendedLine(_ extent: Range<Int>, in bytes: Span<UInt8>) {
    switch reader.read(extent, of: bytes) {
    case .blank, .otherID: break
    case .due, .done: hasID[file] = true
    case .unreadable:
      if !DoneLineReader.mayBeCutOff(bytes.extracting(extent)) { hasOthers[file] = true }
    }
  }

  /// Takes a piece of a line over the limit, which is unreadable unless it is the last line and lacks its line feed.
  private mutating func take(_ piece: OverlongPiece, in bytes: Span<UInt8>) {
    if piece.isFirst {
      overlongMayBeObject = DoneLineReader.mayBeObject(bytes.extracting(piece.extent))
    }
    guard piece.isLast else { return }
    if piece.hasLineEnd {
      noteUnreadableLine(mayHaveID: overlongMayBeObject)
    } else if !overlongMayBeObject {
      hasOthers[file] = true
    }
    line += 1
  }

  private mutating func noteUnreadableLine(mayHaveID: Bool) {
    if mayHaveID { hasID[file] = true } else { hasOthers[file] = true }
    if let last = unreadable.indices.last, unreadable[last].file == file {
      unreadable[last].count += 1
    } else {
      unreadable.append(UnreadableLines(file: file, count: 1, firstLine: line))
    }
  }
}
