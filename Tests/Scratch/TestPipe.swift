internal import Glibc
package import HooklineSystem

/// A pipe of which a test holds both ends; they are closed with this object.
package final class TestPipe {
  /// The descriptor number of the read end.
  package let reading: Int32
  /// The descriptor number of the write end, until ``endWriting()``.
  package let writing: Int32
  private var isWritable = true

  /// A new pipe.
  package init() throws {
    let pipe = try Pipe()
    (reading, writing) = (pipe.reading.number, pipe.writing.number)
  }

  /// The read end, which this object closes.
  package var reader: Descriptor { Descriptor(number: reading) }

  deinit {
    endWriting()
    close(reading)
  }

  /// Writes `bytes`, which must fit into the pipe.
  package func write(_ bytes: some Collection<UInt8>) throws {
    try Descriptor(number: writing).writeAll(Array(bytes).span)
  }

  /// Closes the write end, so that a reader sees the end of the input.
  package func endWriting() {
    if isWritable { close(writing) }
    isWritable = false
  }
}
