internal import JSONScanning

/// The rules for the host of a webhook's URL.
///
/// RFC 3986, section 3.2.2, lets a host be almost anything. Programs disagree on what `127.1`, `0x7f.0.0.1`, `127.0.0.%31` and
/// `a..b` mean, and a job that goes to a host other than the one that was checked is a leak, so these are not allowed.
enum URLHost {
  /// Checks the host at the start of `authority`, and returns the offset after it: that of a colon, or the end.
  ///
  /// The authority must not have brackets unless it begins with one.
  ///
  /// - Throws: The first rule that the host breaks.
  /// - Complexity: O(`authority.count`).
  static func check(in authority: Span<UInt8>) throws(WebhookURL.Fault) -> Int {
    guard authority.count > 0, authority[0] == ASCII.leftBracket else {
      let end = authority.offset(of: ASCII.colon, from: 0)
      try checkName(authority.extracting(..<end))
      return end
    }
    let end = authority.offset(of: ASCII.rightBracket, from: 0)
    guard !authority.extracting(..<end).contains(percent) else { throw .zone }
    guard end < authority.count, IPv6Literal.isValid((1..<end).map { authority[$0] }[...]),
      end + 1 == authority.count || authority[end + 1] == ASCII.colon
    else { throw .brackets }
    return end + 1
  }

  /// Checks a host that is not in brackets.
  private static func checkName(_ host: Span<UInt8>) throws(WebhookURL.Fault) {
    // A name may end with one period, that of the root (RFC 1034, section 3.1).
    var end = host.count
    if end > 0, host[end - 1] == ASCII.period { end -= 1 }
    guard end > 0 else { throw .host }
    guard !host.contains(percent) else { throw .hostEscape }
    let name = host.extracting(..<end)
    var (start, labelEnd) = (0, name.offset(of: ASCII.period, from: 0))
    while labelEnd > start, labelEnd < end {
      start = labelEnd + 1
      labelEnd = name.offset(of: ASCII.period, from: start)
    }
    guard labelEnd > start else { throw .emptyLabel }
    // The "ends in a number" check of the URL Standard (url.spec.whatwg.org, section 3.5).
    if isNumber(name.extracting(start...)) {
      guard IPv4Address.isValid(name) else { throw .address }
    }
  }

  /// Whether `label`, which must not be empty, is a number: digits, or `0x` and any hexadecimal digits, even none.
  private static func isNumber(_ label: Span<UInt8>) -> Bool {
    guard ASCII.isDigit(label[0]) else { return false }
    let isHexadecimal = label.count > 1 && label[0] == ASCII.zero && label[1] | ASCII.caseBit == x
    return isHexadecimal
      ? (2..<label.count).allSatisfy { ASCII.hexValue(label[$0]) != nil }
      : label.indices.allSatisfy { ASCII.isDigit(label[$0]) }
  }

  private static let percent = UInt8(ascii: "%")
  private static let x = UInt8(ascii: "x")
}
