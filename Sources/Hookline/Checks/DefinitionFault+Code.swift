extension DefinitionFault {
  /// The name of its kind, one of a closed set.
  public var code: String {
    switch cause {
    case .malformed: "malformed"
    case .unseparated: "unseparated"
    case .notAnObject: "not-an-object"
    case .emptySet: "empty-set"
    case .missing: "missing-member"
    case .invalid, .invalidURL: "invalid-value"
    case .repeated: "repeated-member"
    case .taken: "not-unique"
    case .unknownRestriction: "unknown-restriction"
    case .misplaced: "misplaced-member"
    case .misspelled: "misspelled-member"
    }
  }

  /// The `_id` of the webhook that it is about, if that is known.
  public var webhook: ObjectID? {
    if case .unknownRestriction(_, let webhook) = cause { webhook } else { nil }
  }
}
