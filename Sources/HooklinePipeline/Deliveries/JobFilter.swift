package import Hookline

/// Which jobs of a run are left out because of other records or of earlier runs.
package struct JobFilter: Sendable {
  /// The jobs that are done, if no job is to be made twice; `nil` if that does not matter.
  package var done: DoneJobs?
  /// Whether jobs are made only for the deliveries of a log of which no record shows success, once all of it was read.
  package var onlyFailed: Bool

  /// A filter; by default nothing is left out.
  package init(done: DoneJobs? = nil, onlyFailed: Bool = false) {
    self.done = done
    self.onlyFailed = onlyFailed
  }
}
