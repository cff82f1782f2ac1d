// Text without strings or arrays that take memory, because a signal handler makes it.

extension OutputRawSpan {
  /// Appends the bytes of `text`.
  mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Appends `number`, which must not be negative, in decimal digits.
  mutating func append(_ number: Int, isGrouped: Bool = false) {
    var (power, place) = (1, 0)
    while number / power >= 10 { (power, place) = (power * 10, place + 1) }
    while power > 0 {
      append(UInt8(0x30 + number / power % 10))
      if isGrouped, place > 0, place % 3 == 0 { append(",") }
      (power, place) = (power / 10, place - 1)
    }
  }

  /// Appends `count` spaces, or none if it is negative.
  mutating func append(spaces count: Int) {
    var rest = count
    while rest > 0 {
      append(" ")
      rest -= 1
    }
  }

  /// Appends the block that fills `count` eighths of a column from the left: U+2588 is the full one.
  mutating func append(eighth count: Int) {
    append(0xE2 as UInt8)
    append(0x96 as UInt8)
    append(UInt8(0x90 - count))
  }
}
