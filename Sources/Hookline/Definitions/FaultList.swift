/// What is wrong with the files of a set, as far as it is kept: of each file the first faults by place, and their number.
///
/// Faults are noted in any order; those at one place stay in the order in which they were noted.
struct FaultList {
  /// The faults of one file.
  private struct File {
    let number: Int
    /// The first ones, and up to as many others, in the order in which they were noted.
    var kept: [DefinitionFault] = []
    /// How many were noted.
    var count = 0
    /// From this offset on faults are counted and not kept.
    var end = Int.max

    /// Keeps only the first `limit`.
    mutating func trim(to limit: Int) {
      kept = first(limit)
      if kept.count == limit, let last = kept.last { end = last.place.offset }
    }

    /// The first `limit` in the order of their places.
    func first(_ limit: Int) -> [DefinitionFault] {
      let order = kept.indices.sorted { first, second in
        (kept[first].place.offset, first) < (kept[second].place.offset, second)
      }
      return order.prefix(limit).map { kept[$0] }
    }
  }

  private let limit: Int
  private var files: [File] = []
  /// The file whose fault was noted last, by its place in the list.
  private var current = 0

  /// How many faults were noted in all files.
  private(set) var count = 0

  /// Makes a list that keeps up to `limit` faults of each file, at least one.
  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// Notes that `cause` is wrong at `place`; it is not evaluated if the fault is only counted.
  ///
  /// - Complexity: amortised O(log `limit`), in the file of the last fault.
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

  /// Counts `number` faults of `file` that come after as many others of it as are kept.
  mutating func noteMore(_ number: Int, of file: Int) {
    guard number > 0 else { return }
    count += number
    files[indexOfFile(file)].count += number
  }

  /// What was kept, in the order of the files' numbers and in each by place.
  ///
  /// - Complexity: O(n log n) for n faults that were kept.
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
