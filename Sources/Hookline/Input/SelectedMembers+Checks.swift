internal import JSONScanning

// What readers of events and of records do alike with what a scan located.

extension Scanner {
  /// Checks the grammar of `line` and locates the members of the object that it must be.
  ///
  /// If it is to be `asLine`, no carriage return must stand between its tokens.
  ///
  /// - Returns: The extent of the object, or `nil` where the line holds nothing but white space.
  /// - Throws: What is wrong with the grammar, or that it is no object.
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
  /// Makes sure that no member was given twice; `field` says which one is in a slot.
  ///
  /// - Throws: The one whose second name comes first in the line.
  func checkForRepetition(_ field: (Int) -> Rejection.Field?) throws(Rejection) {
    guard let slot = firstRepeatedSlot, let field = field(slot),
      let offset = self[slot]?.repeatedNameOffset
    else { return }
    throw Rejection(.duplicate(field), at: offset)
  }

  /// What `read` makes of the value in `slot`, which is that of `field`.
  ///
  /// - Throws: That it makes nothing of it.
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
