/// The members of an event that a webhook's context can restrict and that have a value other than an ObjectId.
public struct MalformedIDs: Equatable, Sendable {
  /// The members of `data` with a value that is not an ObjectId, `null` or `""`.
  public var members: RestrictedMembers
  /// Whether one of them is an id in MongoDB's Extended JSON, `{"$oid":…}`.
  public var hasExtendedJSON: Bool

  /// These malformed members; by default there are none.
  public init(members: RestrictedMembers = [], hasExtendedJSON: Bool = false) {
    self.members = members
    self.hasExtendedJSON = hasExtendedJSON
  }
}
