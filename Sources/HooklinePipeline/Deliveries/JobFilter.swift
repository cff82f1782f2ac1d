package import Hookline

/// Which jobs of a run are left out because of other records or of earlier runs.
package struct JobFilter: Sendable {
  /// The jobs that are done, if no job is to be made twice; `nil` if that does not matter.
  package var done: DoneJobs?
  /// Whether jobs are made only for the deliveries of a log of which no record shows success, once all of it was read.
  package var onlyFailed: Bool
  /// How many bytes of those deliveries are kept in memory until then, or `nil` for the default.
  package var keptByteCount: Int?

  /// A filter; by default nothing is left out.
  package init(done: DoneJobs? = nil, onlyFailed: Bool = false, keptByteCount: Int? = nil) {
    self.done = done
    self.onlyFailed = onlyFailed
    self.keptByteCount = keptByteCount
  }
}
