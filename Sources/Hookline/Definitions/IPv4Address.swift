internal import JSONScanning

/// The text form of an IPv4 address in a URL: `IPv4address` of RFC 3986, section 3.2.2.
enum IPv4Address {
  /// Whether `text` is four numbers from 0 to 255, without leading zeros, separated by periods.
  static func isValid(_ text: Span<UInt8>) -> Bool {
    var (count, start) = (1, 0)
    var end = text.offset(of: ASCII.period, from: start)
    while end < text.count, isByte(text.extracting(start..<end)) {
      (count, start) = (count + 1, end + 1)
      end = text.offset(of: ASCII.period, from: start)
    }
    return count == 4 && end == text.count && isByte(text.extracting(start...))
  }

  /// Whether `digits` are a decimal number from 0 to 255 without leading zeros.
  private static func isByte(_ digits: Span<UInt8>) -> Bool {
    guard 1...3 ~= digits.count, digits[0] != ASCII.zero || digits.count == 1 else { return false }
    var value = 0
    for index in digits.indices {
      guard ASCII.isDigit(digits[index]) else { return false }
      value = 10 * value + Int(digits[index] - ASCII.zero)
    }
    return value <= 255
  }
}
