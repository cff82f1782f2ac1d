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
