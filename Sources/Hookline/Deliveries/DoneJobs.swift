/// The jobs of a set of webhooks that are done, according to what earlier runs or senders recorded, or to this run.
///
/// Memory: that of a ``DeliveryTable``. Jobs of other webhooks are not kept, because none can become due.
package struct DoneJobs: Sendable {
  private let numbers: [ObjectID: Int]
  private var table = DeliveryTable()

  /// Why a job is in the table: a file says that it is done, the run made it, or its format cannot express it.
  private enum Origin {
    static let file: UInt32 = 1
    static let run: UInt32 = 2
    static let refused: UInt32 = 3
  }

  /// No jobs of `webhooks`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  package init(of webhooks: [Webhook]) {
    numbers = Dictionary(
      zip(webhooks.map(\.id), webhooks.indices), uniquingKeysWith: { first, _ in first })
  }

  /// How many jobs are done.
  package var count: Int { table.count }

  /// Notes that a file says that the job `id` is done.
  package mutating func insert(_ id: JobID) {
    guard let number = numbers[id.webhook] else { return }
    table.update(DeliveryKey(id.digest, to: number)) { _ in Origin.file }
  }

  /// Claims the job of the delivery `key`, so that it is not made again.
  ///
  /// - Returns: Why it must be left out, or `nil` if it is made now.
  package mutating func claim(_ key: DeliveryKey) -> LeftOutReason? {
    var reason: LeftOutReason?
    table.update(key) { origin in
      reason =
        switch origin {
        case Origin.file: .seen
        case Origin.run: .repeated
        default: nil
        }
      return origin == Origin.file ? Origin.file : Origin.run
    }
    return reason
  }

  /// Notes that the job of the delivery `key`, which was claimed, was refused, and not made.
  package mutating func noteRefused(_ key: DeliveryKey) {
    table.update(key) { _ in Origin.refused }
  }
}
