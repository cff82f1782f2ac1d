internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// The blocks of a run: its inputs, one after the other, cut into whole records.
struct BlockQueue: Sendable {
  private let names: [FileName]
  private let form: InputForm
  private let kernel: ScanKernel
  private let limit: Int
  private let readSize: Int
  private let written: Set<FileIdentity>

  /// How many inputs were begun.
  private var fileCount = 0
  /// The input that is being read.
  private var current: (any RecordReader)?
  /// Whether the latest block does not say what must precede the rest of its input, because too little of that had been read.
  private var isPrefixUnknown = false
  /// How much of the input the blocks taken so far cover, in bytes.
  private var takenOffset = 0

  /// How many blocks in a row must have been ready before another worker helps: on a slow pipe it does not.
  private static let readyBlockLimit = 4

  /// How many blocks were taken.
  private var blockCount = 0
  /// How many of the latest ones came without waiting.
  private var readyBlockCount = 0

  /// The blocks of the inputs called `names`, read `readSize` bytes at a time; files that are `written` are not read.
  ///
  /// `kernel` finds the records in arrays.
  init(
    _ names: [FileName], form: InputForm, kernel: ScanKernel = .best, limit: Int, readSize: Int,
    written: Set<FileIdentity>
  ) {
    self.names = names
    self.form = form
    self.kernel = kernel
    self.limit = limit
    self.readSize = readSize
    self.written = written
  }

  /// The next block, or `nil` at the end of the last input or if the run must end before.
  ///
  /// Its bytes may reuse `room`. Each input begins with a notice, and ends with one if its last bytes are in no block. An
  /// interrupted run ends with one, too, if the latest block came too early to say what must precede the rest, and that is known
  /// now. Before a read that would wait, nothing is held back but a partial record. The run must end once `end`, which several
  /// workers have, can be read.
  ///
  /// - Complexity: O(bytes read).
  mutating func next(into room: inout BlockMemory, orFor end: Descriptor?) -> Block? {
    recycle(&room)
    if end != nil { current?.buffer.stopLookingAhead() }
    while true {
      if isInterrupted { return placeOfRest() }
      guard current != nil else {
        guard fileCount < names.count, let kind = open() else { return nil }
        return notice(kind)
      }
      if current?.isReady != true {
        readyBlockCount = 0
        let isOver = current?.buffer.wait(orFor: end) == true
        if isInterrupted { return placeOfRest() }
        guard !isOver else { return nil }
      }
      do throws(SystemError) {
        guard try current?.readMore() == true else {
          let rest = current?.rest ?? InputRest()
          close()
          // What belongs to no record, such as a byte-order mark, was read, too.
          if rest.offset > takenOffset { return notice(.rest(rest)) }
          continue
        }
      } catch .interrupted {
        continue
      } catch {
        let rest = current?.rest ?? InputRest()
        close()
        return notice(.cutShort(error, rest))
      }
      if current?.hasBlock == true, let block = current?.takeBlock() {
        if let successor = current?.successor() { current = successor }
        isPrefixUnknown = current?.isRestReadable == nil
        takenOffset = block.rest.offset
        readyBlockCount += 1
        return numbered(.records(block))
      }
    }
  }

  /// A notice of what must precede the rest, if the latest block could not say it and it is known now.
  private mutating func placeOfRest() -> Block? {
    guard isPrefixUnknown, let reader = current, reader.isRestReadable != nil else {
      return nil
    }
    isPrefixUnknown = false
    return notice(.rest(reader.rest))
  }

  /// Whether a signal came and nothing more may be read.
  ///
  /// A file is read on until it is known what must precede the rest. Anything else is not: other processes may read it, too.
  private var isInterrupted: Bool {
    guard Interruption.isPending else { return false }
    guard let reader = current, reader.isRestReadable == nil else { return true }
    return !reader.buffer.isOfFile
  }

  /// Takes the memory of a finished block, for the next ones.
  mutating func recycle(_ room: inout BlockMemory) {
    current?.recycle(&room)
  }

  /// Opens the next input.
  ///
  /// - Returns: The notice that it begins with, or `nil` if a signal came first.
  private mutating func open() -> InputNotice.Kind? {
    let name = names[fileCount]
    do throws(SystemError) {
      let descriptor = try Descriptor.openInput(name)
      if let identity = descriptor.identity, written.contains(identity) {
        fileCount += 1
        descriptor.closeAfterReading()
        return .unopened(.isWritten)
      }
      let source = InputSource(descriptor)
      // The scalar scanner does not prefetch.
      let buffer = InputBuffer(
        descriptor, limit: limit, readSize: readSize, looksAhead: kernel != .scalar)
      current =
        switch form {
        case .events: LineReader(buffer)
        case .log: LogFileReader(buffer, kernel: kernel)
        }
      takenOffset = 0
      fileCount += 1
      return .start(source)
    } catch .interrupted {
      return nil
    } catch {
      fileCount += 1
      return .unopened(.system(error))
    }
  }

  private mutating func close() {
    current?.buffer.close()
    current = nil
  }

  /// The next block of the run, a notice about the current input.
  private mutating func notice(_ kind: InputNotice.Kind) -> Block {
    numbered(.notice(InputNotice(file: fileCount - 1, kind: kind)))
  }

  /// The next block of the run, which has this `content`.
  private mutating func numbered(_ content: Block.Content) -> Block {
    let isFlowing = readyBlockCount == Self.readyBlockLimit
    if isFlowing { readyBlockCount = 0 }
    defer { blockCount += 1 }
    return Block(number: blockCount, needsAnotherWorker: isFlowing, content: content)
  }
}
