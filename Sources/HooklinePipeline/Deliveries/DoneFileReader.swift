internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// Reads the blocks of the files that list the jobs that are done.
struct DoneFileReader {
  /// What is known of the current file.
  private struct File {
    /// Its index.
    var index = 0
    /// Its first bytes, at most ``HintFinder/lookAheadLength``, unless it has an id: a pipe cannot be read again.
    var beginning: [UInt8] = []
    /// Whether a line had the id of a job, or may have had one.
    var hasID = false
    /// Whether there is anything other than results.
    var hasOthers = false
  }

  /// The jobs that are done according to what was read.
  private(set) var jobs: DoneJobs
  /// The unreadable lines of each file that has some.
  private(set) var unreadable: [DoneFiles.UnreadableLines] = []
  /// The first file that is not empty, but in which nothing can have had the id of a job.
  private(set) var wrongFile: DoneFiles.WrongFile?
  /// The maximum length of a line in bytes.
  let limit: Int

  /// How jobs, and what senders record of them, begin; such a line is unreadable if it was cut off.
  private static let startOfResult = Array("{\"id\":".utf8)

  /// How much longer than an event a line may be: a job holds its event and, before it, what the sender needs.
  private static let roomForWebhook = 1 << 20

  private var current = File()
  private var reader: DoneLineReader
  /// The number of the next line of the current file, from 1.
  private var line = 1
  /// Whether the line over the limit that is being read can be an object.
  private var overlongMayBeObject = false

  /// A reader of files, for jobs of `webhooks`, whose events have up to `limit` bytes.
  init(of webhooks: [Webhook], limit: Int, kernel: ScanKernel) {
    jobs = DoneJobs(of: webhooks)
    self.limit = limit > .max - Self.roomForWebhook ? .max : limit + Self.roomForWebhook
    reader = DoneLineReader(kernel: kernel)
  }

  /// Begins with the next file, or throws why one cannot be read.
  mutating func take(_ notice: InputNotice) throws(DoneFiles.UnreadFile) {
    switch notice.kind {
    case .unopened(let error): throw DoneFiles.UnreadFile(file: notice.file, error: error)
    case .cutShort(let error, _):
      throw DoneFiles.UnreadFile(file: notice.file, error: .system(error))
    case .start:
      endFile()
      (line, current) = (1, File(index: notice.file))
    case .rest: break
    }
  }

  /// Notes whether the current file, which has ended, was a wrong one.
  mutating func endFile() {
    guard wrongFile == nil, current.hasOthers, !current.hasID else { return }
    wrongFile = DoneFiles.WrongFile(file: current.index, beginning: current.beginning)
  }

  /// Reads the lines of `block`, and the piece of one.
  mutating func read(_ block: RecordBlock) {
    keepBeginning(in: block)
    let bytes = block.bytes.span
    if let piece = block.overlongPiece { take(piece, in: bytes) }
    guard case .lines(var lines) = block.records else { return }
    let start = line
    reader.beginBlock()
    reader.prefetch(block.ahead)
    while let record = lines.next(in: bytes, { reader.endOfLine(at: $0, in: $1) }) {
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

  /// Keeps the first bytes of the current file, as far as they are in `block`.
  private mutating func keepBeginning(in block: RecordBlock) {
    let start = current.beginning.count - block.offset
    let end = min(block.bytes.count, HintFinder.lookAheadLength - block.offset)
    guard !current.hasID, start >= 0, start < end else { return }
    current.beginning += block.bytes[start..<end]
  }

  /// Reads the line in `extent` of a block, which has a line feed and is not too long.
  private mutating func read(_ extent: Range<Int>, in bytes: Span<UInt8>) {
    switch reader.read(extent, of: bytes) {
    case .blank: break
    case .otherID: current.hasOthers = true
    case .due: current.hasID = true
    case .done(let id):
      current.hasID = true
      jobs.insert(id)
    case .unreadable:
      noteUnreadableLine(mayHaveID: bytes.extracting(extent).begins(with: Self.startOfResult))
    }
  }

  /// Notes the last line of a file, which has no line feed: if it is nothing that a stopped writer leaves, the file may have
  /// been compressed to one line, such as the array that an API returns, and everything would be sent again.
  private mutating func noteUnendedLine(_ extent: Range<Int>, in bytes: Span<UInt8>) {
    switch reader.read(extent, of: bytes) {
    case .blank: break
    case .otherID: current.hasOthers = true
    case .due, .done: current.hasID = true
    case .unreadable:
      if !DoneLineReader.mayBeCutOff(bytes.extracting(extent)) { current.hasOthers = true }
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
      current.hasOthers = true
    }
    line += 1
  }

  private mutating func noteUnreadableLine(mayHaveID: Bool) {
    if mayHaveID { current.hasID = true } else { current.hasOthers = true }
    if let last = unreadable.indices.last, unreadable[last].file == current.index {
      unreadable[last].count += 1
    } else {
      unreadable.append(
        DoneFiles.UnreadableLines(file: current.index, count: 1, firstLine: line))
    }
  }
}
