internal import ScanKernels

// Stage 2: from bracket to bracket, and in the objects of which members were chosen from colon to colon.

extension LineIndex {
  /// Scans the line in `extent` as the one object that it should be, and locates the members of `selection`.
  ///
  /// It must be the line whose end was asked for last, with or without a carriage return at its end. `members` must be
  /// made for `selection`; offsets are counted from the start of the line. `depth` and `asLine` are those of
  /// ``Scanner/scanText(in:depth:asLine:selecting:into:)``, which alone accepts a carriage return between tokens.
  ///
  /// - Returns: The extent of the object, or `nil` where the line is for the ``Scanner`` to judge.
  /// - Throws: The first fault, left to right.
  /// - Complexity: O(brackets, and members of the chosen objects).
  public mutating func scanObject(
    inLine extent: Range<Int>, of block: Span<UInt8>, depth: Int = 0, asLine: Bool,
    selecting selection: MemberSelection, into members: inout SelectedMembers
  ) throws(ScanFault) -> Range<Int>? {
    guard let line, extent.lowerBound == window.lowerBound + line.extent.lowerBound else {
      return nil
    }
    self.line = nil
    if let object = walk(line, of: block.extracting(window), selecting: selection, into: &members) {
      return object
    }
    if !line.tokens.isEmpty, let (offset, open) = lastBracketBeforeFault(in: line) {
      var scanner = Scanner()
      try scanner.scanRest(
        in: block.extracting(extent), fromBracketAt: offset - line.extent.lowerBound, inside: open,
        depth: depth, asLine: asLine)
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
      let objects = selection.objects.span
      var walk = ObjectWalk(
        view, tokens: line.tokens.dropFirst(), lineStart: line.extent.lowerBound,
        object: objects[0], startingAt: first.offset)
      guard let end = walk.passObject(of: objects, in: text, into: &members), walk.tokens.isEmpty
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
  /// What is chosen in the object in which the walk is.
  private var object: MemberSelection.Object
  /// Where that begins.
  private var objectStart: Int

  /// Makes a walk along these `tokens`, behind the opening bracket at `start` of what `object` tells of.
  init(
    _ view: WindowView, tokens: Range<Int>, lineStart: Int, object: MemberSelection.Object,
    startingAt start: Int
  ) {
    self.view = view
    self.tokens = tokens
    self.lineStart = lineStart
    self.object = object
    objectStart = start
  }

  /// Passes the object whose opening bracket was passed last, and locates the members chosen in it.
  ///
  /// - Returns: The offset of its closing bracket, or `nil` where there is a fault.
  mutating func passObject(
    of objects: Span<MemberSelection.Object>, in text: Span<UInt8>,
    into members: inout SelectedMembers
  ) -> Int? {
    var from = objectStart &+ 1
    while !tokens.isEmpty {
      let token = view.token(tokens.lowerBound)
      guard !token.hasElement else { return nil }
      tokens = tokens.lowerBound &+ 1..<tokens.upperBound
      let end = token.offset
      var open: OpenMember?
      if token.hasName { open = noteMembers(namedFrom: from, to: end, in: text, into: &members) }
      if token.byte == ASCII.rightBrace { return end }
      guard token.byte != ASCII.rightBracket else { return nil }
      let isObject = token.byte == ASCII.leftBrace
      let close: Int?
      if isObject, let open, let inside = object.inside(slot: open.slot) {
        let outer = (object, objectStart)
        (object, objectStart) = (objects[inside], end)
        close = passObject(of: objects, in: text, into: &members)
        (object, objectStart) = outer
      } else {
        close = passValue(isObject: isObject)
      }
      guard let close else { return nil }
      if let open {
        note(
          open, end..<close &+ 1, kind: isObject ? .object : .array, hasEscapes: false,
          into: &members)
      }
      from = close &+ 1
    }
    return nil
  }

  /// Passes the object or array whose opening bracket was passed last.
  ///
  /// - Returns: The offset of its closing bracket, or `nil` where there is a fault, or more than 61 are open.
  @inline(__always)
  private mutating func passValue(isObject: Bool) -> Int? {
    // The open ones, one bit each, the innermost the lowest: set for an object. Before them a bit stands for none.
    var open: UInt64 = isObject ? 3 : 2
    var (wrong, mismatch, lost) = (UInt64(0), UInt64(0), UInt64(0))
    var (number, end) = (tokens.lowerBound, tokens.upperBound)
    var token = Token(0)
    repeat {
      guard number < end else { return nil }
      token = view.token(number)
      number &+= 1
      // Which bracket comes next nobody foresees, so nothing here is a branch. An object has no elements, an array no names.
      let bits = UInt64(token.bits)
      wrong |= bits &>> (open & 1)
      let byte = bits &>> 24
      mismatch |= (open ^ byte &>> 5) & byte &>> 2
      lost |= open
      open = (open &<< (byte & 2) | byte & byte &>> 4 & 2) &>> 1
    } while open != 1
    tokens = number..<end
    return wrong & UInt64(SCAN_TOKEN_NAME) | mismatch & 1 | lost &>> 62 == 0 ? token.offset : nil
  }

  /// Notes the chosen ones among the members whose names stand from one offset to another, where no bracket stands but those
  /// of arrays that have none in them.
  ///
  /// - Returns: The last of them, if its value is what begins at `end`.
  @inline(__always)
  private mutating func noteMembers(
    namedFrom start: Int, to end: Int, in text: Span<UInt8>, into members: inout SelectedMembers
  ) -> OpenMember? {
    let lastBytes = object.names.lastBytes
    var open: OpenMember?
    let lastStep = (end &- 1) &>> 6
    var step = start &>> 6
    var colons = view.colons(step) & ~0 &<< UInt64(start & 63)
    while true {
      if step == lastStep { colons &= ~0 &>> UInt64(63 &- (end &- 1) & 63) }
      if colons != 0 {
        // Written with escapes, a name that was chosen may end with any byte.
        let lastBytes = view.mayHaveEscapes(step) ? ~0 : lastBytes
        repeat {
          let colon = step &<< 6 | colons.trailingZeroBitCount
          colons &= colons &- 1
          if lastBytes &>> UInt64(view[colon &- 2] & 63) & 1 == 1 {
            open = noteMember(
              behind: colon, before: end, mayHaveEscapes: lastBytes == ~0, in: text, into: &members)
          }
        } while colons != 0
      }
      guard step < lastStep else { return open }
      step &+= 1
      colons = view.colons(step)
    }
  }

  /// Notes the member the name of which stands before `colon`, unless it was not chosen.
  ///
  /// - Returns: The member, if its value is what begins at `end`, and is still to be passed.
  @inline(never)
  private mutating func noteMember(
    behind colon: Int, before end: Int, mayHaveEscapes: Bool, in text: Span<UInt8>,
    into members: inout SelectedMembers
  ) -> OpenMember? {
    let member: OpenMember
    if !mayHaveEscapes, view[colon &- 1] == ASCII.quote {
      let word = view.word(before: colon)
      guard let (place, count) = object.names.find(endingLike: word, before: colon, in: text)
      else { return nil }
      member = (object.firstSlot &+ place, colon &- 2 &- count)
    } else {
      let closing = view.quote(before: colon)
      let opening = view.quote(before: closing)
      let extent = opening..<closing &+ 1
      let name = DecodedString(extent, hasEscapes: view.hasBackslash(in: extent))
      guard let place = object.names.place(of: name, in: text) else { return nil }
      member = (object.firstSlot &+ place, opening)
    }
    var start = colon &+ 1
    while ASCII.isWhitespace(view[start]) { start &+= 1 }
    guard start < end else { return member }
    if view[start] == ASCII.quote {
      let extent = start..<view.quote(behind: start) &+ 1
      note(
        member, extent, kind: .string, hasEscapes: view.hasBackslash(in: extent), into: &members)
    } else {
      let kind = ValueKind(firstByte: view[start])
      var stop = start &+ 1
      if kind == .array {
        stop = view.bracket(behind: start) &+ 1
      } else {
        while stop < end, !ASCII.isWhitespace(view[stop]), view[stop] != ASCII.comma { stop &+= 1 }
      }
      note(member, start..<stop, kind: kind, hasEscapes: false, into: &members)
    }
    return nil
  }

  /// Notes that the value of `member` stands in `extent`.
  @inline(__always)
  private func note(
    _ member: OpenMember, _ extent: Range<Int>, kind: ValueKind, hasEscapes: Bool,
    into members: inout SelectedMembers
  ) {
    members.note(
      SelectedMembers.Member(
        nameOffset: member.nameOffset &- lineStart,
        extent: extent.lowerBound &- lineStart..<extent.upperBound &- lineStart, kind: kind,
        hasEscapes: hasEscapes),
      in: member.slot, ofObjectAt: objectStart &- lineStart)
  }
}
