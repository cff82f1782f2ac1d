public import JSONScanning

/// A fault of a definitions file, and its place.
public struct DefinitionFault: Error, Equatable, Sendable {
  /// A byte of one of the files that form a set.
  public struct Place: Hashable, Sendable {
    /// The number under which the file was read.
    public let file: Int
    /// The distance in bytes from the start of the file.
    public let offset: Int
  }

  /// What is wrong, a closed set.
  public enum Cause: Equatable, Sendable {
    /// The text is not well-formed, and nothing after it in its file was read.
    case malformed(ScanFault)
    /// No white space separates two texts.
    case unseparated
    /// A value that must be a webhook is not an object.
    case notAnObject
    /// No file has a webhook.
    case emptySet
    /// A member that every definition must have is absent.
    case missing(WebhookMember)
    /// A member has a value that it cannot have.
    case invalid(WebhookMember)
    /// A URL breaks a rule; the text says what to write instead.
    case invalidURL(String)
    /// A member is repeated in its object.
    case repeated(WebhookMember)
    /// The `_id` or, in one company, the `code` of an earlier webhook.
    case taken(WebhookMember)
    /// An unknown member of the context has a value; `nearest` is the known member closest to it, and `webhook` is the `_id`
    /// of the webhook, if it could be read.
    case unknownRestriction(nearest: WebhookMember?, webhook: ObjectID?)
    /// A member of the context has a value outside the context.
    case misplaced(WebhookMember)
    /// The name of a member differs from this one's only in case, `_` or `-`.
    case misspelled(WebhookMember)
  }

  /// What is wrong.
  public let cause: Cause
  /// The first byte of what is wrong; for a missing member, the object's `{`.
  public let place: Place
  /// For something that occurs twice, the place of the first; otherwise `nil`.
  public let earlier: Place?

  /// The fault `cause` at `place`.
  init(_ cause: Cause, at place: Place, earlier: Place?) {
    self.cause = cause
    self.place = place
    self.earlier = earlier
  }
}

extension DefinitionFault: CustomStringConvertible {
  /// What is wrong and what to write instead, as a fragment that can follow a place.
  ///
  /// It quotes nothing from the file but a webhook's `_id`, because a URL may hold credentials.
  public var description: String {
    switch cause {
    case .malformed(let fault): fault.description
    case .unseparated: "expected white space between two definitions"
    case .notAnObject: "a webhook must be an object, {...}"
    case .emptySet: "no webhook is defined: check the command that wrote the file"
    case .missing(let member): "\(member.path) is missing: it must be \(member.expectation)"
    case .invalid(let member): "\(member.path) must be \(member.expectation)"
    case .invalidURL(let advice): "url: \(advice)"
    case .repeated(let member): "\(member.path) is given more than once: keep only one"
    case .taken(.code):
      "code is already used by another webhook of the same company: write a different one"
    case .taken(let member):
      "\(member.path) is already used by another webhook: remove or correct one of the two"
    case .unknownRestriction(let nearest, let webhook):
      "context\(webhook.map { " of webhook \($0)" } ?? "") has an unknown member with a value"
        + ": write \(nearest?.name ?? "survey, group or taskGroup"), or take the webhook out of the file,"
        + " because ignoring a restriction would send more than was asked for"
    case .misplaced(let member): "move \(member.name) into context: here it restricts nothing"
    case .misspelled(let member): "misspelled member name: write \(member.name)"
    }
  }
}

/// The faults of a set of definitions files, by file and, within each file, by place.
public struct DefinitionFaults: Error, Equatable, Sendable {
  /// The faults of one file.
  public struct File: Equatable, Sendable {
    /// The number under which the file was read.
    public let number: Int
    /// The first of its faults by place, at least one.
    public let listed: [DefinitionFault]
    /// How many more faults it has.
    public let omittedCount: Int
  }

  /// The files that have faults, at least one.
  public let files: [File]

  /// The listed faults of all files.
  public var listed: [DefinitionFault] { files.flatMap(\.listed) }

  /// The error of `faults`, of which there must be at least one.
  init(_ faults: FaultList) {
    files = faults.result
  }
}
