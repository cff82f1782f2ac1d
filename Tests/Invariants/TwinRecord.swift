package import Hookline

/// What the contract says of a record of the delivery log: a second opinion that shares no code with its reader.
package enum TwinRecord: Equatable {
  /// It holds nothing but white space.
  case blank
  /// It is no record, for this reason, from this byte on.
  case rejected(Rejection.Reason, at: Int)
  /// It is one, of a delivery to this webhook; whether that arrived is only told where it was asked for.
  case record(subscription: String, isDelivered: Bool?, TwinEvent)

  /// Judges `text`, whose status is looked at where it `readsStatus`.
  package init(_ text: [UInt8], readsStatus: Bool) {
    // The record is no level of nesting.
    let (verdict, value) = TwinParser.judge(text, depth: -1)
    guard let extent = verdict.acceptedExtent else {
      self = verdict == .blank ? .blank : .rejected(verdict.reason, at: verdict.faultOffset)
      return
    }
    guard case .object = value else {
      self = .rejected(.notAnObject, at: extent.lowerBound)
      return
    }
    do throws(Refusal) {
      self = try Self.judge(value, of: text, readsStatus: readsStatus)
    } catch {
      self = .rejected(error.reason, at: error.offset)
    }
  }

  private struct Refusal: Error {
    let reason: Rejection.Reason
    let offset: Int
  }

  private static func judge(
    _ record: TwinParser.Value, of text: [UInt8], readsStatus: Bool
  ) throws(Refusal) -> TwinRecord {
    if let offset = record.repetitionsInRecord.min() {
      throw Refusal(reason: .duplicateKey, offset: offset)
    }
    for name in ["event", "subscription"] + (readsStatus ? ["status"] : [])
    where record.member(name) == nil {
      throw Refusal(reason: .missingField, offset: 0)
    }
    guard let event = record.member("event"), let webhook = record.member("subscription") else {
      return .blank
    }
    let start = event.extent.lowerBound
    guard case .object = event.value else { throw Refusal(reason: .invalidField, offset: start) }
    if event.value.lacksField { throw Refusal(reason: .missingField, offset: start) }
    guard let subscription = webhook.value.id else {
      throw Refusal(reason: .invalidField, offset: webhook.extent.lowerBound)
    }
    var isDelivered: Bool?
    if readsStatus, let status = record.member("status") {
      let digits = String(decoding: text[status.extent], as: UTF8.self)
      guard digits.utf8.count <= 64, let first = digits.first, "-0123456789".contains(first),
        let number = Double(digits)
      else { throw Refusal(reason: .invalidField, offset: status.extent.lowerBound) }
      isDelivered = number >= 200 && number <= 209
    }
    if let offset = event.value.firstInvalidField {
      throw Refusal(reason: .invalidField, offset: offset)
    }
    return .record(
      subscription: subscription, isDelivered: isDelivered,
      TwinEvent(event.value, in: event.extent))
  }
}

extension TwinParser.Value {
  /// Where the members that decide stand a second time in a record.
  fileprivate var repetitionsInRecord: [Int] {
    repetitions(of: ["subscription", "status", "event"])
      + members.filter { $0.name == Array("event".utf8) }.flatMap { $0.value.repetitionsInEvent }
  }
}
