package import Hookline

/// The contract's verdict on a record of the delivery log: a second opinion that shares no code with its reader.
package enum ReferenceRecord: Equatable {
  /// The text holds nothing but white space.
  case blank
  /// The text is rejected for this reason, at this offset.
  case rejected(Rejection.Reason, at: Int)
  /// The text is a record of a delivery to this webhook; `isDelivered` is `nil` if the status was not read.
  case record(subscription: String, isDelivered: Bool?, ReferenceEvent)

  /// Judges `text`, and its outcome only if `readsOutcome` is true.
  package init(_ text: [UInt8], readsOutcome: Bool) {
    // The record itself does not count as a level of nesting.
    let (verdict, value) = ReferenceParser.judge(text, depth: -1)
    guard let extent = verdict.acceptedExtent else {
      self = verdict == .blank ? .blank : .rejected(verdict.reason, at: verdict.faultOffset)
      return
    }
    guard case .object = value else {
      self = .rejected(.notAnObject, at: extent.lowerBound)
      return
    }
    do throws(Rejected) {
      self = try Self.judge(value, of: text, readsOutcome: readsOutcome)
    } catch {
      self = .rejected(error.reason, at: error.offset)
    }
  }

  private struct Rejected: Error {
    let reason: Rejection.Reason
    let offset: Int
  }

  private static func judge(
    _ record: ReferenceParser.Value, of text: [UInt8], readsOutcome: Bool
  ) throws(Rejected) -> ReferenceRecord {
    if let offset = record.repetitionsInRecord.min() {
      throw Rejected(reason: .duplicateKey, offset: offset)
    }
    for name in ["event", "subscription"] where record.member(name) == nil {
      throw Rejected(reason: .missingField, offset: 0)
    }
    guard let event = record.member("event"), let webhook = record.member("subscription") else {
      return .blank
    }
    let start = event.extent.lowerBound
    guard case .object = event.value else { throw Rejected(reason: .invalidField, offset: start) }
    if event.value.lacksField { throw Rejected(reason: .missingField, offset: start) }
    guard let subscription = webhook.value.id else {
      throw Rejected(reason: .invalidField, offset: webhook.extent.lowerBound)
    }
    var isDelivered: Bool?
    if readsOutcome {
      isDelivered = false
      if let status = record.member("status"), !text[status.extent].elementsEqual("null".utf8) {
        guard let number = number(status.value, text[status.extent]) else {
          throw Rejected(reason: .invalidField, offset: status.extent.lowerBound)
        }
        isDelivered = number >= 200 && number <= 209
      }
    }
    if let offset = event.value.firstInvalidField {
      throw Rejected(reason: .invalidField, offset: offset)
    }
    return .record(
      subscription: subscription, isDelivered: isDelivered,
      ReferenceEvent(event.value, in: event.extent))
  }
}

extension ReferenceRecord {
  /// The number that a status is, spelled in at most 64 bytes as a number or, only in digits, as a string.
  static func number(
    _ status: ReferenceParser.Value, _ text: ArraySlice<UInt8>
  ) -> Double? {
    var digits = String(decoding: text, as: UTF8.self)
    if let string = status.text {
      guard !string.isEmpty, string.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      digits = string
    } else {
      guard let first = digits.first, "-0123456789".contains(first) else { return nil }
    }
    return digits.utf8.count <= 64 ? Double(digits) : nil
  }
}

extension ReferenceParser.Value {
  /// The offsets of repeated names among the members that the reader of a record looks at.
  fileprivate var repetitionsInRecord: [Int] {
    repetitions(of: ["subscription", "status", "createdAt", "event"])
      + members.filter { $0.name == Array("event".utf8) }.flatMap { $0.value.repetitionsInEvent }
  }
}
