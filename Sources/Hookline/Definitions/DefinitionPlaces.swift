/// Where the members of a definition are in the files of a set.
public struct DefinitionPlaces: Equatable, Sendable {
  private let file: Int
  private let objectOffset: Int
  /// The offset of each member's value, by its raw value; `nil` if it is absent.
  private let offsets: [Int?]

  /// The places in the object at `objectOffset` of `file`; `offsets` has that of each member's value, by its raw value.
  init(file: Int, objectOffset: Int, offsets: [Int?]) {
    self.file = file
    self.objectOffset = objectOffset
    self.offsets = offsets
  }

  /// The place of the first byte of the value of `member`; if it is absent, that of the context or the definition that lacks it.
  public func place(of member: WebhookMember) -> DefinitionFault.Place {
    let offset = offsets[member.rawValue] ?? (member.isInContext ? offsets[contextSlot] : nil)
    return DefinitionFault.Place(file: file, offset: offset ?? objectOffset)
  }

  private var contextSlot: Int { WebhookMember.context.rawValue }
}
