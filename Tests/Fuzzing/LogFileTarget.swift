internal import Glibc
internal import Hookline
internal import HooklinePipeline
import HooklineSystem
internal import Invariants
internal import JSONScanning

/// A delivery log read from a pipe in pieces, with a limit: its records equal those of one read by the scalar kernel.
enum LogFileTarget {
  /// A record and its place.
  private struct Found: Equatable {
    var bytes: [UInt8]
    var line: Int
    var column: Int
    var offset: Int
  }

  /// Reads `file` in pieces whose lengths are those of `cuts` in turn.
  static func contradiction(in file: [UInt8], limit: Int, cuts: [Int]) -> String? {
    // A piece must fit in the pipe, which is read only after the write.
    guard file.count < 4096, let found = try? records(of: file, limit: limit, cuts: cuts),
      let expected = try? records(of: file, limit: 1 << 20, cuts: [4096], kernel: .scalar)
    else { return nil }
    return found == expected ? nil : "limit \(limit), cuts \(cuts): \(found) and not \(expected)"
  }

  private static func records(
    of file: [UInt8], limit: Int, cuts: [Int], kernel: ScanKernel = .best
  ) throws(SystemError) -> [Found] {
    let pipe = try OwnPipe()
    var reader = LogFileReader(pipe.reading, limit: limit, kernel: kernel)
    var collector = Collector()
    var (rest, turn) = (file[...], 0)
    while !rest.isEmpty {
      let piece = Array(rest.prefix(cuts[turn % cuts.count]))
      (rest, turn) = (rest.dropFirst(piece.count), turn + 1)
      try pipe.writing.writeAll(piece.span)
      _ = try reader.readMore()
      collector.take(from: reader)
    }
    pipe.endWriting()
    while try reader.readMore() { collector.take(from: reader) }
    return collector.found.filter { !$0.bytes.allSatisfy(" \t\r\n".utf8.contains) }
  }

  /// Assembles records from the pieces that a reader passes on.
  private struct Collector {
    private(set) var found: [Found] = []
    private var overlong: Found?
    private var lines = 0

    mutating func take(from reader: LogFileReader) {
      let bytes = reader.buffer.bytes
      if let piece = reader.overlongPiece {
        if piece.isFirst {
          overlong = described(piece.record, in: reader)
        } else {
          overlong?.bytes += bytes[piece.extent]
        }
        if piece.isLast, var record = overlong {
          if piece.hasLineEnd, record.bytes.last == 0x0D { record.bytes.removeLast() }
          found.append(record)
          overlong = nil
          lines += piece.record.nextLine
        }
      }
      found += reader.whole.map { described($0, in: reader) }
      lines += reader.lineCount
    }

    private func described(_ record: InputRecord, in reader: LogFileReader) -> Found {
      let bytes = reader.buffer.bytes
      let (line, column) = record.position(of: 0, in: bytes.span)
      return Found(
        bytes: Array(bytes[record.extent]), line: lines + line + 1, column: column,
        offset: reader.buffer.offset + record.extent.lowerBound)
    }
  }
}

/// A pipe that closes both of its ends when it is released.
private final class OwnPipe {
  let reading: Descriptor
  let writing: Descriptor
  private let numbers: [Int32]
  private var isWritable = true

  init() throws(SystemError) {
    var numbers: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers, and the array holds two.
    guard unsafe pipe(&numbers) == 0 else { throw SystemError(code: errno) }
    self.numbers = numbers
    (reading, writing) = (Descriptor(number: numbers[0]), Descriptor(number: numbers[1]))
  }

  deinit {
    endWriting()
    close(numbers[0])
  }

  func endWriting() {
    if isWritable { close(numbers[1]) }
    isWritable = false
  }
}
