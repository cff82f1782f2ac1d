internal import Hookline
internal import Invariants
internal import SampleData

/// Definitions, a byte 0xFF, which no text has, and events: what ``RoutingCase`` says must hold for the jobs, and
/// ``HintedLine`` for the hints.
enum LibraryTarget {
  /// Without definitions those of the fixtures are taken.
  static func contradiction(in input: [UInt8]) -> String? {
    let parts = input.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false)
    guard let definitions = parts.first, let events = parts.dropFirst().first else { return nil }
    let routing = RoutingCase(
      definitions: definitions.isEmpty ? Self.fixture : Array(definitions), events: Array(events),
      seed: input.reduce(0) { $0 &* 31 &+ UInt64($1) })
    return routing?.firstContradiction() ?? HintedLine.contradiction(in: Array(events), of: .events)
  }

  private static let fixture = Fixtures.webhooks()
}
