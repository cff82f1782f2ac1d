internal import Invariants
internal import SampleData

/// An event in runs of equal bytes, three input bytes for each: the byte, and how many of it, in 16 bits.
///
/// So short inputs give events that are long enough to be cut. ``CurlJob`` checks what is written for curl.
enum CurlTarget {
  /// The most bytes of an event; in a debug build, which is slow, too few to be cut.
  private static let longest = TestSize.debug(20_000, release: 300_000)

  static func contradiction(in input: [UInt8]) -> String? {
    var event = [UInt8(ascii: "{")]
    var rest = input[...]
    while rest.count >= 3, event.count < longest {
      let run = Array(rest.prefix(3))
      rest = rest.dropFirst(3)
      // An event has no line feed.
      let byte = run[0] == 0x0A ? UInt8(ascii: "@") : run[0]
      event += repeatElement(byte, count: Int(run[1]) << 8 | Int(run[2]))
    }
    return CurlJob.contradiction(in: event)
  }
}
