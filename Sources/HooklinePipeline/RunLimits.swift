/// The limits of a run.
package struct RunLimits: Equatable, Sendable {
  /// The longest line or other record that is read, in bytes before its line feed.
  package var lineLength: Int
  /// The most jobs that are written; `nil` if there is no limit.
  package var jobs: Int?
  /// The most lines or other records that may be rejected; `nil` if there is no limit.
  package var rejects: Int?

  /// Limits; the defaults apply if the user sets none.
  package init(lineLength: Int = 64 << 20, jobs: Int? = nil, rejects: Int? = nil) {
    self.lineLength = lineLength
    self.jobs = jobs
    self.rejects = rejects
  }
}
