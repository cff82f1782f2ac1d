internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// Finds out what the rejected records of a run seem to be: each kind once.
struct RejectionHints: Sendable {
  private var finder: HintFinder
  /// Reads on from rejected lines of the current input.
  private var lookAhead: LookAhead?
  /// The offset in the input after the last record that may include the bracket that ends its array, or `nil`: it is malformed
  /// and has a bracket, or is too long to know.
  private var endOfTakenArray: Int?

  /// No hints yet, about records that should be of `form`.
  init(in form: InputForm) { finder = HintFinder(in: form) }

  /// Begins with the input called `name`, which can be read again if there is a `source`.
  mutating func beginInput(_ name: FileName, from source: InputSource?) {
    finder.beginInput()
    lookAhead = LookAhead(in: name, from: source)
    endOfTakenArray = nil
  }

  /// Notes that an element of an array that ends at `offset` of the input was too long.
  mutating func noteOverlongElement(endingAt offset: Int) { endOfTakenArray = offset }

  /// Whether further records are looked at.
  var areLooking: Bool { finder.isLooking }

  /// What a rejected record of `block` seems to be, or `nil` if that is not certain or was found before.
  ///
  /// `isFirst` says that it is on the first line of its input.
  mutating func hint(
    for rejection: Rejection, of record: InputRecord, in block: RecordBlock, isFirst: Bool
  ) -> Hint? {
    let text = block.bytes.span.extracting(record.extent)
    let isUnended = isUnended(record, in: block)
    if Self.mayHoldArrayEnd(text, rejection) {
      endOfTakenArray = block.offset + record.extent.upperBound
    }
    let lookAhead = lookAhead
    return finder.hint(
      for: rejection, of: text, isFirst: isFirst, isUnended: isUnended,
      isInArray: block.holdsArrays
    ) {
      lookAhead?.bytes(from: record.extent, of: block)
    }
  }

  /// Whether only the end of the input ends `record`.
  ///
  /// What an array seems to lack directly after a record that has taken in its end is missing in that record.
  private func isUnended(_ record: InputRecord, in block: RecordBlock) -> Bool {
    block.isUnended(record.extent)
      && block.offset + record.extent.lowerBound != endOfTakenArray
  }

  private static func mayHoldArrayEnd(_ text: Span<UInt8>, _ rejection: Rejection) -> Bool {
    switch rejection.cause {
    case .tooLong: true
    case .malformed: text.contains(UInt8(ascii: "]"))
    case .notAnObject, .duplicate, .missing, .invalid: false
    }
  }
}
