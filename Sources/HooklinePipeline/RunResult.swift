package import Hookline

/// What a run gives once it is over.
package struct RunResult: Sendable {
  /// How it went, and what was counted.
  package let summary: RunSummary
  /// What was made of the events.
  package let product: Product
  /// How many jobs each webhook gets, or `nil` if that was not counted.
  package let jobCounts: JobCounts?
}
