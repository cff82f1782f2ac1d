internal import ScanKernels

/// The names that a kernel reports as candidates: all that a selection chooses, and few others.
///
/// A candidate has the length of a chosen name, and its last two letters are in the letter sets of the chosen names of that
/// length. A kernel can distinguish only three sets, so different lengths may share one.
struct CandidateNames: Sendable {
  /// The chosen names of one length.
  struct Group {
    let length: Int
    /// Whether members are chosen inside the value of one of them.
    let isOuter: Bool
    /// The last letters of the names and the letters before those, one bit per value of a letter's lower six bits; `nil` if one
    /// is not a letter.
    let ends: [UInt64?]

    init(_ names: [[UInt8]], length: Int, isOuter: Bool) {
      self.length = length
      self.isOuter = isOuter
      ends = (1...2).map { distance in
        let bytes = names.map { distance <= length ? $0[length - distance] : ASCII.quote }
        return bytes.allSatisfy(ASCII.isLetter)
          ? bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) } : nil
      }
    }
  }

  /// For each byte below 0x80, the sets that it is in, one bit each.
  private var letters = [UInt8](repeating: 0, count: 128)
  /// One class for each length, those with an outer name first.
  private var classes: [scan_name_class] = []
  private var outerCount = 0
  /// Whether every name is a candidate, because there are too many different lengths or a name is too long.
  private var takesAll = false

  /// The candidates for the names that `selection` chooses.
  ///
  /// - Complexity: O(n + l²) for n names of l different lengths.
  init(for selection: MemberSelection) {
    // A name that JSON can write only with escapes needs no class: a name with escapes is always a candidate.
    let names = Set(selection.levels.joined().map { Array($0.utf8) }).filter { name in
      name.allSatisfy { $0 >= ASCII.space && $0 != ASCII.quote && $0 != ASCII.backslash }
    }
    let outer = Set(selection.levels.dropLast().compactMap { $0.last.map { Array($0.utf8) } })
    let groups = Dictionary(grouping: names, by: \.count)
      .map { length, names in
        Group(names, length: length, isOuter: names.contains(where: outer.contains))
      }
      .sorted { ($0.isOuter ? 0 : 1, $0.length) < ($1.isOuter ? 0 : 1, $1.length) }
    guard groups.count <= SCAN_NAME_CLASSES, groups.allSatisfy({ $0.length <= SCAN_NAME_LENGTH })
    else {
      takesAll = true
      return
    }
    let sets = LetterSets(for: groups.map(\.ends))
    classes = zip(groups, sets.numbers).map { group, numbers in
      scan_name_class(
        length: UInt8(group.length), last: UInt8(numbers[0]), before: UInt8(numbers[1]))
    }
    outerCount = groups.count(where: \.isOuter)
    for (number, set) in sets.letters.enumerated() {
      for bit in 0..<64 where set >> UInt64(bit) & 1 == 1 {
        letters[0x40 + bit] |= 1 << UInt8(number)
      }
    }
  }

  /// Calls `body` with the names in the form that a kernel takes; `body` must not keep them.
  func withNames<Result>(_ body: (inout scan_names) -> Result) -> Result {
    // SAFETY: both arrays are borrowed for the call, and `body` must not keep pointers to them.
    unsafe letters.withUnsafeBufferPointer { letters in
      unsafe classes.withUnsafeBufferPointer { classes in
        var names = unsafe scan_names(
          letters: letters.baseAddress, classes: classes.baseAddress, outer_count: outerCount,
          class_count: classes.count, takes_all: takesAll)
        return unsafe body(&names)
      }
    }
  }
}

/// Letters in as many sets as a kernel can distinguish, divided so that few pairs of letters look like the end of a name.
private struct LetterSets {
  /// For each group, the number of the set of its last letters and that of the letters before those.
  private(set) var numbers: [[Int]]
  private let ends: [[UInt64?]]

  /// The number that means any byte.
  private static let all = Int(SCAN_LETTER_SETS)

  /// The letters of each set, one bit per value of a letter's lower six bits.
  var letters: [UInt64] {
    var letters = [UInt64](repeating: 0, count: Self.all)
    for (numbers, ends) in zip(numbers, ends) {
      for (number, end) in zip(numbers, ends) where number != Self.all {
        letters[number] |= end ?? 0
      }
    }
    return letters
  }

  /// How many pairs of letters look like the end of a name, summed over the groups, if all letters are equally frequent.
  private var pairCount: Int {
    let counts = letters.map(\.nonzeroBitCount) + [64]
    return numbers.reduce(0) { $0 + counts[$1[0]] * counts[$1[1]] }
  }

  /// Starts with one set for the last letters and one for those before, then moves one end at a time to another set while that
  /// helps.
  init(for ends: [[UInt64?]]) {
    self.ends = ends
    numbers = ends.map { [$0[0] == nil ? Self.all : 0, $0[1] == nil ? Self.all : 1] }
    var best = pairCount
    var isBetter = true
    while isBetter {
      isBetter = false
      for group in ends.indices {
        for end in 0...1 where ends[group][end] != nil {
          var number = numbers[group][end]
          for other in 0..<Self.all {
            numbers[group][end] = other
            if pairCount < best { (best, number, isBetter) = (pairCount, other, true) }
          }
          numbers[group][end] = number
        }
      }
    }
  }
}
