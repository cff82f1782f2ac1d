import SampleData

/// One plain run on the fixtures, with which other runs are compared.
enum DirectRun {
  /// The arguments that name the webhooks.
  static let webhooks = ["-w", "fixtures/webhooks.json"]

  /// The bytes of the file of events.
  static let events = Fixtures.events()

  /// The lines of the events, without their line feeds.
  static let lines = events.split(separator: lineFeed)

  /// The first line, with its line feed; it gives one job.
  static let firstLine = Array(lines[0]) + [lineFeed]

  /// What came of the run.
  static var run: Run { get throws { try result.get() } }

  private static let result = Result { try BuiltBinary.run(webhooks + ["fixtures/events.ndjson"]) }
}

let lineFeed = UInt8(ascii: "\n")
