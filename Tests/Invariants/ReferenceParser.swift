internal import SampleData

/// A second parser for RFC 8259: slow, recursive, rule by rule, sharing no code with the scanner.
///
/// Each function reads one rule of the RFC at ``offset`` and throws at the first byte that cannot continue it.
package struct ReferenceParser {
  private let bytes: [UInt8]
  private var offset = 0
  /// Whether a carriage return between tokens is a fault: inside the object on a line.
  private var forbidsReturns = false

  /// The verdict on `bytes`, which is one text, and its value, or `.other` if it is not accepted.
  ///
  /// `depth` is the number of brackets that count as open around it; -1 leaves the outermost bracket out of the count. If
  /// `asLine` is true, an object must not have a carriage return between its tokens.
  package static func judge(
    _ bytes: [UInt8], depth: Int = 0, asLine: Bool = false
  ) -> (verdict: Verdict, value: Value) {
    var parser = ReferenceParser(bytes: bytes)
    do {
      return try parser.text(depth: depth, asLine: asLine)
    } catch {
      return (.fault(error.reason, at: error.offset), .other)
    }
  }

  /// The values of `bytes`, a sequence of texts, up to the first fault.
  ///
  /// Each can be one level deeper than a text may be, which leaves room for an event in a job.
  package static func values(of bytes: [UInt8]) -> [Element] {
    var parser = ReferenceParser(bytes: bytes)
    var values: [Element] = []
    try? parser.whitespace()
    while parser.next != nil {
      let start = parser.offset
      guard let value = try? parser.value(depth: -1) else { break }
      values.append(Element(extent: start..<parser.offset, value: value))
      try? parser.whitespace()
    }
    return values
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `JSON-text = ws value ws`.
  private mutating func text(depth: Int, asLine: Bool) throws(Fault) -> (Verdict, Value) {
    try whitespace()
    if next == nil { return (.blank, .other) }
    let start = offset
    forbidsReturns = asLine && isNext("{")
    let value = try value(depth: depth)
    forbidsReturns = false
    let end = offset
    try whitespace()
    if next != nil { throw unexpected }
    return (.accepted(start..<end), value)
  }

  private mutating func whitespace() throws(Fault) {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      if byte == 0x0D, forbidsReturns { throw Fault(reason: .carriageReturn, offset: offset) }
      offset += 1
    }
  }

  private mutating func value(depth: Int) throws(Fault) -> Value {
    switch next.map(Unicode.Scalar.init) {
    case "{": return try object(depth: depth)
    case "[": return try array(depth: depth)
    case "\"": return .string(try string())
    case "t": try literal("true")
    case "f": try literal("false")
    case "n": try literal("null")
    default: try number()
    }
    return .other
  }

  private mutating func object(depth: Int) throws(Fault) -> Value {
    if depth == 1024 { throw Fault(reason: .tooDeep, offset: offset) }
    try expect("{")
    try whitespace()
    if isNext("}") {
      offset += 1
      return .object([])
    }
    var members = [try member(depth: depth)]
    while isNext(",") {
      offset += 1
      try whitespace()
      members.append(try member(depth: depth))
    }
    try expect("}")
    return .object(members)
  }

  /// `member = string name-separator value`, and the white space after it.
  private mutating func member(depth: Int) throws(Fault) -> Member {
    let nameOffset = offset
    let name = try string()
    try whitespace()
    try expect(":")
    try whitespace()
    let start = offset
    let value = try value(depth: depth + 1)
    let extent = start..<offset
    try whitespace()
    return Member(name: name, nameOffset: nameOffset, extent: extent, value: value)
  }

  private mutating func array(depth: Int) throws(Fault) -> Value {
    if depth == 1024 { throw Fault(reason: .tooDeep, offset: offset) }
    try expect("[")
    try whitespace()
    if isNext("]") {
      offset += 1
      return .array([])
    }
    var elements = [try element(depth: depth)]
    while isNext(",") {
      offset += 1
      try whitespace()
      elements.append(try element(depth: depth))
    }
    try expect("]")
    return .array(elements)
  }

  /// A value in an array, and the white space after it.
  private mutating func element(depth: Int) throws(Fault) -> Element {
    let start = offset
    let value = try value(depth: depth + 1)
    let extent = start..<offset
    try whitespace()
    return Element(extent: extent, value: value)
  }

  private mutating func literal(_ word: String) throws(Fault) {
    for letter in word.unicodeScalars { try expect(letter) }
  }

  /// `number = [ minus ] int [ frac ] [ exp ]`.
  private mutating func number() throws(Fault) {
    if isNext("-") { offset += 1 }
    if isNext("0") {
      offset += 1
      if isNextDigit { throw unexpected }
    } else {
      try digits()
    }
    if isNext(".") {
      offset += 1
      try digits()
    }
    if isNext("e") || isNext("E") {
      offset += 1
      if isNext("+") || isNext("-") { offset += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(Fault) {
    if !isNextDigit { throw unexpected }
    while isNextDigit { offset += 1 }
  }
}

extension ReferenceParser {
  /// Reads the string at ``offset``, and returns it decoded, in UTF-8.
  private mutating func string() throws(Fault) -> [UInt8] {
    var units: [UInt16] = []
    try expect("\"")
    while !isNext("\"") {
      if isNext("\\") {
        offset += 1
        units.append(try escaped())
      } else if let byte = next, 0x20..<0x80 ~= byte {
        units.append(UInt16(byte))
        offset += 1
      } else {
        units += try character().utf16
      }
    }
    offset += 1
    // Joins surrogate pairs; a lone surrogate becomes U+FFFD.
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static let escapes: [Unicode.Scalar: UInt16] = [
    "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 0x08, "f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09,
  ]

  private mutating func escaped() throws(Fault) -> UInt16 {
    if let byte = next, let unit = Self.escapes[Unicode.Scalar(byte)] {
      offset += 1
      return unit
    }
    try expect("u")
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, byte < 0x80,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw unexpected }
      unit = unit * 16 + UInt16(digit)
      offset += 1
    }
    return unit
  }

  /// Reads the character at ``offset``, which the standard library decodes.
  private mutating func character() throws(Fault) -> Character {
    guard let byte = next, byte >= 0x20 else { throw unexpected }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes[offset...].makeIterator()
    guard case .valid(let sequence) = parser.parseScalar(from: &rest) else {
      throw Fault(reason: .invalidUTF8, offset: offset)
    }
    offset += sequence.count
    return Character(Unicode.UTF8.decode(sequence))
  }
}

extension ReferenceParser {
  private struct Fault: Error {
    let reason: JudgedText.Reason
    let offset: Int
  }

  /// The byte at ``offset``, or `nil` at the end.
  private var next: UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  private var isNextDigit: Bool {
    next.map { 0x30...0x39 ~= $0 } ?? false
  }

  private func isNext(_ character: Unicode.Scalar) -> Bool {
    next.map { Unicode.Scalar($0) == character } ?? false
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    if !isNext(character) { throw unexpected }
    offset += 1
  }

  /// The fault if the byte at ``offset``, or the end of the text, cannot continue it.
  private var unexpected: Fault {
    let beginsNoSequence = next.map { 0x80...0xC1 ~= $0 || 0xF5...0xFF ~= $0 } ?? false
    return Fault(reason: beginsNoSequence ? .invalidUTF8 : .invalidJSON, offset: offset)
  }
}
