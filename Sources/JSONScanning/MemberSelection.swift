/// The members of an object that a scan is to locate, chosen by name, some of them inside others.
///
/// Each chosen member has a slot, its place in the list it was chosen by; what a scan finds of it stands
/// under the same number in ``SelectedMembers``.
///
/// It is a class so that a scan retains one object, if any.
public final class MemberSelection: Sendable {
  /// How many objects there can be in which members are chosen, each inside the one before it.
  static let maximumLevels = 8

  /// The names that are chosen in any of the objects, each once.
  let names: NameList

  /// The names chosen in each object, the outermost first.
  let levels: [[String]]

  /// How many slots there are.
  package let slotCount: Int

  /// For each name its slot in each object and one more, a byte each, the outermost lowest; 0 where it is not chosen.
  private let slots: [UInt64]

  /// For each object the slot of the member inside of which members are chosen, too, or -1.
  private let outerSlots: [Int]

  /// Chooses `names` in the object.
  public convenience init(_ names: [String]) {
    self.init(levels: [names])
  }

  /// Chooses `names` in the object, and what `nested` chooses inside the value of the last of them, where that is an object.
  ///
  /// The slots are numbered through, `names` first. At most eight objects can be inside each other, and none of them has a name
  /// twice.
  /// Inside one member of an object is all that anybody needs so far; a scan does not depend on it.
  public convenience init(_ names: [String], insideLast nested: MemberSelection) {
    self.init(levels: [names] + nested.levels)
  }

  /// Chooses the names of each level, all but the first inside the last member of the level before.
  private init(levels: [[String]]) {
    precondition(levels.count <= Self.maximumLevels)
    self.levels = levels
    var all: [String] = []
    var slots: [UInt64] = []
    var outerSlots: [Int] = []
    var count = 0
    for (level, names) in levels.enumerated() {
      for name in names {
        count += 1
        // Byte for byte: strings are equal, too, if they are written with other code points.
        let place = all.firstIndex { $0.utf8.elementsEqual(name.utf8) } ?? all.count
        if place == all.count {
          all.append(name)
          slots.append(0)
        }
        precondition(slots[place] >> UInt64(8 * level) == 0, "a name is chosen once in an object")
        slots[place] |= UInt64(count) << UInt64(8 * level)
      }
      outerSlots.append(level + 1 < levels.count ? count - 1 : -1)
    }
    precondition(count <= 64)
    (self.names, self.slots, self.outerSlots, slotCount) = (NameList(all), slots, outerSlots, count)
  }

  /// The slot of the name at `place` of ``names`` in the object of this level, the outermost 0, or -1 where it is not chosen.
  @inline(__always)
  func slot(ofNameAt place: Int, level: Int) -> Int {
    Int(slots[place] &>> UInt64(8 &* level) & 0xFF) &- 1
  }

  /// Whether members are chosen inside the value of the member in `slot`, or -1, of the object of this level.
  @inline(__always)
  func isOuter(slot: Int, level: Int) -> Bool {
    slot >= 0 && slot == outerSlots[level]
  }
}
