internal import HooklineSystem

/// Tries in order, in memory or read chunk by chunk.
struct SortedRun: Sendable {
  /// The buffered tries, of which those before `index` are removed.
  private var tries: [FailedTry]
  private var index = 0
  /// What is still to be read.
  private var rest = 0..<0
  private var file: TemporaryFile?
  private let chunkSize: Int

  /// The run of `tries`, which are sorted.
  init(_ tries: [FailedTry]) { (self.tries, chunkSize) = (tries, 0) }

  /// The run in `extent` of `file`, read `chunkSize` bytes at a time.
  ///
  /// - Throws: Why the file cannot be read.
  init(_ extent: Range<Int>, of file: TemporaryFile, chunkSize: Int) throws(SystemError) {
    (tries, rest, self.file, self.chunkSize) = ([], extent, file, chunkSize)
    try readChunk()
  }

  /// The first, or `nil` if none is left.
  var first: FailedTry? { index < tries.count ? tries[index] : nil }

  /// Removes the first, which there must be.
  ///
  /// - Throws: Why the file cannot be read.
  mutating func removeFirst() throws(SystemError) {
    index += 1
    if index == tries.count { try readChunk() }
  }

  private mutating func readChunk() throws(SystemError) {
    let chunk = rest.prefix(chunkSize)
    guard let file, !chunk.isEmpty else { return }
    let bytes = try file.read(chunk)
    tries.removeAll(keepingCapacity: true)
    for offset in stride(from: 0, to: bytes.count, by: FailedTry.size) {
      tries.append(FailedTry(bytes.span, at: offset))
    }
    (index, rest) = (0, chunk.upperBound..<rest.upperBound)
  }
}
