import SampleData

/// The main job on the fixtures, run once, with which other runs are compared.
enum DirectRun {
  /// The arguments that name the webhooks.
  static let webhooks = ["-w", "fixtures/webhooks.json"]

  /// The bytes of the events.
  static let events = Fixtures.events()

  /// The events line by line.
  static let lines = events.split(separator: lineFeed)

  /// The run itself.
  static var run: Run { get throws { try result.get() } }

  private static let result = Result { try BuiltBinary.run(webhooks + ["fixtures/events.ndjson"]) }
}

/// What ends a line.
let lineFeed = UInt8(ascii: "\n")
