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

  /// Lines of one file from which no job's id can be read.
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

  private var reader: DoneLineReader
  /// The number of the next line of the current file, from 1.
  private var line = 1
  /// Whether a line of each file had an id, or may have had one.
  private var hasID: [Bool]
  /// Whether something else than results was in each file.
  private var hasOthers: [Bool]
  /// Whether the line over the limit that streams by can be an object.
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
    hasID = names.map { _ in false }
    hasOthers = hasID
    let limit = limit > .max - Self.roomForWebhook ? .max : limit + Self.roomForWebhook
    reader = DoneLineReader(kernel: kernel)
    var queue = BlockQueue(
      names, form: .events, kernel: kernel, limit: limit, readSize: InputBuffer.readSize,
      written: [])
    var room = BlockMemory()
    while var block = queue.next(into: &room, orFor: nil) {
      switch block.notice {
      case .failure(let error): throw UnreadFile(file: block.file, error: error)
      case .start: line = 1
      case .rest, nil: read(block, limit: limit)
      }
      swap(&room.bytes, &block.bytes)
    }
  }

  private mutating func read(_ block: Block, limit: Int) {
    let bytes = block.bytes.span
    if let piece = block.overlongPiece {
      if piece.isFirst {
        overlongMayBeObject = DoneLineReader.mayBeObject(bytes.extracting(piece.extent))
      }
      if piece.isLast { endOverlongLine(of: block.file, hasLineEnd: piece.hasLineEnd) }
    }
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
        noteUnendedLine(record.extent, of: block)
        break
      }
      guard record.length <= limit else {
        noteUnreadableLine(of: block.file, mayHaveID: true)
        continue
      }
      switch reader.read(record.extent, of: bytes) {
      case .blank: break
      case .nothing: hasID[block.file] = true
      case .done(let id):
        hasID[block.file] = true
        jobs.insert(id)
      case .unreadable:
        let mayHaveID = bytes.extracting(record.extent).starts(with: Self.startOfResult)
        noteUnreadableLine(of: block.file, mayHaveID: mayHaveID)
      }
    }
    line = start + lines.lineCount
  }

  /// The index of the first file that is not empty, but in which nothing can have had an id: it is something else than it should
  /// be.
  package var fileWithoutID: Int? { hasID.indices.first { hasOthers[$0] && !hasID[$0] } }

  /// Notes the last line of a file, which has no line feed: if it is nothing that a stopped writer leaves, the file may have
  /// been compressed to one line, such as the array that an API returns, and everything would be sent again.
  private mutating func noteUnendedLine(_ extent: Range<Int>, of block: Block) {
    let bytes = block.bytes.span
    switch reader.read(extent, of: bytes) {
    case .blank: break
    case .nothing, .done: hasID[block.file] = true
    case .unreadable:
      if !DoneLineReader.mayBeCutOff(bytes.extracting(extent)) { hasOthers[block.file] = true }
    }
  }

  private mutating func endOverlongLine(of file: Int, hasLineEnd: Bool) {
    if hasLineEnd {
      noteUnreadableLine(of: file, mayHaveID: overlongMayBeObject)
    } else if !overlongMayBeObject {
      hasOthers[file] = true
    }
    line += 1
  }

  private mutating func noteUnreadableLine(of file: Int, mayHaveID: Bool) {
    if mayHaveID { hasID[file] = true } else { hasOthers[file] = true }
    if let last = unreadable.indices.last, unreadable[last].file == file {
      unreadable[last].count += 1
    } else {
      unreadable.append(UnreadableLines(file: file, count: 1, firstLine: line))
    }
  }
}
