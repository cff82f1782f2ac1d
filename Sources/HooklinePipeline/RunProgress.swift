package import HooklineSystem
internal import Synchronization

/// How far a run has got, for a display of its progress.
///
/// The committer notes it after each block. Any thread can ask for it at any time, and so can a signal handler.
package final class RunProgress: Sendable {
  /// What a run is doing.
  package enum Phase: Int, Sendable {
    /// It has not begun to read the inputs.
    case starting
    /// It reads the inputs.
    case reading
    /// It has read them all, and makes the jobs that need all of them.
    case replaying
  }

  /// How far a run had got at a moment.
  package struct State: Equatable, Sendable {
    /// What it was doing.
    package var phase: Phase
    /// How many bytes of the inputs are done, and how many there are, if that is known.
    package var byteCount: Int
    package var totalByteCount: Int?
    /// How many jobs were made.
    package var jobCount: Int
    /// How many records were rejected.
    package var rejectedCount: Int
    /// For how long the inputs have been read.
    package var milliseconds: Int

    /// A state; by default, nothing was read.
    package init(
      _ phase: Phase = .starting, byteCount: Int = 0, of totalByteCount: Int? = nil,
      jobCount: Int = 0, rejectedCount: Int = 0, milliseconds: Int = 0
    ) {
      self.phase = phase
      self.byteCount = byteCount
      self.totalByteCount = totalByteCount
      self.jobCount = jobCount
      self.rejectedCount = rejectedCount
      self.milliseconds = milliseconds
    }
  }

  private let phase = Atomic(Phase.starting.rawValue)
  private let byteCount = Atomic(0)
  /// The size of all inputs, or -1 if it is not known.
  private let totalByteCount = Atomic(-1)
  private let jobCount = Atomic(0)
  private let rejectedCount = Atomic(0)
  /// When the run began to read, by the monotonic clock in milliseconds.
  private let start = Atomic(Int64(0))

  /// The progress of a run that has not begun.
  package init() {}

  /// How far the run has got.
  ///
  /// The numbers can be of two blocks that follow each other.
  package var state: State {
    let total = totalByteCount.load(ordering: .relaxed)
    let start = start.load(ordering: .relaxed)
    return State(
      Phase(rawValue: phase.load(ordering: .relaxed)) ?? .starting,
      byteCount: byteCount.load(ordering: .relaxed), of: total < 0 ? nil : total,
      jobCount: jobCount.load(ordering: .relaxed),
      rejectedCount: rejectedCount.load(ordering: .relaxed),
      milliseconds: start == 0 ? 0 : Int(MonotonicClock.milliseconds - start))
  }

  /// Notes that the run begins to read the inputs called `names`.
  ///
  /// Their size is known if all are regular files. A file that does not exist counts as empty; one that other
  /// programs have read in part, as standard input can be, counts from there.
  package func begin(reading names: [FileName]) {
    let sizes = names.map { $0.remainingByteCount }
    let total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 &+ ($1 ?? 0) }
    totalByteCount.store(total ?? -1, ordering: .relaxed)
    start.store(MonotonicClock.milliseconds, ordering: .relaxed)
    phase.store(Phase.reading.rawValue, ordering: .relaxed)
  }

  /// Notes how many jobs are made, bytes are done, and records were rejected.
  func note(jobCount: Int, byteCount: Int, rejectedCount: Int) {
    self.jobCount.store(jobCount, ordering: .relaxed)
    self.byteCount.store(byteCount, ordering: .relaxed)
    self.rejectedCount.store(rejectedCount, ordering: .relaxed)
  }

  /// Notes that all inputs were read, and that jobs are made now.
  func beginReplay() { phase.store(Phase.replaying.rawValue, ordering: .relaxed) }
}

extension FileName {
  /// How many bytes are still to be read of the file, or `nil` if it is not a regular one.
  fileprivate var remainingByteCount: Int? {
    guard self == .standardInput else { return try? size() }
    let input = Descriptor.standardInput
    return input.size.flatMap { size in input.position.map { max(0, size - $0) } }
  }
}
