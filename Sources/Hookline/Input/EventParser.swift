internal import JSONScanning

/// Makes an event from the members that a scan located, whether the event is a line or part of a log record.
struct EventParser: Sendable {
  private let types = NamedValues(EventType.recognized)
  private let actions = NamedValues(EventAction.recognized)
  /// The slot of the event's first member.
  private let firstSlot: Int
  /// Whether it reads when events happened.
  private let readsTime: Bool
  /// How a rejection names a member of the event.
  private let field: @Sendable (EventMember) -> Rejection.Field

  /// A parser of events whose members are in the slots from `firstSlot` on and are named by `field` in rejections.
  init(
    firstSlot: Int = 0, readsTime: Bool,
    as field: @escaping @Sendable (EventMember) -> Rejection.Field
  ) {
    self.firstSlot = firstSlot
    self.readsTime = readsTime
    self.field = field
  }

  /// The name of the member in `slot`, or `nil` if it is not one of the event's.
  func field(inSlot slot: Int) -> Rejection.Field? {
    EventMember(rawValue: slot - firstSlot).map(field)
  }

  /// Checks that `members` has what every event must have.
  ///
  /// - Throws: The first member that is missing, at `offset`.
  func checkPresence(in members: SelectedMembers, at offset: Int) throws(Rejection) {
    func check(_ member: EventMember) throws(Rejection) {
      guard members[firstSlot + member.rawValue] == nil else { return }
      throw Rejection(.missing(field(member)), at: offset)
    }
    // A loop over an array is measurably slower, and this runs for each event.
    try check(.company)
    try check(.type)
    try check(.event)
  }

  /// The event in `extent` of `line`, whose `members` must have what every event must have.
  ///
  /// - Throws: The first member whose value is not valid.
  @inline(__always)
  func event(
    in extent: Range<Int>, of line: Span<UInt8>, members: SelectedMembers
  ) throws(Rejection) -> Event {
    func slot(_ member: EventMember) -> Int { firstSlot + member.rawValue }
    var malformed = MalformedIDs()
    func id(_ member: EventMember, _ restricted: RestrictedMembers) -> ObjectID? {
      guard let found = members[slot(member)] else { return nil }
      if let id = ObjectID(found, in: line) { return id }
      note(found, as: restricted, in: line, &malformed)
      return nil
    }
    let company = try members.value(inSlot: slot(.company), of: field(.company)) {
      ObjectID($0, in: line)
    }
    let type = try members.value(inSlot: slot(.type), of: field(.type)) { DecodedString($0) }
    let action = try members.value(inSlot: slot(.event), of: field(.event)) { DecodedString($0) }
    let subject = Restriction(
      survey: id(.surveyId, .surveyId), group: id(.group, .group),
      taskGroup: id(.taskGroup, .taskGroup))
    return Event(
      company: company,
      type: types.value(named: type, in: line) ?? .unrecognized,
      action: actions.value(named: action, in: line) ?? .unrecognized,
      subject: subject, malformed: malformed,
      createdAt: readsTime ? members[slot(.createdAt)].flatMap { Moment($0, in: line) } : nil,
      extent: extent)
  }

  /// Notes a member that is present but not an ObjectId, unless it is `null` or `""`.
  private func note(
    _ found: SelectedMembers.Member, as member: RestrictedMembers, in line: Span<UInt8>,
    _ malformed: inout MalformedIDs
  ) {
    if found.kind == .null || DecodedString(found)?.equals([], in: line) == true { return }
    malformed.members.insert(member)
    if LineShape.isExtendedJSON(line, at: found.extent.lowerBound) {
      malformed.hasExtendedJSON = true
    }
  }
}
