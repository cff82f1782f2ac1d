// Blocks around the limits of a window: the 1 MiB that are indexed before any line in them is read, with room for 65,536
// tokens.

extension EdgeBlocks {
  private static let event = Array(#"{"company":"x","data":{"group":1,"a":[{}]},"type":2}"#.utf8)

  /// Blocks around or over the number of bytes or tokens that a window has room for, by description.
  package static let windows: [(name: String, bytes: [UInt8])] =
    (-2...1).map { ("a line that ends \($0) bytes after a window", line(endingAfterWindow: $0)) }
    + [
      ("a string that is left open", joined([event, long("{\"a\":\"", ""), event, event])),
      (
        "a line longer than a window, after others",
        joined([event, event, long("{\"a\":\"", "\"}"), event])
      ),
      ("no line feed in a window", long("{\"a\":\"", "\"}")),
      ("arrays without room", joined([event, brackets("[],", 35_000, "1"), event, event])),
      (
        "arrays with room",
        joined([event, brackets("[],", 29_000, "1"), brackets("[],", 5_000, "1"), event])
      ),
      (
        "brackets left open",
        joined([brackets("[", 70_000, ""), event, brackets("{", 100, ""), event])
      ),
      (
        "lines of many brackets",
        joined((0..<700).map { _ in brackets("[],{},", 25, "1") } + [event])
      ),
      (
        "faults without room",
        joined([event, repeated("\\", 70_000), event, repeated("\u{1},", 40_000), event])
      ),
      (
        "names without room",
        joined([
          event, brackets("\"data\",", 70_000, "1"), event, names(999), names(1_000), names(1_001),
          event,
        ])
      ),
      (
        "a value far from its name, with many objects after it",
        joined([
          event,
          Array("{\"data\":".utf8) + repeated(" ", 60_000) + Array("null".utf8)
            + repeated(",\"x\":{\"a\":{\"b\":{}}}", 3_000) + Array("}".utf8), event,
        ])
      ),
      ("empty lines", joined([repeated("\n", 66_000), event, event])),
      (
        "lines of a quote",
        joined([repeated("\"\n", 34_000), event, repeated("{}\n", 24_000), event])
      ),
    ]

  private static func line(endingAfterWindow distance: Int) -> [UInt8] {
    let head = event + Array("\n{\"a\":\"".utf8)
    let count = 1 << 20 + distance - head.count - 3
    return head + repeated("b", count) + Array("\"}\n".utf8) + joined([event, event, event])
  }

  private static func long(_ head: String, _ tail: String) -> [UInt8] {
    Array(head.utf8) + repeated("bcdefghé", 120_000) + Array(tail.utf8)
  }

  private static func brackets(_ piece: String, _ count: Int, _ tail: String) -> [UInt8] {
    Array("{\"data\":[".utf8) + repeated(piece, count) + Array("\(tail)]}".utf8)
  }

  private static func names(_ count: Int) -> [UInt8] {
    Array("{".utf8) + repeated("\"type\":1,", count - 1) + Array("\"company\":2}".utf8)
  }

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
  }

  private static func joined(_ lines: [[UInt8]]) -> [UInt8] {
    lines.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
