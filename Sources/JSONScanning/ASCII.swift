/// The bytes that JSON's grammar names, and the classes of bytes that it distinguishes.
package enum ASCII {
  // Each constant is the ASCII code (RFC 20) of the character that its name says.
  package static let quote = UInt8(ascii: "\"")
  package static let backslash = UInt8(ascii: "\\")
  package static let slash = UInt8(ascii: "/")
  package static let colon = UInt8(ascii: ":")
  package static let comma = UInt8(ascii: ",")
  package static let period = UInt8(ascii: ".")
  package static let minus = UInt8(ascii: "-")
  package static let plus = UInt8(ascii: "+")
  package static let leftBrace = UInt8(ascii: "{")
  package static let rightBrace = UInt8(ascii: "}")
  package static let leftBracket = UInt8(ascii: "[")
  package static let rightBracket = UInt8(ascii: "]")
  package static let zero = UInt8(ascii: "0")
  package static let nine = UInt8(ascii: "9")
  package static let lowerA = UInt8(ascii: "a")
  package static let lowerB = UInt8(ascii: "b")
  package static let lowerE = UInt8(ascii: "e")
  package static let lowerF = UInt8(ascii: "f")
  package static let lowerL = UInt8(ascii: "l")
  package static let lowerN = UInt8(ascii: "n")
  package static let lowerR = UInt8(ascii: "r")
  package static let lowerS = UInt8(ascii: "s")
  package static let lowerT = UInt8(ascii: "t")
  package static let lowerU = UInt8(ascii: "u")
  package static let tab = UInt8(ascii: "\t")
  package static let lineFeed = UInt8(ascii: "\n")
  package static let carriageReturn = UInt8(ascii: "\r")
  package static let space = UInt8(ascii: " ")

  /// The bit in which a letter's two cases differ.
  package static let caseBit: UInt8 = 0x20

  /// Whether `byte` is white space between tokens (RFC 8259, section 2).
  @inline(__always)
  package static func isWhitespace(_ byte: UInt8) -> Bool {
    byte <= space && (byte == space || byte == lineFeed || byte == carriageReturn || byte == tab)
  }

  /// Whether `byte` is one of `0`...`9`.
  @inline(__always)
  package static func isDigit(_ byte: UInt8) -> Bool {
    byte &- zero < 10
  }

  /// Whether `byte` is an ASCII letter, in either case.
  package static func isLetter(_ byte: UInt8) -> Bool {
    (byte | caseBit) &- lowerA < 26
  }

  /// Whether `byte` stands for itself in a string and is one whole character.
  @inline(__always)
  package static func isPlainInString(_ byte: UInt8) -> Bool {
    byte &- space < 0x60 && byte != quote && byte != backslash
  }

  /// The value of `byte` as a hexadecimal digit in either case, or `nil` if it is not one.
  @inline(__always)
  package static func hexValue(_ byte: UInt8) -> UInt8? {
    if isDigit(byte) { return byte &- zero }
    let letter = (byte | caseBit) &- lowerA
    return letter < 6 ? letter &+ 10 : nil
  }
}
