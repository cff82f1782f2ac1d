package import JSONScanning
package import SampleData

/// What becomes of a text, said in one value, so that two judges can be compared.
package enum Verdict: Equatable {
  /// There is nothing but white space.
  case blank
  /// The text is one acceptable value, in these bytes.
  case accepted(Range<Int>)
  /// The text is none, for this reason, from this byte on.
  case fault(JudgedText.Reason, at: Int)

  /// The verdict of the scanner on `text`, at will `asLine`; what it finds of the members of `selection` comes with
  /// it.
  package init(
    scanning text: Span<UInt8>, asLine: Bool = false, selecting selection: MemberSelection,
    into members: inout SelectedMembers
  ) {
    var scanner = Scanner()
    do {
      let extent = try scanner.scanText(
        in: text, asLine: asLine, selecting: selection, into: &members)
      self = extent.map(Verdict.accepted) ?? .blank
    } catch {
      self = .fault(JudgedText.Reason(error.reason), at: error.offset)
    }
  }

  /// The verdict of the scanner on `bytes`, where the members do not matter.
  package init(
    scanning bytes: [UInt8], asLine: Bool = false, selecting names: [String] = [],
    insideLast nested: [String] = []
  ) {
    let selection = MemberSelection(names, insideLast: MemberSelection(nested))
    var members = SelectedMembers(for: selection)
    self.init(scanning: bytes.span, asLine: asLine, selecting: selection, into: &members)
  }

  /// The verdict that `text` asks for.
  package init(askedBy text: JudgedText) {
    let isInk = { (byte: UInt8) in ![0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    if let fault = text.fault {
      self = .fault(fault.reason, at: fault.offset)
    } else if let first = text.bytes.firstIndex(where: isInk),
      let last = text.bytes.lastIndex(where: isInk)
    {
      self = .accepted(first..<last + 1)
    } else {
      self = .blank
    }
  }
}

extension Verdict {
  /// Where the value stands, or `nil` where there is none.
  var acceptedExtent: Range<Int>? {
    if case .accepted(let extent) = self { extent } else { nil }
  }

  /// Where the fault is.
  var faultOffset: Int {
    if case .fault(_, let offset) = self { offset } else { 0 }
  }
}

extension JudgedText.Reason {
  /// The scanner's name for a reason, in the words of the judged texts.
  package init(_ reason: ScanFault.Reason) {
    switch reason {
    case .invalidUTF8: self = .invalidUTF8
    case .invalidJSON: self = .invalidJSON
    case .tooDeep: self = .tooDeep
    case .carriageReturn: self = .carriageReturn
    }
  }
}

/// The fault that the scanner finds in `bytes`, or `nil` where it finds none.
package func fault(in bytes: [UInt8]) -> ScanFault? {
  let selection = MemberSelection([])
  var members = SelectedMembers(for: selection)
  var scanner = Scanner()
  do {
    _ = try scanner.scanText(in: bytes.span, selecting: selection, into: &members)
    return nil
  } catch {
    return error
  }
}
