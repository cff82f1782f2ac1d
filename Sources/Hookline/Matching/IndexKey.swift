/// The key by which webhooks are found: a company, a trigger, the members asked for, and the values that an event has for them.
struct IndexKey: TableKey {
  private let company: ObjectID
  /// The trigger, the members asked for, and those of them that the event lacks.
  private let tag: UInt32
  /// The values of the members asked for that the event has; a trigger uses at most two.
  private let first: ObjectID
  private let second: ObjectID

  /// The key of webhooks of `company` with `trigger` that ask for the members `asked`, for events that lack `missing`.
  ///
  /// The values of the other members are those of `subject`.
  @inline(__always)
  init(
    _ company: ObjectID, _ trigger: Trigger, _ asked: RestrictedMembers,
    _ missing: RestrictedMembers, _ subject: Restriction
  ) {
    self.company = company
    tag = UInt32(trigger.rawValue) << 16 | UInt32(asked.rawValue) << 8 | UInt32(missing.rawValue)
    let present = asked.subtracting(missing)
    // No trigger uses both a task's group and a survey.
    first =
      (present.contains(.taskGroup)
        ? subject.taskGroup : present.contains(.surveyId) ? subject.survey : nil) ?? ObjectID()
    second = (present.contains(.group) ? subject.group : nil) ?? ObjectID()
  }

  /// A number that depends on every bit of the key and of `seed`; ids of one machine differ in few bits.
  ///
  /// Each id is folded on its own: in a sum of two, one could be chosen to cancel the other.
  @inline(__always)
  package func hash(with seed: HashSeed) -> UInt64 {
    let own = foldedProduct(
      company.high ^ seed.first, UInt64(company.low) << 32 ^ UInt64(tag) ^ seed.second)
    let firstValue = foldedProduct(first.high ^ seed.third, UInt64(first.low) ^ seed.fourth)
    let secondValue = foldedProduct(second.high ^ seed.fourth, UInt64(second.low) ^ seed.third)
    return foldedProduct(own ^ firstValue, secondValue ^ seed.second)
  }
}
