/// The members of an object that a scan is to locate, chosen by name, some of them inside others.
///
/// Each chosen member has a slot, its place in the list it was chosen by; what a scan finds of it stands
/// under the same number in ``SelectedMembers``.
public struct MemberSelection: Sendable {
  /// One chosen member.
  struct Choice: Sendable {
    /// Its name, decoded, in UTF-8.
    let name: [UInt8]
    /// The slots of the members chosen inside its value, where that is an object.
    let inside: Range<Int>
  }

  /// The chosen members, those of one object next to each other, in the order of their slots.
  let choices: [Choice]

  /// The slots of the members chosen in the object itself.
  let top: Range<Int>

  /// Chooses `names` in the object.
  public init(_ names: [String]) {
    choices = names.map { Choice(name: Array($0.utf8), inside: 0..<0) }
    top = 0..<names.count
  }

  /// Chooses `names` in the object, and inside the value of the last of them, where that is an object, what `nested`
  /// chooses; the slots are numbered through, `names` first.
  ///
  /// Inside one member of an object is all that anybody needs so far; a scan does not depend on it.
  public init(_ names: [String], insideLast nested: MemberSelection) {
    let count = names.count
    func moved(_ slots: Range<Int>) -> Range<Int> {
      slots.lowerBound + count..<slots.upperBound + count
    }
    choices =
      names.enumerated().map { slot, name in
        Choice(name: Array(name.utf8), inside: slot == count - 1 ? moved(nested.top) : 0..<0)
      } + nested.choices.map { Choice(name: $0.name, inside: moved($0.inside)) }
    top = 0..<count
  }

  /// The slot among `slots` whose name is the string in `extent`, or `nil` where it was not chosen.
  ///
  /// - Complexity: O(number of `slots`), a name's length where one has it.
  func slot(
    among slots: Range<Int>, named extent: Range<Int>, hasEscapes: Bool, in text: Span<UInt8>
  ) -> Int? {
    for slot in slots
    where DecodedString(extent, hasEscapes: hasEscapes).equals(choices[slot].name, in: text) {
      return slot
    }
    return nil
  }
}
