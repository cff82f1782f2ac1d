internal import Synchronization

/// The members of an object that a scan locates, chosen by name, some of them inside others.
///
/// Each chosen member has a slot, its index among the chosen names; ``SelectedMembers`` has what a scan finds under the same
/// number.
///
/// It is a class so that a scan retains one object, if any.
public final class MemberSelection: Sendable {
  /// How many levels of nested objects members can be chosen in, the outermost included.
  static let maximumLevels = 8

  /// The names chosen in any of the objects, each once.
  let names: NameList

  /// The names chosen in each object, the outermost first.
  let levels: [[String]]

  /// How many slots there are.
  package let slotCount: Int

  /// For each name, its slot plus one in each object, a byte each, the outermost lowest; 0 if it is not chosen there.
  private let slots: [UInt64]

  /// For each object, the slot of the member inside which more members are chosen, or -1.
  private let outerSlots: [Int]

  /// The candidates for the names, once they were needed.
  private let madeCandidateNames = Mutex<CandidateNames?>(nil)

  /// The candidates for the names; they are made when they are first needed: a short run may not need them.
  var candidateNames: CandidateNames {
    madeCandidateNames.withLock { made in
      let names = made ?? CandidateNames(for: self)
      made = names
      return names
    }
  }

  /// Chooses `names` in the object.
  public convenience init(_ names: [String]) {
    self.init(levels: [names])
  }

  /// Chooses `names` in the object, and what `nested` chooses inside the value of the last of them, if that is an object.
  ///
  /// Slots are numbered consecutively, `names` first, and there are at most 64. At most eight objects can be nested, and none
  /// may have a name twice. Members are chosen inside only one member of an object because no caller needs more.
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
        // Byte for byte: `==` would also accept other code points for the same characters.
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

  /// The slot of the name at `place` of ``names`` in the object at `level` (0 is the outermost), or -1 if it is not chosen
  /// there.
  @inline(__always)
  func slot(ofNameAt place: Int, level: Int) -> Int {
    Int(slots[place] &>> UInt64(8 &* level) & 0xFF) &- 1
  }

  /// Whether members are chosen inside the value of the member in `slot`, or -1, of the object at `level`.
  @inline(__always)
  func isOuter(slot: Int, level: Int) -> Bool {
    slot >= 0 && slot == outerSlots[level]
  }
}
