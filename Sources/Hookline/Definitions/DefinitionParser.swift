internal import JSONScanning

/// Makes a webhook from the members that a scan located in one definition, or notes what is wrong with each.
struct DefinitionParser {
  private let members: SelectedMembers
  private let file: Int
  private let objectOffset: Int

  /// Where faults are noted while the members are read.
  private var faults = FaultList(limit: 1)

  /// The `_id`, which must be unique in the set, and its place; `nil` if it could not be read, whatever else is wrong.
  private(set) var id: (claim: ObjectID, place: DefinitionFault.Place)?

  /// The code, which must be unique in the company, and its place; `nil` if the code or the company could not be read.
  private(set) var code: (claim: OwnedCode, place: DefinitionFault.Place)?

  /// A parser of the object at `objectOffset` of `file`, in which `members` were located.
  init(members: SelectedMembers, file: Int, objectOffset: Int) {
    self.members = members
    self.file = file
    self.objectOffset = objectOffset
  }

  /// The webhook that the members define, or `nil` if there are faults, which are added to `list` in no particular order.
  ///
  /// `text` is the file in which the members were located; `others` holds those that must not be ignored.
  mutating func webhook(
    in text: Span<UInt8>, others: borrowing OtherMembers, noting list: inout FaultList
  ) -> Webhook? {
    // The list is swapped in and out, not copied: it is long, and there is a parser for each definition.
    swap(&faults, &list)
    defer { swap(&faults, &list) }
    let earlierCount = faults.count
    noteRepeatedMembers()
    let id = objectID(.id, in: text)
    let company = objectID(.company, in: text)
    let isActive = boolean(.isActive, in: text)
    let trigger = trigger(in: text)
    let url = url(in: text)
    let code = code(in: text)
    let context = context(in: text)
    if others.count > 0 { note(others, of: id, in: text) }
    if let id, let place = place(of: .id) { self.id = (id, place) }
    if let company, let code, let place = place(of: .code) {
      self.code = (OwnedCode(code, of: company), place)
    }
    guard faults.count == earlierCount, let id, let company, let isActive, let trigger, let url,
      let code
    else { return nil }
    return Webhook(
      id: id, company: company, isActive: isActive, trigger: trigger, url: url, code: code,
      context: context)
  }

  /// Where the members are.
  var places: DefinitionPlaces {
    DefinitionPlaces(
      file: file, objectOffset: objectOffset,
      offsets: WebhookMember.allCases.map { members[$0.rawValue]?.extent.lowerBound })
  }

  private mutating func noteRepeatedMembers() {
    guard members.firstRepeatedSlot != nil else { return }
    for member in WebhookMember.allCases {
      guard let found = members[member.rawValue], let offset = found.repeatedNameOffset else {
        continue
      }
      faults.note(.repeated(member), at: place(offset), earlier: place(found.nameOffset))
    }
  }

  private mutating func note(
    _ others: borrowing OtherMembers, of webhook: ObjectID?, in text: Span<UInt8>
  ) {
    for member in others.kept {
      faults.note(
        UnknownMemberRules.shared.cause(of: member, webhook: webhook, in: text),
        at: place(member.extent.lowerBound))
    }
    faults.noteMore(others.count - others.kept.count, of: file)
  }

  private mutating func objectID(_ member: WebhookMember, in text: Span<UInt8>) -> ObjectID? {
    guard let found = require(member) else { return nil }
    guard let id = ObjectID(found, in: text) else { return noteFault(.invalid(member), found) }
    return id
  }

  private mutating func boolean(_ member: WebhookMember, in text: Span<UInt8>) -> Bool? {
    guard let found = require(member) else { return nil }
    guard found.kind == .boolean else { return noteFault(.invalid(member), found) }
    return text[found.extent.lowerBound] == ASCII.lowerT
  }

  private mutating func trigger(in text: Span<UInt8>) -> Trigger? {
    guard let found = require(.trigger) else { return nil }
    guard let string = DecodedString(found),
      let place = Self.triggerNames.place(of: string, in: text)
    else { return noteFault(.invalid(.trigger), found) }
    return Trigger.allCases[place]
  }

  private static let triggerNames = NameList(Trigger.allCases.map(\.name))

  private mutating func url(in text: Span<UInt8>) -> String? {
    guard let found = require(.url) else { return nil }
    do throws(WebhookURL.Fault) {
      let url = try DecodedString(found)?.withBytes(in: text, limit: WebhookURL.maximumLength) {
        (bytes) throws(WebhookURL.Fault) in
        try WebhookURL.check(bytes)
        return String(bytes)
      }
      return url ?? noteFault(.invalid(.url), found)
    } catch {
      return noteFault(.invalidURL(error.description), found)
    }
  }

  private mutating func code(in text: Span<UInt8>) -> String? {
    guard let found = require(.code) else { return nil }
    let code = DecodedString(found)?.withBytes(in: text, limit: found.extent.count) { bytes in
      Self.codeCharacters.firstOther(in: bytes) == bytes.count ? String(bytes) : ""
    }
    guard let code, !code.isEmpty else { return noteFault(.invalid(.code), found) }
    return code
  }

  private static let codeCharacters = ASCIISet("abcdefghijklmnopqrstuvwxyz0123456789_")

  private mutating func context(in text: Span<UInt8>) -> Restriction {
    guard let found = members[WebhookMember.context.rawValue], found.kind != .null else {
      return Restriction()
    }
    guard found.kind == .object else {
      return noteFault(.invalid(.context), found) ?? Restriction()
    }
    return Restriction(
      survey: restriction(.survey, in: text), group: restriction(.group, in: text),
      taskGroup: restriction(.taskGroup, in: text))
  }

  /// The id that a member of the context asks for, or `nil` if it is absent, `null`, `""` or faulty.
  private mutating func restriction(_ member: WebhookMember, in text: Span<UInt8>) -> ObjectID? {
    guard let found = members[member.rawValue], found.kind != .null else { return nil }
    if let string = DecodedString(found), string.equals([], in: text) { return nil }
    guard let id = ObjectID(found, in: text) else { return noteFault(.invalid(member), found) }
    return id
  }

  /// What was located of `member`; notes a fault and returns `nil` if it is absent.
  private mutating func require(_ member: WebhookMember) -> SelectedMembers.Member? {
    guard let found = members[member.rawValue] else {
      faults.note(.missing(member), at: place(objectOffset))
      return nil
    }
    return found
  }

  /// Notes the fault `cause` at the value of `member`, and returns `nil` in place of a value.
  private mutating func noteFault<Value>(
    _ cause: DefinitionFault.Cause, _ member: SelectedMembers.Member
  ) -> Value? {
    faults.note(cause, at: place(member.extent.lowerBound))
    return nil
  }

  /// The place of the value of `member`, or `nil` if it is absent.
  private func place(of member: WebhookMember) -> DefinitionFault.Place? {
    members[member.rawValue].map { place($0.extent.lowerBound) }
  }

  private func place(_ offset: Int) -> DefinitionFault.Place {
    DefinitionFault.Place(file: file, offset: offset)
  }
}

extension DecodedString {
  /// Calls `body` with the string's bytes, which are copied only if it has escapes; `nil` if there are more than `limit`.
  @inline(__always)
  fileprivate func withBytes<Result, Failure: Error>(
    in text: Span<UInt8>, limit: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    if let extent = plainExtent {
      return extent.count <= limit ? try body(text.extracting(extent)) : nil
    }
    guard let bytes = bytes(in: text, limit: limit) else { return nil }
    return try body(bytes.span)
  }
}

extension String {
  /// The text of `bytes`, which must be ASCII.
  fileprivate init(_ bytes: Span<UInt8>) {
    guard let text = try? UTF8Span(validating: bytes) else {
      self = ""
      return
    }
    self.init(copying: text)
  }
}
