public import JSONScanning

/// Why a line is no event, and at which byte.
///
/// It holds no byte of the line, so that it can be shown: events carry personal data.
public struct Rejection: Error, Equatable, Sendable {
  /// The reasons that users see and filter by, a closed set, in the order in which they are looked for.
  public enum Reason: String, CaseIterable, Sendable {
    /// The line is over the limit.
    case tooLong = "too-long"
    /// It is no UTF-8; of this and the next three, the one whose place comes first.
    case invalidUTF8 = "invalid-utf8"
    /// It is no JSON text.
    case invalidJSON = "invalid-json"
    /// It is nested too deep.
    case tooDeep = "too-deep"
    /// A carriage return stands between its tokens, where some readers would end the line.
    case carriageReturn = "carriage-return"
    /// It is a JSON text of another kind.
    case notAnObject = "not-an-object"
    /// A member that decides where the event goes is given twice.
    case duplicateKey = "duplicate-key"
    /// A member that every event must have is absent.
    case missingField = "missing-field"
    /// A member that every event must have is of the wrong kind.
    case invalidField = "invalid-field"
  }

  /// What exactly is wrong.
  public enum Cause: Equatable, Sendable {
    /// More bytes than the limit before the line's end.
    case tooLong(limit: Int)
    /// No JSON text, or none that is accepted.
    case malformed(ScanFault)
    /// A JSON text of another kind.
    case notAnObject
    /// A member given twice, whatever its values.
    case duplicate(Field)
    /// A member that is absent.
    case missing(Field)
    /// A member whose value is not what it must be.
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

  /// Where: the distance in bytes from the line's first byte.
  public let offset: Int

  /// Turns a line down for `cause` at `offset`.
  public init(_ cause: Cause, at offset: Int) {
    self.cause = cause
    self.offset = offset
  }

  /// Turns down a record that is longer than `limit` bytes.
  package static func tooLong(limit: Int) -> Rejection {
    Rejection(.tooLong(limit: limit), at: limit)
  }

  /// The reason under which `cause` is known.
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
  /// What is wrong, in words, as a fragment that can stand behind a place and the reason.
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
  /// The member's place in the line, as users write it.
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
      "an ObjectId, 24 hexadecimal digits in double quotes"
    case .event, .recordedEvent: "a string"
    case .record(.event): "an object"
    case .record(.status): "a number of at most \(LogRecordReader.statusLength) characters"
    }
  }
}
