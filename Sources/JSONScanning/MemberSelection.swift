/// The members of an object that a scan is to locate, chosen by name, some of them inside others.
///
/// Each chosen member has a slot, its place in the list it was chosen by; what a scan finds of it stands
/// under the same number in ``SelectedMembers``.
public struct MemberSelection: Sendable {
  /// The members chosen in one object.
  struct Object: Sendable {
    /// Their names.
    let names: NameList
    /// The slot of the first of them; the others follow.
    let firstSlot: Int
    /// The number of the object in which members are chosen that is the value of the last of these, if there is one.
    let inside: Int?

    /// The number of the object in which members are chosen inside the value in `slot`.
    func inside(slot: Int) -> Int? {
      slot == firstSlot + names.count - 1 ? inside : nil
    }
  }

  /// The objects in which members are chosen, each inside the one before it.
  let objects: [Object]

  /// How many slots there are.
  let slotCount: Int

  /// Chooses `names` in the object.
  public init(_ names: [String]) {
    objects = [Object(names: NameList(names), firstSlot: 0, inside: nil)]
    slotCount = names.count
  }

  /// Chooses `names` in the object, and inside the value of the last of them, where that is an object, what `nested`
  /// chooses; the slots are numbered through, `names` first.
  ///
  /// Inside one member of an object is all that anybody needs so far; a scan does not depend on it.
  public init(_ names: [String], insideLast nested: MemberSelection) {
    objects =
      [Object(names: NameList(names), firstSlot: 0, inside: 1)]
      + nested.objects.map {
        Object(
          names: $0.names, firstSlot: $0.firstSlot + names.count, inside: $0.inside.map { $0 + 1 })
      }
    slotCount = names.count + nested.slotCount
  }
}
