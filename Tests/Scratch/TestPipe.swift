internal import Glibc
package import HooklineSystem

/// A pipe whose two ends a test holds.
package final class TestPipe {
  /// The number of the end that is read.
  package let reading: Int32
  /// The number of the end that is written to.
  package let writing: Int32
  private var isWritable = true

  /// Makes a pipe.
  package init() throws {
    let pipe = try Pipe()
    (reading, writing) = (pipe.reading.number, pipe.writing.number)
  }

  /// The end that is read.
  package var reader: Descriptor { Descriptor(number: reading) }

  deinit {
    endWriting()
    close(reading)
  }

  /// Writes `bytes`, which must find room in the pipe.
  package func write(_ bytes: some Collection<UInt8>) throws {
    try Descriptor(number: writing).writeAll(Array(bytes).span)
  }

  /// Lets the reader see the end.
  package func endWriting() {
    if isWritable { close(writing) }
    isWritable = false
  }
}
