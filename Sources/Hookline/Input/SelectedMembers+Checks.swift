internal import JSONScanning

// Checks that the readers of events and of log records share.

extension SelectedMembers {
  /// Checks that no member is repeated; `field` says which one is in a slot.
  ///
  /// - Throws: The member whose repetition comes first in the line.
  func checkForRepetition(_ field: (Int) -> Rejection.Field?) throws(Rejection) {
    guard let slot = firstRepeatedSlot, let field = field(slot),
      let offset = self[slot]?.repeatedNameOffset
    else { return }
    throw Rejection(.duplicate(field), at: offset)
  }

  /// The value in `slot`, that of `field`, as converted by `read`.
  ///
  /// - Throws: That the field is invalid, if `read` returns `nil`.
  func value<Value>(
    inSlot slot: Int, of field: @autoclosure () -> Rejection.Field, _ read: (Member) -> Value?
  ) throws(Rejection) -> Value {
    let member = self[slot]
    guard let value = member.flatMap(read) else {
      throw Rejection(.invalid(field()), at: member?.extent.lowerBound ?? 0)
    }
    return value
  }
}
