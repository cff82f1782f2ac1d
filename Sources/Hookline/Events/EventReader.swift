internal import JSONScanning

/// Reads lines as events: one scan that checks every byte, then a few ids.
///
/// A reader is made once and used for one line after the other; reading allocates nothing as long as the
/// routed strings are written without escapes.
public struct EventReader: Sendable {
  private let selection = EventMember.selection
  private let types = EventType.allCases.map { (name: Array($0.rawValue.utf8), type: $0) }
  private let actions = EventAction.allCases.map { (name: Array($0.rawValue.utf8), action: $0) }
  private var members: SelectedMembers

  /// Makes a reader.
  public init() {
    members = SelectedMembers(for: selection)
  }

  /// The event that `line` is, or `nil` where it holds nothing but white space.
  ///
  /// `line` comes without its line end.
  ///
  /// - Throws: The first reason to turn the line down, in the order of ``Rejection/Reason``.
  /// - Complexity: O(`line.count`).
  public mutating func read(_ line: Span<UInt8>) throws(Rejection) -> Event? {
    guard let extent = try scan(line) else { return nil }
    if let member = members.firstRepeatedSlot.flatMap(EventMember.init),
      let offset = members[member.rawValue]?.repeatedNameOffset
    {
      throw Rejection(.duplicate(member), at: offset)
    }
    let company = try require(.company)
    let type = try require(.type)
    let action = try require(.event)
    guard let companyID = ObjectID(company, in: line) else {
      throw Rejection(.invalid(.company), at: company.extent.lowerBound)
    }
    guard let typeName = DecodedString(type) else {
      throw Rejection(.invalid(.type), at: type.extent.lowerBound)
    }
    guard let actionName = DecodedString(action) else {
      throw Rejection(.invalid(.event), at: action.extent.lowerBound)
    }
    return Event(
      company: companyID,
      type: types.first { typeName.equals($0.name, in: line) }?.type ?? .unrecognized,
      action: actions.first { actionName.equals($0.name, in: line) }?.action ?? .unrecognized,
      subject: Restriction(
        survey: id(.surveyId, in: line), group: id(.group, in: line),
        taskGroup: id(.taskGroup, in: line)),
      extent: extent)
  }

  /// Checks the grammar of `line` and locates the members; the extent is that of the object.
  private mutating func scan(_ line: Span<UInt8>) throws(Rejection) -> Range<Int>? {
    var scanner = Scanner()
    let extent: Range<Int>?
    do {
      extent = try scanner.scanText(in: line, selecting: selection, into: &members)
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    guard let extent else { return nil }
    guard line[extent.lowerBound] == ASCII.leftBrace else {
      throw Rejection(.notAnObject, at: extent.lowerBound)
    }
    return extent
  }

  /// The member that every event must have.
  private func require(_ member: EventMember) throws(Rejection) -> SelectedMembers.Member {
    guard let found = members[member.rawValue] else { throw Rejection(.missing(member), at: 0) }
    return found
  }

  /// The id that `member` of `data` holds, or `nil` where the event does not say it.
  private func id(_ member: EventMember, in line: Span<UInt8>) -> ObjectID? {
    members[member.rawValue].flatMap { ObjectID($0, in: line) }
  }
}
