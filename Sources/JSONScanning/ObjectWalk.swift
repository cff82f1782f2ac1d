internal import ScanKernels

// Stage 2: first from token to token, then from one candidate to the next.

/// A name that may be one of those chosen in its object; offsets are counted from the start of the window.
///
/// It is two words, each written at once: if the parts of a word are stored separately, they cannot be forwarded to a load of
/// all of it, which has to wait for them.
struct Candidate: Sendable {
  /// A line with this many candidates is not walked.
  static let limit = 1_000

  /// The token of the name's closing quote, and the offset of the object's opening brace above it.
  private let name: UInt64
  /// The level of the object in the selection, and the offset of the closing bracket of the value above it: 0 unless members
  /// are chosen inside it.
  private var value: UInt64

  /// A candidate whose closing quote is `token`, in the object at `objectStart`, which is at `level` of the selection.
  @inline(__always)
  init(_ token: Token, inObjectAt objectStart: Int, level: Int) {
    name = UInt64(token.bits) | UInt64(truncatingIfNeeded: objectStart) &<< 32
    value = UInt64(truncatingIfNeeded: level)
  }

  private var token: Token { Token(UInt32(truncatingIfNeeded: name)) }
  /// The name's closing quote.
  var closingQuote: Int { token.offset }
  /// Whether the name is written with escapes.
  var isEscaped: Bool { token.hasName }
  /// The opening brace of the object that has the member.
  var objectStart: Int { Int(name &>> 32) }
  /// The level of the object in the selection.
  var level: Int { Int(value & 0xFF) }
  /// The closing bracket of the value if members are chosen inside it, else 0.
  var valueEnd: Int {
    get { Int(value &>> 32) }
    set { value = value & 0xFFFF_FFFF | UInt64(truncatingIfNeeded: newValue) &<< 32 }
  }
}

extension LineIndex {
  /// Checks what the kernel could not check about `line` of a window, and locates the chosen members.
  ///
  /// It is static because a method would copy the whole index for each line.
  ///
  /// - Returns: The extent of the object from the start of the line, or `nil` if the ``Scanner`` must scan the line.
  static func walk(
    _ line: Line, of text: Span<UInt8>, _ tokens: [UInt32], _ masks: WindowMasks,
    selecting selection: MemberSelection, noting candidates: inout [Candidate],
    into members: inout SelectedMembers
  ) -> Range<Int>? {
    members.clear()
    guard !line.hasFault else { return nil }
    return WindowView.withView(of: text, tokens, masks) { view in
      var candidates = candidates.mutableSpan
      let walk = ObjectWalk(view: view, line: line)
      guard
        let (object, count) = walk.passTokens(of: text, selecting: selection, noting: &candidates)
      else { return nil }
      walk.noteMembers(
        candidates, count: count, of: text, selecting: selection, into: &members)
      let lineStart = line.extent.lowerBound
      return object.lowerBound &- lineStart..<object.upperBound &- lineStart
    }
  }
}

/// The constant inputs of a walk along the tokens of a line, except for the selection: one that is passed on from call to call is
/// not counted as another reference for each line.
private struct ObjectWalk {
  let view: WindowView
  let line: LineIndex.Line

  /// Whether a name or an element is outside the object of the line.
  @inline(__always)
  private var isOutsideWrong: Bool {
    let first = view.token(line.tokens.lowerBound)
    let last = view.token(line.tokens.upperBound)
    return first.hasName || first.hasElement || last.hasName || last.hasElement
  }

  /// Passes the tokens of the line, and notes the candidates in the objects in which members are chosen.
  ///
  /// Which token comes next cannot be predicted, so there are few branches here: faults are collected and checked once.
  ///
  /// - Returns: The extent of the object in the window, and the number of candidates; `nil` if there is a fault, more than 61
  ///   open brackets, or too many candidates.
  @inline(__always)
  func passTokens(
    of text: Span<UInt8>, selecting selection: MemberSelection,
    noting candidates: inout MutableSpan<Candidate>
  ) -> (object: Range<Int>, count: Int)? {
    let first = view.token(line.tokens.lowerBound)
    guard first.byte == ASCII.leftBrace, line.isElement || !isOutsideWrong else { return nil }
    // The open brackets, one bit each, the innermost lowest: set for an object. The bit above the outermost is also set.
    var open: UInt64 = 3
    // Bits that are set once something is wrong, and those that `open` ever had.
    var (wrong, used) = (UInt64(0), UInt64(0))
    // The innermost open object in which members are chosen. `chosenOpen` equals `open` if nothing is open inside it.
    var (chosenOpen, level, objectStart) = (UInt64(3), 0, first.offset)
    // The numbers of the candidates whose values are open, one for each level.
    var outer = InlineArray<8, Int>(repeating: 0)
    var (count, number) = (0, line.tokens.lowerBound &+ 1)
    let end = line.tokens.upperBound
    while number < end {
      let token = view.token(number)
      number &+= 1
      if token.byte == ASCII.quote {
        candidates[count] = Candidate(token, inObjectAt: objectStart, level: level)
        // 1 if the two are equal; a comparison would become a branch. It can also be 1 if too many brackets are open, but then
        // the line is not accepted.
        count &+= Int(truncatingIfNeeded: ((open ^ chosenOpen) &- 1) &>> 63)
        guard count < Candidate.limit else { return nil }
        continue
      }
      if token.opens {
        // A name (1) in an object (1), or an element (2) in an array (0), makes 2.
        wrong |= (token.nameAndElement &+ (open & 1)) ^ 2
        // The value of a candidate comes right after it; checking once for each candidate avoids passing the white space after
        // it again and again.
        if open == chosenOpen, token.byte == ASCII.leftBrace,
          view.token(number &- 2).byte == ASCII.quote,
          hasChosen(
            at: token.offset, after: candidates[count &- 1], level: level, of: text,
            selecting: selection)
        {
          outer[level] = count &- 1
          level &+= 1
          (chosenOpen, objectStart) = (chosenOpen &<< 1 | 1, token.offset)
        }
        open = open &<< 1 | token.braceBit
        used |= open
      } else {
        // An object must have no elements, an array no names; and brackets must match.
        wrong |= token.nameAndElement &>> (open & 1) & 1
        wrong |= (token.braceBit ^ open) & 1
        open &>>= 1
        guard open < chosenOpen else { continue }
        if level == 0 { break }
        level &-= 1
        let name = outer[level]
        candidates[name].valueEnd = token.offset
        (chosenOpen, objectStart) = (chosenOpen &>> 1, candidates[name].objectStart)
      }
    }
    guard open == 1, number == end, wrong == 0, used &>> 62 == 0 else { return nil }
    return (first.offset..<view.token(end &- 1).offset &+ 1, count)
  }

  /// Whether members are chosen inside the object at `offset`, itself in an object at `level`: it must be the value of the
  /// right name, which can only be the last candidate.
  @inline(__always)
  private func hasChosen(
    at offset: Int, after candidate: Candidate, level: Int, of text: Span<UInt8>,
    selecting selection: MemberSelection
  ) -> Bool {
    view.value(after: candidate.closingQuote) == offset
      && selection.isOuter(slot: find(candidate, of: text, in: selection).slot, level: level)
  }

  /// The place of `candidate` in the list of names, or -1, and its slot, or -1 if it is not chosen in its object.
  @inline(__always)
  private func find(
    _ candidate: Candidate, of text: Span<UInt8>, in selection: MemberSelection
  ) -> (place: Int, slot: Int) {
    let place = place(of: candidate, of: text, in: selection.names)
    return (place, place < 0 ? -1 : selection.slot(ofNameAt: place, level: candidate.level))
  }

  /// The place of `candidate` in `names`, or -1.
  @inline(__always)
  private func place(of candidate: Candidate, of text: Span<UInt8>, in names: NameList) -> Int {
    candidate.isEscaped
      ? placeOfEscaped(candidate, of: text, in: names)
      : names.find(closedAt: candidate.closingQuote, in: text)
  }

  /// The place of `candidate`, whose name is written with escapes, in `names`, or -1.
  ///
  /// It is not inlined, so that the loop over candidates keeps what it needs in registers.
  @inline(never)
  private func placeOfEscaped(
    _ candidate: Candidate, of text: Span<UInt8>, in names: NameList
  ) -> Int {
    let name = view.quote(before: candidate.closingQuote)..<candidate.closingQuote &+ 1
    return names.place(of: DecodedString(name, hasEscapes: true), in: text) ?? -1
  }

  /// Notes the members that the first `count` candidates name, if they are chosen; the line must have no fault.
  @inline(__always)
  func noteMembers(
    _ candidates: borrowing MutableSpan<Candidate>, count: Int, of text: Span<UInt8>,
    selecting selection: MemberSelection, into members: inout SelectedMembers
  ) {
    // One span for all: each write to an array checks that the array is not shared.
    var found = members.members.mutableSpan
    var slots = SelectedMembers.Slots()
    let lineStart = line.extent.lowerBound
    for number in 0..<count {
      let candidate = candidates[number]
      let (place, slot) = find(candidate, of: text, in: selection)
      guard slot >= 0 else { continue }
      let closingQuote = candidate.closingQuote
      let openingQuote =
        candidate.isEscaped
        ? view.quote(before: closingQuote) : closingQuote &- 1 &- selection.names.counts[place]
      let value = value(of: candidate)
      let member = SelectedMembers.Member(
        nameOffset: openingQuote &- lineStart,
        extent: value.start &- lineStart..<value.end &- lineStart, kind: value.kind,
        hasEscapes: value.hasEscapes)
      slots.note(
        member, in: slot, of: &found, ofObjectAt: candidate.objectStart &- lineStart)
    }
    members.slots = slots
  }

  /// Where a value is in the window, and how it is written.
  private struct Value {
    let start: Int
    let end: Int
    let kind: ValueKind
    var hasEscapes = false
  }

  /// The value of the member that `candidate` names.
  @inline(__always)
  private func value(of candidate: Candidate) -> Value {
    // Most values are strings right after the colon, which alone can be between two quotes here.
    let start = candidate.closingQuote &+ 2
    guard view[start] == ASCII.quote else { return otherValue(of: candidate) }
    let (end, hasEscapes) = view.end(ofStringAt: start)
    return Value(start: start, end: end, kind: .string, hasEscapes: hasEscapes)
  }

  /// The value of the member that `candidate` names, whatever it is and wherever it begins.
  ///
  /// It is not inlined, so that the loop over candidates keeps what it needs in registers.
  @inline(never)
  private func otherValue(of candidate: Candidate) -> Value {
    let start = view.value(after: candidate.closingQuote)
    let kind = ValueKind(firstByte: view[start])
    switch kind {
    case .string:
      let (end, hasEscapes) = view.end(ofStringAt: start)
      return Value(start: start, end: end, kind: kind, hasEscapes: hasEscapes)
    case .object, .array:
      let end = candidate.valueEnd > 0 ? candidate.valueEnd &+ 1 : view.end(ofNestedValueAt: start)
      return Value(start: start, end: end, kind: kind)
    case .number, .boolean, .null:
      return Value(start: start, end: view.end(ofScalarAt: start), kind: kind)
    }
  }
}
