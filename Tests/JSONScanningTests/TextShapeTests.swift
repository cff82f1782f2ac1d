import JSONScanning
import Testing

/// Searches that compare eight bytes at a time find what a search byte by byte finds.
@Suite struct TextShapeTests {
  @Test(arguments: 0...40) func lastOffsetOfAByteIsFoundAtEveryPlace(count: Int) {
    for place in -1..<count {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      // Bytes that differ from it only in the highest or the lowest bit must not be taken for it.
      for index in bytes.indices where index % 3 == 0 { bytes[index] = 0x8A }
      for index in bytes.indices where index % 3 == 1 { bytes[index] = 0x0B }
      if place >= 0 { bytes[place] = 0x0A }
      for start in 0...count {
        let expected = bytes[start...].lastIndex(of: 0x0A)
        #expect(bytes.span.lastOffset(of: 0x0A, in: start..<count) == expected)
      }
      #expect(bytes.span.offset(of: 0x0A, from: 0) == (place >= 0 ? place : count))
    }
  }
}
