internal import JSONScanning

/// An IP address, as the host of a URL spells it.
enum IPAddress: Equatable {
  /// An IPv4 address, its first number in the highest byte.
  case v4(UInt32)
  /// An IPv6 address, its first group in the highest bytes.
  case v6(UInt128)

  /// The address that `host` spells, or `nil` if it is a name; one period at the end is ignored.
  ///
  /// The host must be that of a URL that ``WebhookURL`` accepts, with the brackets around an IPv6 address.
  init?(_ host: ArraySlice<UInt8>) {
    if host.first == ASCII.leftBracket {
      self = .v6(Self.v6Value(of: host.dropFirst().dropLast()))
      return
    }
    let text = host.last == ASCII.period ? host.dropLast() : host
    guard IPv4Address.isValid(text.span) else { return nil }
    self = .v4(Self.v4Value(of: text))
  }

  private static func v4Value(of text: ArraySlice<UInt8>) -> UInt32 {
    text.split(separator: ASCII.period).reduce(0) { value, digits in
      value << 8 | digits.reduce(0) { 10 * $0 + UInt32($1 - ASCII.zero) }
    }
  }

  private static func v6Value(of text: ArraySlice<UInt8>) -> UInt128 {
    guard let gap = IPv6Literal.gap(in: text) else { return groups(of: text).value }
    let before = groups(of: text[..<gap])
    let after = groups(of: text[(gap + 2)...])
    return before.value << UInt128(128 - 16 * before.count) | after.value
  }

  /// The groups of 16 bits in `text`, which may end in an IPv4 address, as one number, and how many there are.
  private static func groups(of text: ArraySlice<UInt8>) -> (value: UInt128, count: Int) {
    text.split(separator: ASCII.colon).reduce((0, 0)) { groups, group in
      guard !group.contains(ASCII.period) else {
        return (groups.0 << 32 | UInt128(v4Value(of: group)), groups.1 + 2)
      }
      let value = group.reduce(UInt128(0)) { $0 << 4 | UInt128(ASCII.hexValue($1) ?? 0) }
      return (groups.0 << 16 | value, groups.1 + 1)
    }
  }
}
