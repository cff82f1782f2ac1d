/// Names to look strings up among, by words of eight bytes instead of byte by byte.
///
/// A string is compared only with names that end with the same letter, mostly none or one; for names of up to 15 bytes
/// two words then settle it. It is a class so that what has one is copied without its arrays.
public final class NameList: Sendable {
  /// What of a name is compared.
  private struct Key {
    /// How many bytes the name has.
    let count: Int
    /// The last eight bytes of the name in its quotes, or as many as it has, in the highest bytes.
    let end: UInt64
    /// Which bits of `end` count.
    let endMask: UInt64
    /// The first eight bytes of a name that has so many.
    let start: UInt64
    /// The next name with the same last letter, by its place and one more, or 0.
    let next: Int
  }

  private let names: [[UInt8]]
  private let keys: [Key]
  /// For the lower six bits of each last letter the first name that ends with it, by its place and one more, or 0.
  private let ends: [UInt8]

  /// Makes the list of `names`, at most 255 in UTF-8; which of them is found is told by its place here.
  public init(_ names: [String]) {
    var ends = Array(repeating: UInt8(0), count: 64)
    var keys: [Key] = []
    self.names = names.map { Array($0.utf8) }
    for (place, name) in self.names.enumerated() {
      let quoted = [ASCII.quote] + name + [ASCII.quote]
      let known = min(quoted.count, 8)
      let shift = UInt64(64 - 8 * known)
      let letter = Int((name.last ?? ASCII.quote) & 63)
      keys.append(
        Key(
          count: name.count, end: quoted.suffix(known).littleEndianNumber << shift,
          endMask: ~0 << shift, start: name.prefix(8).littleEndianNumber,
          next: Int(ends[letter])))
      ends[letter] = UInt8(place + 1)
    }
    (self.keys, self.ends) = (keys, ends)
    // All of a name in its quotes, however it is written, is then in 64 bytes: an escape has six.
    let areShort = self.names.allSatisfy { 6 * $0.count <= 62 }
    let lettersAndBlanks = ends.indices.filter { ends[$0] != 0 } + [0x22, 0x20, 0x0D, 0x09]
    lastBytes = areShort ? lettersAndBlanks.reduce(0) { $0 | 1 << UInt64($1) } : ~0
  }

  /// How many names there are.
  var count: Int { names.count }

  /// One bit for each value of the lower six bits of a byte that can stand two before the colon behind a name without
  /// escapes: its last letter or, where white space is before the colon, that or the quote; all bits where some name has
  /// more than ten bytes.
  let lastBytes: UInt64

  /// The place of the name that `string` is, or `nil` where it is none.
  ///
  /// - Complexity: O(number of names), a name's length where one has that of the string.
  public func place(of string: DecodedString, in text: Span<UInt8>) -> Int? {
    guard let extent = string.plainExtent else {
      return names.firstIndex { string.equals($0, in: text) }
    }
    return place(behind: extent.upperBound + 1, in: text)
  }

  /// The place of the name that ends, with its closing quote, before `end`, or `nil` where it is none.
  ///
  /// No backslash may stand in it.
  @inline(__always)
  func place(behind end: Int, in text: Span<UInt8>) -> Int? {
    guard end >= 8 else { return slowPlace(behind: end, in: text) }
    return find(endingLike: text.word(at: end &- 8), before: end, in: text)?.place
  }

  /// The same, and how many bytes the name has, where the eight bytes before `end` are known, as a little-endian number.
  @inline(__always)
  func find(
    endingLike word: UInt64, before end: Int, in text: Span<UInt8>
  ) -> (place: Int, count: Int)? {
    // Most strings are told from all names by their last letter.
    var candidate = Int(ends[Int(word &>> 48 & 63)])
    while candidate != 0 {
      let key = keys[candidate &- 1]
      // A name of up to six bytes is whole in the word, with both its quotes.
      if word & key.endMask == key.end,
        key.count < 7 || isRest(of: candidate &- 1, behind: end, text)
      {
        return (candidate &- 1, key.count)
      }
      candidate = key.next
    }
    return nil
  }

  /// Whether what stands before the last eight bytes is that of the name at `place`.
  @inline(__always)
  private func isRest(of place: Int, behind end: Int, _ text: Span<UInt8>) -> Bool {
    let count = keys[place].count
    let start = end &- 1 &- count
    guard start > 0, text[start &- 1] == ASCII.quote else { return false }
    return count < 8
      || text.word(at: start) == keys[place].start
        && (count <= 15 || isName(place, at: start, in: text))
  }

  /// The same, byte by byte: near the start of a text there are no eight bytes before the end.
  private func slowPlace(behind end: Int, in text: Span<UInt8>) -> Int? {
    names.indices.first { place in
      let start = end - 1 - names[place].count
      return start > 0 && text[start - 1] == ASCII.quote && isName(place, at: start, in: text)
    }
  }

  /// Whether the name at `place` is, byte for byte, what stands at `start`.
  private func isName(_ place: Int, at start: Int, in text: Span<UInt8>) -> Bool {
    let name = names[place]
    return name.indices.allSatisfy { name[$0] == text[start + $0] }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes, at most eight, as a little-endian number.
  fileprivate var littleEndianNumber: UInt64 {
    reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Span<UInt8> {
  /// The eight bytes at `offset` as a little-endian number; they must lie inside the span.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    // SAFETY: the load traps unless all eight bytes lie inside the span, bytes have no padding, and every pattern of
    // them is a UInt64.
    unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
