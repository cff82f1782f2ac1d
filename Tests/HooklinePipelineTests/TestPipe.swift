import Glibc
import HooklinePipeline
import Testing

/// A pipe whose two ends a test holds.
final class TestPipe {
  /// The end that is read.
  let reader: Descriptor
  private let ends: (reading: Int32, writing: Int32)
  private var isWritable = true

  /// Makes a pipe.
  init() throws {
    var numbers: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers into an array of two.
    try #require(unsafe pipe(&numbers) == 0)
    ends = (numbers[0], numbers[1])
    reader = Descriptor(number: numbers[0])
  }

  deinit {
    endWriting()
    close(ends.reading)
  }

  /// Writes `bytes`, which must find room in the pipe.
  func write(_ bytes: some Collection<UInt8>) throws {
    let bytes = Array(bytes)
    // SAFETY: the array is borrowed for the call and holds the number of bytes announced.
    try #require(unsafe Glibc.write(ends.writing, bytes, bytes.count) == bytes.count)
  }

  /// Lets the reader see the end.
  func endWriting() {
    if isWritable { close(ends.writing) }
    isWritable = false
  }
}
