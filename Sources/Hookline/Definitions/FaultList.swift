/// The faults of the files of a set: for each file, the first ones by place and the number of all.
///
/// They are noted in any order; those at one place stay in the order in which they were noted.
struct FaultList {
  /// The faults of one file.
  private struct File {
    let number: Int
    /// The first ones, and fewer than as many others; those at one place are in the order in which they were noted.
    var kept: [DefinitionFault] = []
    /// How many were noted.
    var count = 0
    /// Faults from this offset on are counted but not kept.
    var end = Int.max

    /// Keeps only the first `limit`.
    mutating func trim(to limit: Int) {
      kept = first(limit)
      if kept.count == limit, let last = kept.last { end = last.place.offset }
    }

    /// The first `limit` by place.
    func first(_ limit: Int) -> [DefinitionFault] {
      let order = kept.indices.sorted { first, second in
        (kept[first].place.offset, first) < (kept[second].place.offset, second)
      }
      return order.prefix(limit).map { kept[$0] }
    }
  }

  private let limit: Int
  private var files: [File] = []
  /// The index in `files` of the file whose fault was noted last.
  private var current = 0

  /// How many faults were noted in all files.
  private(set) var count = 0

  /// A list that keeps up to `limit` faults of each file, or one if `limit` is less.
  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// Notes the fault `cause` at `place`; `cause` is evaluated only if the fault is kept.
  ///
  /// - Complexity: amortized O(log `limit`), and O(number of files) if the last fault was in another file.
  mutating func note(
    _ cause: @autoclosure () -> DefinitionFault.Cause, at place: DefinitionFault.Place,
    earlier: DefinitionFault.Place? = nil
  ) {
    if !files.indices.contains(current) || files[current].number != place.file {
      current = indexOfFile(place.file)
    }
    count += 1
    files[current].count += 1
    guard place.offset < files[current].end else { return }
    files[current].kept.append(DefinitionFault(cause(), at: place, earlier: earlier))
    if files[current].kept.count / 2 >= limit { files[current].trim(to: limit) }
  }

  /// Counts `number` more faults of `file`, each after so many others that it would not be kept.
  mutating func noteMore(_ number: Int, of file: Int) {
    guard number > 0 else { return }
    count += number
    files[indexOfFile(file)].count += number
  }

  /// The kept faults, by file number and, within each file, by place.
  ///
  /// - Complexity: O(n log n) for n kept faults.
  var result: [DefinitionFaults.File] {
    files.sorted { $0.number < $1.number }.map { file in
      let listed = file.first(limit)
      return DefinitionFaults.File(
        number: file.number, listed: listed, omittedCount: file.count - listed.count)
    }
  }

  private mutating func indexOfFile(_ number: Int) -> Int {
    if let index = files.firstIndex(where: { $0.number == number }) { return index }
    files.append(File(number: number))
    return files.count - 1
  }
}
