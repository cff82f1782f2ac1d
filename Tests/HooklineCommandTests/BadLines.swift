import Foundation

/// Good and bad lines of every sort in a file called `dump.ndjson`.
enum MixedLines {
  /// The lines; some are 5,000 bytes long or not valid UTF-8.
  static let bytes: [UInt8] = {
    let bad = ["{\"a\":01}", "[1]", "{}", "\"\\", String(repeating: "x", count: 5000)]
    var lines: [[UInt8]] = []
    for (number, line) in DirectRun.lines.enumerated() {
      lines.append(Array(line))
      if number.isMultiple(of: 9) { lines.append(Array(bad[number / 9 % bad.count].utf8)) }
      if number.isMultiple(of: 50) { lines.append([0x22, 0xC3, 0x28, 0x22, 0x0D]) }
    }
    return Array(lines.joined(separator: [lineFeed]))
  }()

  /// How many of the lines are rejected.
  static let badCount = 39 + 7

  /// Runs the program in the folder of `scratch`, where `dump.ndjson` holds `input`.
  ///
  /// `options` end the line of bash; `before` is put before the program's name.
  static func run(
    _ options: String, input: [UInt8] = bytes, in scratch: Scratch, before: String = ""
  ) throws -> Run {
    _ = try scratch.file("dump.ndjson", holding: input)
    return try scratch.run(
      "\(before) hookline -w \(BuiltBinary.fixtures.path())/webhooks.json \(options)")
  }
}

/// A file called `bad`, whose one line is rejected.
enum OneBadLine {
  /// The program with its definitions, for a line of bash.
  static let hookline = "hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"

  /// Runs a line of bash in the folder of `scratch`, where the file is.
  static func run(_ line: String, in scratch: Scratch) throws -> Run {
    try scratch.run("printf '7\\n' > bad; \(line)")
  }
}
