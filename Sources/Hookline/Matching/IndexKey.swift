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

  /// A number in which every bit of the key has a share; ids of one machine differ in few bits.
  @inline(__always)
  package var hash: UInt64 {
    let own = foldedProduct(
      company.high ^ 0x9E37_79B9_7F4A_7C15,
      UInt64(company.low) << 32 ^ UInt64(tag) ^ 0xD6E8_FEB8_6659_FD93)
    let values = foldedProduct(
      first.high ^ second.high &* 0xA24B_AED4_963E_E407 ^ 0xE703_7ED1_A0B4_28DB,
      UInt64(first.low) << 32 ^ UInt64(second.low) ^ 0x8EBC_6AF0_9C88_C6E3)
    return foldedProduct(own ^ 0x5896_59B3_3CAF_8D61, values ^ 0x1D8E_4E27_C47D_124F)
  }
}
