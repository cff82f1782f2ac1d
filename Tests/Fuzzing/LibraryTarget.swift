internal import Hookline
internal import Invariants
internal import SampleData

/// Definitions, a byte 0xFF, which valid UTF-8 never has, and events: ``RoutingCase`` checks the jobs, and ``HintedLine``
/// the hints.
enum LibraryTarget {
  /// If there are no definitions, those of the fixtures are used.
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
