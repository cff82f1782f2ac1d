internal import Hookline
internal import HooklineSystem

/// The deliveries of a log, until all of it was read and it is known which of them never succeeded.
///
/// Memory: at most 64 bytes for each delivery, and 64 MiB; beyond that, what failed is in temporary files.
struct FailedDeliveries: Sendable {
  /// The values of ``states`` that are not the number of an event's text: a record shows success, or the job was made.
  private static let (delivered, made) = (UInt32.max, UInt32.max - 1)

  /// For each delivery, what is known of it: the number of its event's text, or one of the values above.
  private var states = DeliveryTable()
  private var tries: SortedTries
  private var texts: SpilledBytes
  /// How many tries were added.
  private var count = 0
  /// The records without a job, because their delivery succeeded or was tried again; complete once all deliveries were taken.
  private(set) var leftOut = LeftOutJobs()

  /// How many bytes of what failed are kept in memory by default.
  static let keptByteCount = 64 << 20

  /// No deliveries; about `byteCount` bytes of those that fail can be in memory.
  ///
  /// Half of them are for the events. A quarter is for the tries, which are in memory twice when they are sorted.
  init(keeping byteCount: Int) {
    tries = SortedTries(limit: max(1, byteCount / 4 / FailedTry.size))
    texts = SpilledBytes(limit: byteCount / 2)
  }

  /// Adds a record that shows that `delivery` succeeded.
  mutating func addSuccess(_ delivery: DeliveryKey) {
    count += 1
    leftOut[.delivered] += 1
    states.update(delivery) { _ in Self.delivered }
  }

  /// Adds a record of a try that failed, on the line with this number in the run; `event` is the text for the job.
  ///
  /// - Throws: Why a temporary file cannot be created or written.
  mutating func addFailure(
    of delivery: DeliveryKey, _ event: Span<UInt8>, createdAt: Moment?, triedAt: Moment?, line: Int
  ) throws(SystemError) {
    count += 1
    let state = states.value(of: delivery)
    if state == Self.delivered {
      leftOut[.delivered] += 1
      return
    }
    let text: UInt32
    if let state {
      text = state
    } else {
      text = try texts.append(event)
      states.update(delivery) { _ in text }
    }
    try tries.append(
      FailedTry(
        createdAt: FailedTry.number(of: createdAt), triedAt: FailedTry.number(of: triedAt),
        sequence: count, line: line, delivery: delivery, text: text))
  }

  /// Prepares to take them in order with ``next()``; then no record can be added.
  ///
  /// - Throws: Why a temporary file cannot be read.
  mutating func sort() throws(SystemError) { try tries.sort() }

  /// Takes the next delivery of which no record shows success, the oldest first, with its event, or returns `nil`.
  ///
  /// - Throws: Why a temporary file cannot be read; EINTR once the program must end.
  mutating func next() throws(SystemError) -> (delivery: FailedTry, event: [UInt8])? {
    while let failed = try tries.next() {
      if Interruption.isPending { throw .interrupted }
      switch states.value(of: failed.delivery) {
      case nil: preconditionFailure("each try that is kept has a state")
      case Self.delivered: leftOut[.delivered] += 1
      case Self.made: leftOut[.triedAgain] += 1
      default:
        states.update(failed.delivery) { _ in Self.made }
        return (failed, try texts.text(failed.text))
      }
    }
    return nil
  }
}
