internal import JSONScanning

/// The text form of an IPv6 address in a URL: `IPv6address` of RFC 3986, section 3.2.2.
enum IPv6Literal {
  /// Whether `text`, what stands between the brackets, is an IPv6 address; zone ids are none.
  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    // "::" stands for one group of zeros or more, and at most one may.
    guard let gap = gap(in: text) else { return groupCount(of: text) == 8 }
    let before = text[..<gap]
    let after = text[(gap + 2)...]
    guard self.gap(in: text[(gap + 1)...]) == nil,
      !before.contains(UInt8(ascii: ".")),
      let first = before.isEmpty ? 0 : groupCount(of: before),
      let last = after.isEmpty ? 0 : groupCount(of: after)
    else { return false }
    return first + last <= 7
  }

  /// Where the first `::` stands.
  private static func gap(in text: ArraySlice<UInt8>) -> Int? {
    text.indices.dropLast().first { text[$0] == ASCII.colon && text[$0 + 1] == ASCII.colon }
  }

  /// How many groups of 16 bits `text` writes, or `nil` where it writes something else.
  private static func groupCount(of text: ArraySlice<UInt8>) -> Int? {
    let groups = text.split(separator: ASCII.colon, omittingEmptySubsequences: false)
    var count = 0
    for (index, group) in groups.enumerated() {
      if index == groups.count - 1, group.contains(ASCII.period) {
        guard IPv4Address.isValid(group.span) else { return nil }
        count += 2
      } else {
        guard (1...4).contains(group.count), group.allSatisfy({ ASCII.hexValue($0) != nil })
        else { return nil }
        count += 1
      }
    }
    return count
  }
}
