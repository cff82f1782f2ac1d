internal import JSONScanning

/// The status of a delivery, as the platform, curl and shell scripts write it.
enum DeliveryStatus {
  /// The maximum length of a status, in bytes.
  static let maximumLength = 64

  /// Whether `status`, a value in `text`, says that the delivery succeeded: a number from 200 to 209.
  ///
  /// It is a number, digits in a string, such as curl's `"000"`, or `null`; the last two can stand for no answer.
  ///
  /// - Returns: `nil` if it is something else, or longer than ``maximumLength``.
  static func isSuccess(_ status: SelectedMembers.Member, in text: Span<UInt8>) -> Bool? {
    switch status.kind {
    case .null: return false
    case .number: return isSuccess(number: text.extracting(status.extent))
    default:
      guard let string = DecodedString(status) else { return nil }
      if let extent = string.plainExtent { return isSuccess(digits: text.extracting(extent)) }
      return string.bytes(in: text, limit: maximumLength).flatMap { isSuccess(digits: $0.span) }
    }
  }

  private static func isSuccess(digits: Span<UInt8>) -> Bool? {
    guard digits.indices.allSatisfy({ ASCII.isDigit(digits[$0]) }) else { return nil }
    return isSuccess(number: digits)
  }

  /// Whether the `number`, in JSON's grammar but for leading zeros, is one from 200 to 209.
  private static func isSuccess(number: Span<UInt8>) -> Bool? {
    guard number.count <= maximumLength else { return nil }
    // The usual three digits are compared without a copy; other spellings, such as 2e2, are converted.
    if number.count == 3, (0..<3).allSatisfy({ ASCII.isDigit(number[$0]) }) {
      return number[0] == UInt8(ascii: "2") && number[1] == ASCII.zero
    }
    let digits = number.indices.map { number[$0] }
    return Double(String(decoding: digits, as: UTF8.self)).map { (200...209).contains($0) }
  }
}
