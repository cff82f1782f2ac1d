/// How a run does its work, which does not change its results.
package struct RunEffort: Equatable, Sendable {
  /// The most threads that a run can have.
  package static let maximumThreadCount = 256

  /// The most threads that work, or `nil` for one per processor that this process may use.
  package var threadCount: Int?
  /// How many bytes are read at a time, or `nil` for the default.
  package var readSize: Int?
  /// How many bytes of deliveries that failed are kept in memory, or `nil` for the default.
  package var keptByteCount: Int?

  /// The effort that the program chooses.
  package init() {}
}
