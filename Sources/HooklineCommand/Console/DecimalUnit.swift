/// A power of 1,000 bytes.
struct DecimalUnit {
  private var exponent = 0
  private var size = 1

  /// The largest unit of which `byteCount` is at least one.
  init(for byteCount: Int) {
    while exponent < 6, byteCount / 1000 >= size {
      exponent += 1
      size *= 1000
    }
  }

  /// What follows a number of these units.
  var suffix: String {
    switch exponent {
    case 0: " B"
    case 1: " kB"
    case 2: " MB"
    case 3: " GB"
    case 4: " TB"
    case 5: " PB"
    default: " EB"
    }
  }

  /// How many digits `byteCount` has in this unit before the point.
  func digitCount(of byteCount: Int) -> Int {
    var (count, rest) = (1, byteCount / size / 10)
    while rest > 0 { (count, rest) = (count + 1, rest / 10) }
    return count
  }

  /// Appends `byteCount` in this unit, with one decimal, or, if `digitCount` is given, as many as make that number of digits.
  func append(_ byteCount: Int, digitCount: Int? = nil, to text: inout OutputRawSpan) {
    text.append(byteCount / size)
    guard exponent > 0 else { return }
    var decimalCount = 1
    if let digitCount { decimalCount = digitCount - self.digitCount(of: byteCount) }
    guard decimalCount > 0 else { return }
    text.append(".")
    var (rest, power) = (byteCount % size, size)
    while decimalCount > 0 {
      power /= 10
      text.append(rest / power)
      rest %= power
      decimalCount -= 1
    }
  }
}
