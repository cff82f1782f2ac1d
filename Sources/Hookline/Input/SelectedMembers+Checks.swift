internal import JSONScanning

// Checks that the readers of events and of log records share.

extension Scanner {
  /// Checks the grammar of `line` and locates the members of the object that it must be.
  ///
  /// If `asLine` is true, a carriage return between its tokens is a fault.
  ///
  /// - Returns: The extent of the object, or `nil` if the line is blank.
  /// - Throws: The first fault of the grammar, or that the line is not an object.
  static func scanObject(
    _ line: Span<UInt8>, depth: Int = 0, asLine: Bool, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) throws(Rejection) -> Range<Int>? {
    var scanner = Scanner()
    let extent: Range<Int>?
    do throws(ScanFault) {
      extent = try scanner.scanText(
        in: line, depth: depth, asLine: asLine, selecting: selection, into: &members)
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    guard let extent else { return nil }
    guard line[extent.lowerBound] == ASCII.leftBrace else {
      throw Rejection(.notAnObject, at: extent.lowerBound)
    }
    return extent
  }
}

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
