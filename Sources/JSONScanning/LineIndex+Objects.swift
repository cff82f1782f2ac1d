internal import ScanKernels

// Stage 2: from bracket to bracket, and in the objects of which members were chosen from colon to colon.

extension LineIndex {
  /// Scans the line in `extent` as the one object that it should be, and locates the members of `selection`.
  ///
  /// It must be the line whose end was asked for last, with or without a carriage return at its end. `members` must be
  /// made for `selection`; offsets are counted from the start of the line.
  ///
  /// - Returns: The extent of the object, or `nil` where the line is for the ``Scanner`` to judge.
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(brackets, and members of the chosen objects).
  public mutating func scanObject(
    inLine extent: Range<Int>, of block: Span<UInt8>, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) throws(ScanFault) -> Range<Int>? {
    guard let line, extent.lowerBound == window.lowerBound + line.extent.lowerBound else {
      return nil
    }
    self.line = nil
    if let object = walk(line, of: block.extracting(window), selecting: selection, into: &members) {
      return object
    }
    if let (offset, open) = lastBracketBeforeFault(in: line) {
      var scanner = Scanner()
      try scanner.scanRest(
        in: block.extracting(extent), fromBracketAt: offset - line.extent.lowerBound, inside: open)
    }
    return nil
  }

  /// Where the last bracket before what is wrong with `line` is, and those that are open before it; `nil` where nothing is known
  /// to be wrong, no bracket stands before it, or 62 are open.
  private func lastBracketBeforeFault(in line: Line) -> (offset: Int, open: OpenBrackets)? {
    let tokens = tokens.span
    var last: (offset: Int, open: UInt64, count: Int)?
    var (open, count) = (UInt64(0), 0)
    let end = Token(tokens[line.tokens.upperBound])
    var isWrong = end.hasFault || end.hasName || end.hasElement
    for number in line.tokens {
      let token = Token(tokens[number])
      let isObject: UInt64 = token.bits >> 29 & 1 == 1 ? 1 : 0
      let isMisplaced =
        count == 0
        ? token.hasName || token.hasElement || !token.opens || last != nil
        : open & 1 == 1 ? token.hasElement : token.hasName
      let isMismatch = !token.opens && open & 1 != isObject
      guard count < 62 else { return nil }
      isWrong = isWrong || isMisplaced || isMismatch || token.hasFault
      guard !isMisplaced, !isMismatch, !token.hasFault else { break }
      last = (token.offset, open, count)
      (open, count) = token.opens ? (open << 1 | isObject, count + 1) : (open >> 1, count - 1)
    }
    guard isWrong || count > 0, let last else { return nil }
    return (last.offset, OpenBrackets(last.open, count: last.count))
  }

  /// Passes the tokens of `line`.
  private func walk(
    _ line: Line, of text: Span<UInt8>, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) -> Range<Int>? {
    members.clear()
    return WindowView.withView(of: text, tokens, masks) { view in
      let first = view.token(line.tokens.lowerBound)
      let last = view.token(line.tokens.upperBound)
      guard !line.hasFault, first.byte == ASCII.leftBrace, !first.hasName, !first.hasElement,
        !last.hasName, !last.hasElement
      else { return nil }
      var walk = ObjectWalk(
        view, tokens: line.tokens.dropFirst(), lineStart: line.extent.lowerBound)
      guard
        let end = walk.passObject(
          from: first.offset, selecting: 0, of: selection.objects.span, in: text, into: &members),
        walk.tokens.isEmpty
      else { return nil }
      return first.offset - line.extent.lowerBound..<end + 1 - line.extent.lowerBound
    }
  }
}

/// A walk from token to token.
private struct ObjectWalk {
  /// A chosen member whose value is still to be passed.
  typealias OpenMember = (slot: Int, nameOffset: Int)

  private let view: WindowView
  /// The numbers of the tokens that the line still has, all of them brackets.
  private(set) var tokens: Range<Int>
  /// Where the line begins, from which the offsets of members are counted.
  private let lineStart: Int

  /// Makes a walk along these `tokens`.
  init(_ view: WindowView, tokens: Range<Int>, lineStart: Int) {
    self.view = view
    self.tokens = tokens
    self.lineStart = lineStart
  }

  /// Passes the object whose opening bracket, passed last, is at `start`, and locates the members chosen in the object of
  /// this `number`.
  ///
  /// - Returns: The offset of its closing bracket, or `nil` where there is a fault.
  mutating func passObject(
    from start: Int, selecting number: Int, of objects: Span<MemberSelection.Object>,
    in text: Span<UInt8>, into members: inout SelectedMembers
  ) -> Int? {
    let object = objects[number]
    var from = start &+ 1
    while !tokens.isEmpty {
      let token = view.token(tokens.lowerBound)
      guard !token.hasElement else { return nil }
      tokens = tokens.lowerBound &+ 1..<tokens.upperBound
      let end = token.offset
      var open: OpenMember?
      if token.hasName {
        open = noteMembers(
          namedFrom: from, to: end, ofObjectAt: start, selecting: object, in: text, into: &members)
      }
      if token.byte == ASCII.rightBrace { return end }
      guard token.byte != ASCII.rightBracket else { return nil }
      let isObject = token.byte == ASCII.leftBrace
      let close: Int?
      if isObject, let open, let inside = object.inside(slot: open.slot) {
        close = passObject(from: end, selecting: inside, of: objects, in: text, into: &members)
      } else {
        close = passValue(isObject: isObject)
      }
      guard let close else { return nil }
      if let open {
        members.note(
          SelectedMembers.Member(
            nameOffset: open.nameOffset - lineStart,
            extent: end - lineStart..<close + 1 - lineStart, kind: isObject ? .object : .array,
            hasEscapes: false),
          in: open.slot, ofObjectAt: start - lineStart)
      }
      from = close &+ 1
    }
    return nil
  }

  /// Passes the object or array whose opening bracket was passed last.
  ///
  /// - Returns: The offset of its closing bracket, or `nil` where there is a fault, or more than 62 are open.
  @inline(__always)
  private mutating func passValue(isObject: Bool) -> Int? {
    // The open ones, one bit each, the innermost the lowest: set for an object. Before them a bit stands for none.
    var open: UInt64 = isObject ? 3 : 2
    var (wrong, lost) = (UInt32(0), UInt64(0))
    var (number, end) = (tokens.lowerBound, tokens.upperBound)
    var token = Token(0)
    repeat {
      guard number < end else { return nil }
      token = view.token(number)
      number &+= 1
      // An object has no elements, an array no names.
      wrong |= token.bits & (SCAN_TOKEN_NAME &<< UInt32(truncatingIfNeeded: open & 1))
      lost |= open
      // Which bracket comes next nobody foresees, so it is no branch.
      let isObject = UInt64(token.bits &>> 29 & 1)
      let mismatch = UInt32(truncatingIfNeeded: (open ^ isObject) & 1)
      wrong |= token.opens ? 0 : mismatch
      open = token.opens ? open &<< 1 | isObject : open &>> 1
    } while open != 1
    tokens = number..<end
    return wrong == 0 && lost >> 63 == 0 ? token.offset : nil
  }

  /// Notes the chosen ones among the members whose names stand from one offset to another, where no bracket stands.
  ///
  /// - Returns: The last of them, if its value is what begins at `end`.
  @inline(__always)
  private func noteMembers(
    namedFrom start: Int, to end: Int, ofObjectAt objectOffset: Int,
    selecting object: MemberSelection.Object, in text: Span<UInt8>,
    into members: inout SelectedMembers
  ) -> OpenMember? {
    var open: OpenMember?
    let lastStep = (end &- 1) &>> 6
    var step = start &>> 6
    var colons = view.colons(step) & ~0 &<< UInt64(start & 63)
    while true {
      if step == lastStep { colons &= ~0 &>> UInt64(63 &- (end &- 1) & 63) }
      if colons != 0 {
        // All of a short name, escapes and quotes and all, stands in these two steps.
        let mayHaveEscapes =
          step == 0 || !object.names.areShort
          || view.backslashes(step) | view.backslashes(step &- 1) != 0
        repeat {
          let colon = step &<< 6 | colons.trailingZeroBitCount
          colons &= colons &- 1
          let member: OpenMember?
          if !mayHaveEscapes, view[colon &- 1] == ASCII.quote {
            let word = view.word(before: colon)
            guard let place = object.names.place(endingLike: word, before: colon, in: text) else {
              continue
            }
            member = (object.firstSlot &+ place, colon &- 2 &- object.names.length(place))
          } else {
            member = self.member(behind: colon, among: object, in: text)
          }
          guard let member else { continue }
          let isOpen = note(
            member, behind: colon, before: end, ofObjectAt: objectOffset, into: &members)
          if isOpen { open = member }
        } while colons != 0
      }
      guard step < lastStep else { return open }
      step &+= 1
      colons = view.colons(step)
    }
  }

  /// The member the name of which stands before `colon`, or `nil` where it was not chosen in `object`.
  @inline(never)
  private func member(
    behind colon: Int, among object: MemberSelection.Object, in text: Span<UInt8>
  ) -> OpenMember? {
    let closing = view.quote(before: colon)
    let opening = view.quote(before: closing)
    let extent = opening..<closing &+ 1
    let name = DecodedString(extent, hasEscapes: view.hasBackslash(in: extent))
    return object.names.place(of: name, in: text).map { (object.firstSlot &+ $0, opening) }
  }

  /// Notes `member`, unless its value is what begins at `end`.
  ///
  /// - Returns: Whether it does.
  @inline(never)
  private func note(
    _ member: OpenMember, behind colon: Int, before end: Int, ofObjectAt objectOffset: Int,
    into members: inout SelectedMembers
  ) -> Bool {
    var start = colon &+ 1
    while ASCII.isWhitespace(view[start]) { start &+= 1 }
    guard start < end else { return true }
    let kind = ValueKind(firstByte: view[start])
    var stop = start &+ 1
    var hasEscapes = false
    if kind == .string {
      stop = view.quote(behind: start) &+ 1
      hasEscapes = view.hasBackslash(in: start..<stop)
    } else if kind == .array {
      stop = view.bracket(behind: start) &+ 1
    } else {
      while stop < end, !ASCII.isWhitespace(view[stop]), view[stop] != ASCII.comma { stop &+= 1 }
    }
    members.note(
      SelectedMembers.Member(
        nameOffset: member.nameOffset &- lineStart, extent: start &- lineStart..<stop &- lineStart,
        kind: kind, hasEscapes: hasEscapes),
      in: member.slot, ofObjectAt: objectOffset &- lineStart)
    return false
  }
}
