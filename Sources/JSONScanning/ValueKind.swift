/// The kinds of value that JSON has (RFC 8259, section 3).
public enum ValueKind: Sendable {
  case object
  case array
  case string
  case number
  case boolean
  case null

  /// The kind of the value that begins with `byte`, if the value is well-formed.
  init(firstByte byte: UInt8) {
    switch byte {
    case ASCII.leftBrace: self = .object
    case ASCII.leftBracket: self = .array
    case ASCII.quote: self = .string
    case ASCII.lowerT, ASCII.lowerF: self = .boolean
    case ASCII.lowerN: self = .null
    default: self = .number
    }
  }
}
