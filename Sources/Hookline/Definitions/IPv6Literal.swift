internal import JSONScanning

/// The text form of an IPv6 address in a URL: `IPv6address` of RFC 3986, section 3.2.2.
enum IPv6Literal {
  /// Whether `text`, the part between the brackets, is an IPv6 address; a zone id is not allowed.
  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    // "::" means one or more groups of zeros, and may occur only once.
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

  /// The index of the first `::`, or `nil` if there is none.
  static func gap(in text: ArraySlice<UInt8>) -> Int? {
    text.indices.dropLast().first { text[$0] == ASCII.colon && text[$0 + 1] == ASCII.colon }
  }

  /// How many groups of 16 bits are in `text`, or `nil` if it is malformed.
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
