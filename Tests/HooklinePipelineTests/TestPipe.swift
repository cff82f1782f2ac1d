import Glibc
import HooklinePipeline
import Testing

/// A pipe whose two ends a test holds.
final class TestPipe {
  /// The number of the end that is read.
  let reading: Int32
  /// The number of the end that is written to.
  let writing: Int32
  private var isWritable = true

  /// Makes a pipe.
  init() throws {
    var numbers: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers into an array of two.
    try #require(unsafe pipe(&numbers) == 0)
    (reading, writing) = (numbers[0], numbers[1])
    // Programs that other tests start must not hold it open.
    for number in numbers { try #require(fcntl(number, F_SETFD, FD_CLOEXEC) == 0) }
  }

  /// The end that is read.
  var reader: Descriptor { Descriptor(number: reading) }

  deinit {
    endWriting()
    close(reading)
  }

  /// Writes `bytes`, which must find room in the pipe.
  func write(_ bytes: some Collection<UInt8>) throws {
    let bytes = Array(bytes)
    // SAFETY: the array is borrowed for the call and holds the number of bytes announced.
    try #require(unsafe Glibc.write(writing, bytes, bytes.count) == bytes.count)
  }

  /// Lets the reader see the end.
  func endWriting() {
    if isWritable { close(writing) }
    isWritable = false
  }
}
