package import JSONScanning
package import SampleData

/// The verdict on a text, in a form in which two judges can be compared.
package enum Verdict: Equatable {
  /// The text holds nothing but white space.
  case blank
  /// The text is acceptable, and this is the extent of its value.
  case accepted(Range<Int>)
  /// The text is not acceptable, for this reason, at this offset.
  case fault(JudgedText.Reason, at: Int)

  /// The scanner's verdict on `text`, as a line if `asLine` is true; the chosen members are put into `members`.
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

  /// The scanner's verdict on `bytes`, for tests that do not need the members.
  package init(
    scanning bytes: [UInt8], asLine: Bool = false, selecting names: [String] = [],
    insideLast nested: [String] = []
  ) {
    let selection = MemberSelection(names, insideLast: MemberSelection(nested))
    var members = SelectedMembers(for: selection)
    self.init(scanning: bytes.span, asLine: asLine, selecting: selection, into: &members)
  }

  /// The verdict that is expected for `text`.
  package init(expectedFor text: JudgedText) {
    let isContent = { (byte: UInt8) in ![0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    if let fault = text.fault {
      self = .fault(fault.reason, at: fault.offset)
    } else if let first = text.bytes.firstIndex(where: isContent),
      let last = text.bytes.lastIndex(where: isContent)
    {
      self = .accepted(first..<last + 1)
    } else {
      self = .blank
    }
  }
}

extension Verdict {
  /// The extent of the value, or `nil` if the text is not accepted.
  var acceptedExtent: Range<Int>? {
    if case .accepted(let extent) = self { extent } else { nil }
  }

  /// The offset of the fault, or 0 if there is none.
  var faultOffset: Int {
    if case .fault(_, let offset) = self { offset } else { 0 }
  }
}

extension JudgedText.Reason {
  /// The reason of a judged text that the scanner calls `reason`.
  package init(_ reason: ScanFault.Reason) {
    switch reason {
    case .invalidUTF8: self = .invalidUTF8
    case .invalidJSON: self = .invalidJSON
    case .tooDeep: self = .tooDeep
    case .carriageReturn: self = .carriageReturn
    }
  }
}

/// The fault that the scanner finds in `bytes`, or `nil`.
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
