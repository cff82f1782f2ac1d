internal import HooklineSystem

/// Sorts tries that failed, in memory up to a limit, and beyond that by an external merge sort.
///
/// Sorted runs go to a temporary file, and are merged at the end; see Knuth, The Art of Computer Programming, vol. 3,
/// section 5.4.
///
/// Memory: `limit` tries, twice at the end.
struct SortedTries: Sendable {
  private let limit: Int
  /// Those that are not in the file.
  private var tries: [FailedTry] = []
  private var file: TemporaryFile?
  /// The extents of the sorted runs in the file.
  private var runs: [Range<Int>] = []
  /// All of them, once they are sorted.
  private var merged = RunHeap()

  /// None; `limit` of them can be in memory.
  init(limit: Int) { self.limit = limit }

  /// Appends `newTry`.
  ///
  /// - Throws: Why the temporary file cannot be created or written.
  mutating func append(_ newTry: FailedTry) throws(SystemError) {
    if tries.count == limit { try spill() }
    tries.append(newTry)
  }

  /// Prepares to take them in order with ``next()``; then none can be appended.
  ///
  /// - Throws: Why the temporary file cannot be read.
  /// - Complexity: O(n log n) for n tries in memory.
  mutating func sort() throws(SystemError) {
    tries.sort()
    if let file {
      let chunkSize = max(64, limit / (runs.count + 1)) * FailedTry.size
      for run in runs { try merged.insert(SortedRun(run, of: file, chunkSize: chunkSize)) }
    }
    merged.insert(SortedRun(tries))
    tries = []
  }

  /// Takes the oldest that is left, or returns `nil`.
  ///
  /// - Throws: Why the temporary file cannot be read.
  /// - Complexity: O(log n) for n sorted runs.
  mutating func next() throws(SystemError) -> FailedTry? {
    guard let first = merged.first else { return nil }
    try merged.removeFirst()
    return first
  }

  /// Writes those in memory to the file as a sorted run.
  private mutating func spill() throws(SystemError) {
    tries.sort()
    if file == nil { file = try TemporaryFile() }
    let start = file?.count ?? 0
    var bytes: [UInt8] = []
    for slice in stride(from: 0, to: tries.count, by: 1024) {
      bytes.removeAll(keepingCapacity: true)
      for failed in tries[slice..<min(slice + 1024, tries.count)] { failed.append(to: &bytes) }
      try file?.append(bytes.span)
    }
    runs.append(start..<start + tries.count * FailedTry.size)
    tries.removeAll(keepingCapacity: true)
  }
}

/// Tries in order, in memory or read chunk by chunk.
private struct SortedRun {
  /// Those at hand; there is always one at `index`.
  private var tries: [FailedTry]
  private var index = 0
  /// What is still to be read.
  private var rest = 0..<0
  private var file: TemporaryFile?
  private let chunkSize: Int

  /// The run of `tries`, which are sorted.
  init(_ tries: [FailedTry]) { (self.tries, chunkSize) = (tries, 0) }

  /// The run in `extent` of `file`, read `chunkSize` bytes at a time.
  init(_ extent: Range<Int>, of file: TemporaryFile, chunkSize: Int) throws(SystemError) {
    (tries, rest, self.file, self.chunkSize) = ([], extent, file, chunkSize)
    try readChunk()
  }

  /// The first, or `nil` if none is left.
  var first: FailedTry? { index < tries.count ? tries[index] : nil }

  /// Removes the first.
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

/// Sorted runs, the one with the oldest try first: a binary heap, as in Knuth's section 5.2.3.
private struct RunHeap {
  private var runs: [SortedRun] = []

  /// The oldest try, or `nil` if none is left.
  var first: FailedTry? { runs.first?.first }

  /// Inserts `run`, unless it is empty.
  mutating func insert(_ run: SortedRun) {
    guard run.first != nil else { return }
    runs.append(run)
    var place = runs.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      runs.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Removes the oldest try.
  mutating func removeFirst() throws(SystemError) {
    try runs[0].removeFirst()
    if runs[0].first == nil {
      runs.swapAt(0, runs.count - 1)
      runs.removeLast()
    }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child + 1 < runs.count, isBefore(child + 1, child) { child += 1 }
      guard child < runs.count, isBefore(child, place) else { return }
      runs.swapAt(place, child)
      place = child
    }
  }

  private func isBefore(_ place: Int, _ other: Int) -> Bool {
    guard let first = runs[place].first, let second = runs[other].first else { return false }
    return first < second
  }
}
