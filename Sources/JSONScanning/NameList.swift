/// A list of names in which a string is looked up by a perfect hash of its last bytes.
///
/// One multiplication finds the only name that the string can be, and two comparisons of eight bytes, if the name has no more
/// than 14, decide whether it is that name. Only names that share the hashed bytes share a slot, and are compared one after the
/// other. If there are so many names that no such hash is found, a string is compared with each of them.
///
/// It is a class so that copying its owner retains one object, not each array.
public final class NameList: Sendable {
  /// What a string is compared with to find whether it is one name.
  struct Key {
    /// The last eight bytes of the quoted name, or all of them if it has fewer, in the highest bytes.
    var end: UInt64 = 0
    /// Which bits of `end` count; none in a slot without a name.
    var endMask: UInt64 = 0
    /// The bytes before those, at most eight, in the highest bytes.
    var middle: UInt64 = 0
    /// Which bits of `middle` count.
    var middleMask: UInt64 = 0
    /// The place of the name in the list, or -1 in a slot without a name.
    var place = -1
    /// Whether the name has bytes before `middle`.
    var isLong = false
    /// The number of the key of the next name in the same slot, or 0 for none: the first key is never a next one.
    var next = 0
  }

  /// How many bytes each name has, in the order of the list.
  let counts: [Int]
  private let names: [[UInt8]]
  /// One for each slot (a power of two), then those of names whose slot was taken; empty if there is no perfect hash.
  private let keys: [Key]
  private let multiplier: UInt64
  /// A mask of the bytes before the closing quote that are hashed, in the highest bytes: no more than each name has with its
  /// opening quote.
  private let hashedBits: UInt64
  /// How far a product is shifted to the right to give the number of a key.
  private let shift: UInt64
  /// The lowest offset of a closing quote at which keys can be compared: so many bytes before it are read.
  private static let margin = 15

  /// A list of `names`, at most 255; a name is found as its place in the list.
  public init(_ names: [String]) {
    let bytes = names.map { Array($0.utf8) }
    self.names = bytes
    counts = bytes.map(\.count)
    // JSON writes names in quotes, and with the opening quote even an empty name has a byte to hash.
    let hashedCount = min(5, (counts.min() ?? 0) + 1)
    let hashedBits = Self.highestBytes(hashedCount)
    let quoted = bytes.map { [ASCII.quote] + $0 + [ASCII.quote] }
    let ends = quoted.map { $0.suffix(8).highestBytes }
    let hash = PerfectHash(of: ends.map { $0 << 8 & hashedBits })
    (self.hashedBits, multiplier, shift) = (hashedBits, hash?.multiplier ?? 0, hash?.shift ?? 63)
    var keys = hash.map { Array(repeating: Key(), count: $0.slotCount) } ?? []
    for (place, quoted) in quoted.enumerated() where hash != nil {
      let middle = quoted.suffix(16).dropLast(8)
      let slot = Self.slot(of: ends[place], hashedBits, multiplier, shift)
      let earlier = keys[slot]
      if earlier.place >= 0 { keys.append(earlier) }
      keys[slot] = Key(
        end: ends[place], endMask: Self.highestBytes(min(8, quoted.count)),
        middle: middle.highestBytes, middleMask: Self.highestBytes(middle.count), place: place,
        isLong: quoted.count > 16,
        next: earlier.place >= 0 ? keys.count - 1 : 0)
    }
    self.keys = keys
  }

  /// Whether there is a perfect hash, so that finding a name does not take longer with more names.
  var isHashed: Bool { !keys.isEmpty }

  /// A mask of the highest `count` bytes of a word.
  private static func highestBytes(_ count: Int) -> UInt64 { ~0 << UInt64(64 - 8 * count) }

  /// The place of the name that equals `string`, or `nil` if there is none.
  ///
  /// - Complexity: O(1) for a string without escapes if there is a perfect hash, else O(length of the names).
  public func place(of string: DecodedString, in text: Span<UInt8>) -> Int? {
    guard let extent = string.plainExtent else {
      return names.firstIndex { string.equals($0, in: text) }
    }
    let place = find(closedAt: extent.upperBound, in: text)
    return place >= 0 ? place : nil
  }

  /// The place of the name whose closing quote is at `closing`, or -1 if it is not in the list.
  ///
  /// The name must not contain a backslash.
  @inline(__always)
  func find(closedAt closing: Int, in text: Span<UInt8>) -> Int {
    guard isHashed, closing >= Self.margin else {
      return slowPlace(closedAt: closing, in: text)
    }
    let (end, middle) = (text.word(at: closing &- 7), text.word(at: closing &- 15))
    var number = Self.slot(of: end, hashedBits, multiplier, shift)
    repeat {
      let key = keys[number]
      let differs = (end ^ key.end) & key.endMask | (middle ^ key.middle) & key.middleMask
      if differs == 0, !key.isLong || isName(key.place, closedAt: closing, in: text) {
        return key.place
      }
      number = key.next
    } while number > 0
    return -1
  }

  /// The number of the key for a string that ends with `word`, whose highest byte is the closing quote.
  @inline(__always)
  private static func slot(
    of word: UInt64, _ hashedBits: UInt64, _ multiplier: UInt64, _ shift: UInt64
  ) -> Int {
    Int(truncatingIfNeeded: ((word &<< 8 & hashedBits) &* multiplier) &>> shift)
  }

  /// Does the same as ``find(closedAt:in:)``, one name after the other: without a perfect hash, or near the start of a text.
  @inline(never)
  private func slowPlace(closedAt closing: Int, in text: Span<UInt8>) -> Int {
    names.indices.first { isName($0, closedAt: closing, in: text) } ?? -1
  }

  /// Whether the quoted string that ends at `closing` is, byte for byte, the name at `place`.
  ///
  /// It is not inlined: few names need it, and loops that find names must stay small to be inlined themselves.
  @inline(never)
  private func isName(_ place: Int, closedAt closing: Int, in text: Span<UInt8>) -> Bool {
    let name = names[place]
    let start = closing - name.count
    return start > 0 && text[start - 1] == ASCII.quote
      && name.indices.allSatisfy { name[$0] == text[start + $0] }
  }
}

/// A multiplication whose products differ in their highest bits for different words.
private struct PerfectHash {
  /// A power of two, large enough for a multiplier to be found soon.
  private(set) var slotCount = 64
  private(set) var multiplier: UInt64 = 1

  /// How far a product is shifted to the right to give a slot.
  var shift: UInt64 { UInt64(64 - slotCount.trailingZeroBitCount) }

  /// Searches for a multiplier for `words`; `nil` if more than 32 of them differ, or after a thousand attempts.
  init?(of words: [UInt64]) {
    let words = Set(words)
    guard words.count <= 32 else { return nil }
    while slotCount < words.count * words.count / 2 { slotCount *= 2 }
    // D. Knuth's linear congruential generator for MMIX gives the candidates; multiplication by an odd one is one to one.
    var seed: UInt64 = 1
    for _ in 0..<1_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      multiplier = seed | 1
      var isTaken = [Bool](repeating: false, count: slotCount)
      var isPerfect = true
      for word in words where isPerfect {
        let slot = Int((word &* multiplier) >> shift)
        isPerfect = !isTaken[slot]
        isTaken[slot] = true
      }
      if isPerfect { return }
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// The bytes, at most eight, as a little-endian number.
  fileprivate var littleEndianNumber: UInt64 {
    reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The bytes, at most eight, in the highest bytes of a little-endian number.
  fileprivate var highestBytes: UInt64 {
    littleEndianNumber << UInt64(64 - 8 * count)
  }
}

extension Span<UInt8> {
  /// The eight bytes at `offset` as a little-endian number; they must lie inside the span.
  @inlinable @inline(__always)
  package func word(at offset: Int) -> UInt64 {
    // SAFETY: the load traps unless all eight bytes lie inside the span, bytes have no padding, and every pattern of
    // them is a UInt64.
    unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
