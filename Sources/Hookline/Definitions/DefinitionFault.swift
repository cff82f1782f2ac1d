public import JSONScanning

/// What is wrong with a definitions file, and where.
public struct DefinitionFault: Error, Equatable, Sendable {
  /// A byte of one of the files that form a set.
  public struct Place: Hashable, Sendable {
    /// Which file: the number under which it was read.
    public let file: Int
    /// The distance in bytes from the file's start.
    public let offset: Int
  }

  /// What is wrong, a closed set.
  public enum Cause: Equatable, Sendable {
    /// The text is not well-formed, and nothing behind it in its file was read.
    case malformed(ScanFault)
    /// Two texts touch each other.
    case unseparated
    /// What stands where a webhook must is no object.
    case notAnObject
    /// No file has a webhook.
    case emptySet
    /// A member that every definition must have is absent.
    case missing(WebhookMember)
    /// A member has a value that it cannot have.
    case invalid(WebhookMember)
    /// Why a URL is kept out, in words that tell what to write.
    case invalidURL(String)
    /// A member of one object is given again.
    case repeated(WebhookMember)
    /// The `_id` or, in one company, the `code` of an earlier webhook.
    case taken(WebhookMember)
    /// A member of the context that is not known has a value; the known one that is nearest to it, and the webhook's
    /// `_id` if it could be read.
    case unknownRestriction(nearest: WebhookMember, webhook: ObjectID?)
    /// A member of the context has a value beside the context.
    case misplaced(WebhookMember)
    /// The name of a member differs from this one's only in case, `_` or `-`.
    case misspelt(WebhookMember)
  }

  /// What is wrong.
  public let cause: Cause
  /// The first byte of what is wrong.
  public let place: Place
  /// For something that stands twice, where it stands first.
  public let earlier: Place?

  /// Makes the fault `cause` at `place`.
  init(_ cause: Cause, at place: Place, earlier: Place? = nil) {
    self.cause = cause
    self.place = place
    self.earlier = earlier
  }
}

extension DefinitionFault: CustomStringConvertible {
  /// What is wrong and what to write instead, as a fragment that can stand behind a place.
  ///
  /// It quotes nothing of the file but a webhook's `_id`: a URL may hold credentials.
  public var description: String {
    switch cause {
    case .malformed(let fault): fault.description
    case .unseparated: "write white space between two definitions"
    case .notAnObject: "write a webhook as an object, {...}"
    case .emptySet: "no webhook is defined: write at least one, {...}"
    case .missing(let member): "\(member.path) is missing: write \(member.expectation)"
    case .invalid(let member): "\(member.path): write \(member.expectation)"
    case .invalidURL(let advice): "url: \(advice)"
    case .repeated(let member): "\(member.path) is given more than once: leave only one"
    case .taken(.code): "code is that of another webhook of the same company: write one of its own"
    case .taken(let member): "\(member.path) is that of another webhook: write one of its own"
    case .unknownRestriction(let nearest, let webhook):
      "context\(webhook.map { " of webhook \($0)" } ?? "") has an unknown member with a value, the"
        + " nearest known one is \(nearest): correct the webhook or take it out of the file, because"
        + " ignoring a restriction would send more than was asked for"
    case .misplaced(let member): "write \(member) inside context: here it restricts nothing"
    case .misspelt(let member): "write the name of this member as \(member)"
    }
  }
}

/// What is wrong with a set of definitions files, in the order of the files and in each of its text.
public struct DefinitionFaults: Error, Equatable, Sendable {
  /// What is wrong with one file.
  public struct File: Equatable, Sendable {
    /// The number under which the file was read.
    public let number: Int
    /// The first of its faults, at least one, in the order of their places.
    public let listed: [DefinitionFault]
    /// How many faults it has besides.
    public let omittedCount: Int
  }

  /// The files that have faults, at least one.
  public let files: [File]

  /// The listed faults of all files.
  public var listed: [DefinitionFault] { files.flatMap(\.listed) }

  /// Makes the error of `faults`, of which there must be one.
  init(_ faults: FaultList) {
    files = faults.result
  }
}
