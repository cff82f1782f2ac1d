package import HooklineSystem

/// Where a run writes, open and checked.
package struct RunOutputs: Sendable {
  /// Where the jobs go, or explanations, if they are written as they are made.
  package var jobs: Descriptor
  /// Where the records of rejected lines go, or `nil` if they are not kept.
  package var rejects: Descriptor?
  /// Where the rejected lines themselves go, or `nil` if they are not kept.
  package var rawRejects: Descriptor?
  /// The regular files that are written: an input that is one of them, whatever its name, is not read.
  package var files: Set<FileIdentity> = []

  /// Outputs of which all but `jobs` can be left out.
  package init(jobs: Descriptor, rejects: Descriptor? = nil) {
    (self.jobs, self.rejects) = (jobs, rejects)
  }
}
