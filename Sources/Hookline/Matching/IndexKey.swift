/// What webhooks are found by: a company, a trigger, what they ask for, and the values of that which an event says.
struct IndexKey: TableKey {
  private let company: ObjectID
  /// The trigger, the members asked for, and those of them that are not said.
  private let tag: UInt32
  /// The values that are asked for and said; a trigger uses two at most.
  private let first: ObjectID
  private let second: ObjectID

  /// The key of `company` and `trigger`, where `asked` is asked for and the values are those of `subject`, except that
  /// those of `missing` are not said.
  @inline(__always)
  init(
    _ company: ObjectID, _ trigger: Trigger, _ asked: RestrictedMembers,
    _ missing: RestrictedMembers, _ subject: Restriction
  ) {
    self.company = company
    tag = UInt32(trigger.rawValue) << 16 | UInt32(asked.rawValue) << 8 | UInt32(missing.rawValue)
    let said = asked.subtracting(missing)
    // No trigger uses a task's group and a survey.
    first =
      (said.contains(.taskGroup)
        ? subject.taskGroup : said.contains(.surveyId) ? subject.survey : nil) ?? ObjectID()
    second = (said.contains(.group) ? subject.group : nil) ?? ObjectID()
  }

  /// A number in which every bit of the key and of `seed` has a share; ids of one machine differ in few bits.
  ///
  /// Each id is folded by itself: of a sum of two, one could be chosen to make up for the other.
  @inline(__always)
  package func hash(with seed: HashSeed) -> UInt64 {
    let own = foldedProduct(
      company.high ^ seed.first, UInt64(company.low) << 32 ^ UInt64(tag) ^ seed.second)
    let firstValue = foldedProduct(first.high ^ seed.third, UInt64(first.low) ^ seed.fourth)
    let secondValue = foldedProduct(second.high ^ seed.fourth, UInt64(second.low) ^ seed.third)
    return foldedProduct(own ^ firstValue, secondValue ^ seed.second)
  }
}
