internal import Hookline
internal import JSONScanning

/// A record of a try that failed, as it is sorted: when it happened, and where the event is.
struct FailedTry: Sendable {
  /// When the event happened, in milliseconds; the greatest number if that is unknown.
  var createdAt: Int
  /// When the delivery was tried, in the same way.
  var triedAt: Int
  /// How many records came before it.
  var sequence: Int
  /// The number of its line in the run.
  var line: Int
  /// What was to be delivered.
  var delivery: DeliveryKey
  /// The number of the event's text.
  var text: UInt32

  /// The number that stands for `moment`.
  static func number(of moment: Moment?) -> Int { moment?.milliseconds ?? .max }

  /// When the event happened, or `nil` if that is unknown.
  var eventTime: Moment? { Moment(milliseconds: createdAt) }
}

extension FailedTry: Comparable {
  /// The oldest is first: by the event's time, then the try's, then the place.
  static func < (first: FailedTry, second: FailedTry) -> Bool {
    (first.createdAt, first.triedAt, first.sequence)
      < (second.createdAt, second.triedAt, second.sequence)
  }

  /// No two records have the same place.
  static func == (first: FailedTry, second: FailedTry) -> Bool { first.sequence == second.sequence }
}

// How it is written to a file of this process: seven numbers.

extension FailedTry {
  /// The length in bytes.
  static let size = 56

  /// Appends it to `bytes`.
  func append(to bytes: inout [UInt8]) {
    let words = [
      UInt64(bitPattern: Int64(createdAt)), UInt64(bitPattern: Int64(triedAt)), UInt64(sequence),
      UInt64(line), delivery.digest.high, delivery.digest.low,
      UInt64(delivery.webhook) << 32 | UInt64(text),
    ]
    bytes.append(addingCapacity: Self.size) { for word in words { $0.append(littleEndian: word) } }
  }

  /// The one that begins at `offset` of `bytes`.
  init(_ bytes: Span<UInt8>, at offset: Int) {
    func word(_ number: Int) -> UInt64 { bytes.word(at: offset + 8 * number) }
    self.init(
      createdAt: Int(bitPattern: UInt(word(0))), triedAt: Int(bitPattern: UInt(word(1))),
      sequence: Int(word(2)), line: Int(word(3)),
      delivery: DeliveryKey(
        XXH128(high: word(4), low: word(5)), to: Int(word(6) >> 32)),
      text: UInt32(truncatingIfNeeded: word(6)))
  }
}
