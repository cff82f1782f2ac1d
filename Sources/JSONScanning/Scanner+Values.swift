// Values of any kind, checked only for their grammar, and the elements of an array one at a time.

extension Scanner {
  /// Scans the value at ``offset``, of any kind, inside `depth` open objects and arrays, 0 or more.
  ///
  /// It keeps the open objects and arrays as one bit each and does not recurse, so that depth costs no stack.
  ///
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(length of the value).
  public mutating func scanValue(in text: Span<UInt8>, depth: Int) throws(ScanFault) {
    let byte = nextByte(in: text)
    guard byte == ASCII.leftBrace || byte == ASCII.leftBracket else {
      return try scanScalar(in: text)
    }
    var open = OpenBrackets()
    try scanValues(in: text, depth: depth, closing: &open)
  }

  /// Scans the rest of a line from the bracket at `offset` on.
  ///
  /// Everything before it was scanned, `open` are the brackets open at it, and `depth` more count as open around the line. If
  /// `asLine`, a carriage return between the tokens of an object is a fault.
  ///
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(length of the rest).
  mutating func scanRest(
    in text: Span<UInt8>, fromBracketAt offset: Int, inside open: OpenBrackets, depth: Int,
    asLine: Bool
  ) throws(ScanFault) {
    var open = open
    self.offset = offset
    let byte = nextByte(in: text)
    forbidsCarriageReturns =
      asLine && (open.count > 0 ? open.firstIsObject : byte == ASCII.leftBrace)
    if byte == ASCII.rightBrace || byte == ASCII.rightBracket {
      self.offset += 1
      open.pop()
      if try scanToNextValue(in: text, closing: &open) {
        try scanValues(in: text, depth: depth, closing: &open)
      }
    } else {
      try scanValues(in: text, depth: depth, closing: &open)
    }
    forbidsCarriageReturns = false
    skipWhitespace(in: text)
    guard self.offset == text.count else { throw fault(expected: .endOfText, in: text) }
  }

  /// Scans the value at ``offset``, which is inside `open` and `depth` brackets around those, and what follows it until all of
  /// `open` are closed.
  @inline(__always)
  private mutating func scanValues(
    in text: Span<UInt8>, depth: Int, closing open: inout OpenBrackets
  ) throws(ScanFault) {
    while true {
      switch nextByte(in: text) {
      case ASCII.leftBrace:
        try scanOpeningBracket(in: text, depth: depth + open.count)
        guard nextByte(in: text) == ASCII.rightBrace else {
          open.push(isObject: true)
          _ = try scanName(in: text, expected: .firstName)
          try scanColon(in: text)
          continue
        }
        offset += 1
      case ASCII.leftBracket:
        try scanOpeningBracket(in: text, depth: depth + open.count)
        guard nextByte(in: text) == ASCII.rightBracket else {
          open.push(isObject: false)
          continue
        }
        offset += 1
      default:
        try scanScalar(in: text)
      }
      guard try scanToNextValue(in: text, closing: &open) else { return }
    }
  }

  /// Scans the value at ``offset``, which is not an object or array.
  @inline(__always)
  private mutating func scanScalar(in text: Span<UInt8>) throws(ScanFault) {
    switch nextByte(in: text) {
    case ASCII.quote:
      _ = try scanString(in: text)
    case ASCII.minus, ASCII.zero...ASCII.nine:
      try scanNumber(in: text)
    case ASCII.lowerF, ASCII.lowerN, ASCII.lowerT:
      try scanLiteral(in: text)
    default:
      throw fault(expected: .value, in: text)
    }
  }

  /// Closes what ends after a value, and moves to the next value.
  ///
  /// - Returns: Whether a value follows; `false` once nothing is open.
  @inline(__always)
  private mutating func scanToNextValue(
    in text: Span<UInt8>, closing open: inout OpenBrackets
  ) throws(ScanFault) -> Bool {
    while open.count > 0 {
      if open.lastIsObject {
        if try scanSeparator(in: text, closing: ASCII.rightBrace, expected: .nextMember) {
          _ = try scanName(in: text, expected: .name)
          try scanColon(in: text)
          return true
        }
      } else if try scanSeparator(in: text, closing: ASCII.rightBracket, expected: .nextElement) {
        return true
      }
      open.pop()
    }
    return false
  }
}

extension Scanner {
  /// Calls `body` at each element of the array at ``offset``, or once at ``offset`` if there is no array.
  ///
  /// `body` receives the scanner and the number of open arrays, 0 or 1, and must scan one value.
  ///
  /// - Throws: The first fault, left to right, or what `body` throws.
  /// - Complexity: O(length of the value), not counting what `body` scans.
  public mutating func scanElements(
    in text: Span<UInt8>, _ body: (inout Scanner, Int) throws(ScanFault) -> Void
  ) throws(ScanFault) {
    guard nextByte(in: text) == ASCII.leftBracket else { return try body(&self, 0) }
    try scanOpeningBracket(in: text, depth: 0)
    guard nextByte(in: text) != ASCII.rightBracket else {
      offset += 1
      return
    }
    repeat {
      try body(&self, 1)
    } while try scanSeparator(in: text, closing: ASCII.rightBracket, expected: .nextElement)
  }
}

/// The brackets that are open around a place, one bit each: object or array.
///
/// At most one more than ``Scanner/maximumDepth`` is ever open, in a log record, which does not count as a level; so a fixed
/// number of bits is enough.
struct OpenBrackets {
  private var bits: InlineArray<17, UInt64> = .init(repeating: 0)
  private(set) var count = 0

  /// No open brackets.
  init() {}

  /// At most 64 brackets, the innermost in the lowest bit, which is set for an object.
  init(_ brackets: UInt64, count: Int) {
    for number in (0..<count).reversed() { push(isObject: brackets >> UInt64(number) & 1 == 1) }
  }

  /// Whether the outermost one is an object; one must be open.
  var firstIsObject: Bool { bits[0] & 1 == 1 }

  /// Whether the innermost one is an object; one must be open.
  var lastIsObject: Bool {
    (bits[(count - 1) >> 6] >> UInt64((count - 1) & 63)) & 1 == 1
  }

  mutating func push(isObject: Bool) {
    let bit: UInt64 = 1 << UInt64(count & 63)
    if isObject { bits[count >> 6] |= bit } else { bits[count >> 6] &= ~bit }
    count += 1
  }

  mutating func pop() {
    count -= 1
  }
}
