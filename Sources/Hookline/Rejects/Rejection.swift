public import JSONScanning

/// Why a line or a log record is rejected, and at which byte.
///
/// It holds no bytes of the line, so that it can be shown: events carry personal data.
public struct Rejection: Error, Equatable, Sendable {
  /// The reasons that users see and filter by: a closed set, in the order in which they are looked for.
  public enum Reason: String, CaseIterable, Sendable {
    /// It is longer than the limit.
    case tooLong = "too-long"
    /// It is not valid UTF-8; of this and the next three reasons, the one that comes first in the line applies.
    case invalidUTF8 = "invalid-utf8"
    /// It is not a JSON text.
    case invalidJSON = "invalid-json"
    /// It is nested too deeply.
    case tooDeep = "too-deep"
    /// A carriage return is between its tokens; some programs would end the line there.
    case carriageReturn = "carriage-return"
    /// It is a JSON text of another kind.
    case notAnObject = "not-an-object"
    /// A member that decides where the event goes is repeated.
    case duplicateKey = "duplicate-key"
    /// A member that every event must have is absent.
    case missingField = "missing-field"
    /// A member that every event must have does not have a valid value.
    case invalidField = "invalid-field"

    /// Whether only a JSON text, in valid UTF-8, is rejected for it.
    package var isOfWellFormedText: Bool {
      switch self {
      case .tooLong, .invalidUTF8, .invalidJSON, .tooDeep, .carriageReturn: false
      case .notAnObject, .duplicateKey, .missingField, .invalidField: true
      }
    }
  }

  /// What exactly is wrong.
  public enum Cause: Equatable, Sendable {
    /// The line is longer than the limit, in bytes.
    case tooLong(limit: Int)
    /// It is not a JSON text, or not one that is accepted.
    case malformed(ScanFault)
    /// A JSON text of another kind.
    case notAnObject
    /// A member is repeated, whatever its values.
    case duplicate(Field)
    /// A member is absent.
    case missing(Field)
    /// A member does not have a valid value.
    case invalid(Field)
  }

  /// A member that decides what becomes of a line.
  public enum Field: Equatable, Sendable {
    /// Of an event.
    case event(EventMember)
    /// Of a record of the delivery log.
    case record(LogMember)
    /// Of the event in such a record.
    case recordedEvent(EventMember)
  }

  /// What is wrong.
  public let cause: Cause

  /// The distance of the fault from the first byte of the line, in bytes.
  public let offset: Int

  /// The rejection of a line for `cause` at `offset`.
  public init(_ cause: Cause, at offset: Int) {
    self.cause = cause
    self.offset = offset
  }

  /// The rejection of a record that is longer than `limit` bytes.
  package static func tooLong(limit: Int) -> Rejection {
    Rejection(.tooLong(limit: limit), at: limit)
  }

  /// The reason for `cause` in the closed set that users see.
  public var reason: Reason {
    switch cause {
    case .tooLong: .tooLong
    case .malformed(let fault):
      switch fault.reason {
      case .invalidUTF8: .invalidUTF8
      case .invalidJSON: .invalidJSON
      case .tooDeep: .tooDeep
      case .carriageReturn: .carriageReturn
      }
    case .notAnObject: .notAnObject
    case .duplicate: .duplicateKey
    case .missing: .missingField
    case .invalid: .invalidField
    }
  }
}

extension Rejection: CustomStringConvertible {
  /// What is wrong, as a fragment that can follow a place and the reason.
  public var description: String {
    switch cause {
    case .tooLong(let limit): "longer than \(limit) bytes"
    case .malformed(let fault): fault.description
    case .notAnObject: "expected an object, {...}"
    case .duplicate(let field): "\(field.path) is given twice"
    case .missing(let field): "\(field.path) is missing"
    case .invalid(let field): "\(field.path) must be \(field.expectation)"
    }
  }
}

extension Rejection.Field {
  /// The path of the member in the line, as users write it.
  public var path: String {
    switch self {
    case .event(let member): member.path
    case .record(let member): "\(member)"
    case .recordedEvent(let member): "\(LogMember.event).\(member.path)"
    }
  }

  /// What its value must be.
  fileprivate var expectation: String {
    switch self {
    case .event(.company), .recordedEvent(.company), .record(.subscription):
      ObjectID.expectation
    case .event, .recordedEvent: "a string"
    case .record(.event): "an object"
    case .record(.status):
      "a number, digits in a string or null, of at most \(DeliveryStatus.maximumLength) characters"
    case .record(.createdAt): "a string"
    }
  }
}
