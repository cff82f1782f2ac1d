/// What an event says where a webhook's context wants an ObjectId, and is none.
public struct MalformedIDs: Equatable, Sendable {
  /// The members of `data` that are there, with a value that is neither an ObjectId nor `null` nor `""`.
  public var members: RestrictedMembers
  /// Whether one of them is an id as MongoDB's Extended JSON writes it, `{"$oid":…}`.
  public var hasExtendedJSON: Bool

  /// Describes what is malformed; by default nothing is.
  public init(members: RestrictedMembers = [], hasExtendedJSON: Bool = false) {
    self.members = members
    self.hasExtendedJSON = hasExtendedJSON
  }
}
