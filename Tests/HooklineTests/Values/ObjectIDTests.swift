import Hookline
import SampleData
import Testing

/// ObjectIds: 24 hexadecimal digits in either case.
@Suite struct ObjectIDTests {
  @Test(arguments: [
    "000000000000000000000000", "ffffffffffffffffffffffff", "0123456789abcdef01234567",
    "0123456789ABCDEF01234567", "62685990d918fb5557f9f992", "62685990D918fB5557f9F992",
    "000000000000000100000000", "000000000000000000000001", "800000000000000080000000",
  ])
  func idIsWrittenInLowerCase(digits: String) throws {
    let id = try #require(ObjectID(digits))
    #expect(id.description == digits.lowercased())
  }

  @Test(arguments: [
    "", "6", "62685990d918fb5557f9f99", "62685990d918fb5557f9f9921",
    "62685990d918fb5557f9f992 ", " 2685990d918fb5557f9f992", "0x685990d918fb5557f9f992",
    "+2685990d918fb5557f9f992", "-2685990d918fb5557f9f992", "62685990d918fb5557f9f99\n",
    // 24 bytes, and 24 characters.
    "éééééééééééé", "６2685990d918fb5557f9f992",
  ])
  func idHasExactlyTwentyFourDigits(text: String) {
    #expect(ObjectID(text) == nil)
  }

  /// Characters next to the three ranges of digits, and others, at each place.
  @Test(arguments: "/:@G`g\0\u{7F}_")
  func idHasOnlyHexadecimalDigits(character: Character) {
    for index in 0..<ObjectID.digitCount {
      #expect(ObjectID(replacing(index, of: digits("a"), by: character)) == nil, "at \(index)")
    }
  }

  /// Each of the 96 bits counts for reading, writing, equality and hashing.
  @Test func idsWithOneDifferentDigitDiffer() throws {
    let zero = try id("0")
    for index in 0..<ObjectID.digitCount {
      for digit in "123456789abcdef" {
        let text = replacing(index, of: digits("0"), by: digit)
        let other = try #require(ObjectID(text))
        #expect(other != zero)
        #expect(Set([zero, other]).count == 2)
        #expect(other.description == text)
      }
    }
  }

  @Test func idIsTheSameInBothCases() throws {
    let lower = try #require(ObjectID("62685990d918fb5557f9f99c"))
    let upper = try #require(ObjectID("62685990D918FB5557F9F99C"))
    #expect(lower == upper)
    #expect(Set([lower, upper]).count == 1)
  }

  @Test(arguments: [1, UInt64.random(in: 0...UInt64.max)])
  func writtenIDIsReadAsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1000 {
      let text = String(
        (0..<ObjectID.digitCount).map { _ in
          "0123456789abcdefABCDEF".randomElement(using: &random) ?? "0"
        })
      let id = try #require(ObjectID(text))
      #expect(id.description == text.lowercased(), "to repeat: seed \(seed)")
      #expect(ObjectID(id.description) == id, "to repeat: seed \(seed)")
    }
  }

  /// In a line eight digits are checked at once: the result is the same as digit by digit, for any byte at any place.
  @Test(arguments: [1, UInt64.random(in: 0...UInt64.max)])
  func idInALineIsReadAsOnItsOwn(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var reader = EventReader()
    var (idCount, noIDCount) = (0, 0)
    for place in 0..<ObjectID.digitCount {
      for byte in UInt8.min...UInt8.max {
        var digits = (0..<ObjectID.digitCount).map { _ in
          "0123456789abcdefABCDEF".utf8.randomElement(using: &random) ?? 0
        }
        digits[place] = byte
        // Completes a character of two bytes: otherwise the line would be rejected for its UTF-8.
        if byte >= 0xC2, byte < 0xE0, place + 1 < digits.count { digits[place + 1] = 0x80 }
        let line =
          Array(#"{"company":""#.utf8) + digits + Array(#"","type":"","event":""}"#.utf8)
        let expected = ObjectID(String(decoding: digits, as: UTF8.self))
        let found = try? reader.read(line.span)
        try #require(found?.company == expected, "byte \(byte) at \(place), seed \(seed)")
        if expected == nil { noIDCount += 1 } else { idCount += 1 }
      }
    }
    #expect(idCount == 22 * ObjectID.digitCount)
    #expect(noIDCount == 234 * ObjectID.digitCount)
  }

  private func replacing(_ index: Int, of text: String, by character: Character) -> String {
    var characters = Array(text)
    characters[index] = character
    return String(characters)
  }
}
