public import JSONScanning

/// The whole decision: which webhooks a record of the input is to be sent to.
///
/// It reads, selects and matches, and writes nothing; a ``Product`` is made of what it finds.
///
/// ```swift
/// var router = Router(webhooks)
/// if case .matched(let webhookCount) = router.route(line) { … router.due … }
/// ```
///
/// Cost: one pass over the record and up to four look-ups; nothing is allocated. Copies share the index; give each thread
/// one.
public struct Router: Sendable {
  /// What a record of the input is.
  public enum Verdict: Equatable, Sendable {
    /// Nothing but white space.
    case blank
    /// No event, or no record of the delivery log.
    case rejected(Rejection)
    /// A record that does not take part in the run.
    case skipped(SkipReason)
    /// A record of the delivery log whose webhook is not to be sent its event.
    case notDue(NotDueReason)
    /// An event that is due to so many webhooks, ``Router/due``, or to none.
    case matched(webhookCount: Int)
  }

  /// What the records of the input are.
  public let form: InputForm
  /// How lines are scanned.
  public let kernel: ScanKernel

  private let index: WebhookIndex
  private let selection: Selection
  @usableFromInline var matches = Matches()
  private var reader: EventReader
  /// What is used in place of the reader and the index if the input is the delivery log.
  private var log: LogMatcher?

  /// The event of the latest record; its extent is that in the block.
  ///
  /// Meaningless unless that record's verdict was ``Verdict/matched(webhookCount:)``, like ``due`` and ``withheld``.
  public private(set) var event = Event.none

  /// The webhooks that the latest event is due to, by their places in the definitions, ascending.
  @inlinable public var due: [Int] { matches.due }

  /// The webhooks that are not sent the latest event only because it does not have what they ask for.
  @inlinable public var withheld: [Matches.Withheld] { matches.withheld }

  /// A router for `webhooks`, which it knows by their places in the array, and for those records of `form` that `selection` admits.
  ///
  /// Lines are scanned with `kernel`, which must be available.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(
    _ webhooks: [Webhook], of form: InputForm = .events,
    selecting selection: Selection = Selection(),
    kernel: ScanKernel = .best
  ) {
    self.form = form
    self.selection = selection
    self.kernel = kernel
    reader = EventReader(kernel: kernel)
    index = WebhookIndex(webhooks)
    if form == .log { log = LogMatcher(webhooks, selecting: selection, kernel: kernel) }
  }

  /// Reads `line`, which comes without its line end and stands alone.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func route(_ line: Span<UInt8>) -> Verdict {
    beginBlock()
    return route(0..<line.count, of: line)
  }

  /// Reads the record in `extent` of `block`, without its line end.
  ///
  /// - Complexity: O(`extent.count`).
  public mutating func route(_ extent: Range<Int>, of block: Span<UInt8>) -> Verdict {
    matches.clear()
    do throws(Rejection) {
      if let verdict = try log?.match(extent, of: block, into: &matches, &event) { return verdict }
      return try match(extent, of: block)
    } catch {
      return .rejected(error)
    }
  }

  /// Reads a line that is an event, and finds the webhooks that it is due to.
  private mutating func match(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) throws(Rejection) -> Verdict {
    guard let event = try reader.read(extent, of: block) else { return .blank }
    if let reason = selection.reasonToSkip(event) { return .skipped(reason) }
    index.find(event, into: &matches)
    self.event = event.moved(by: extent.lowerBound)
    return .matched(webhookCount: matches.due.count)
  }

  /// Finds out which webhooks those are that `tally`, made of what this router withheld, counted together.
  ///
  /// - Complexity: O(webhooks counted).
  package func resolve(_ tally: inout WithheldTally) {
    tally.resolve(index)
  }
}

// How the records of a block are read faster than one by one.

extension Router {
  /// Prepares for the records of another block.
  public mutating func beginBlock() {
    if log == nil { reader.scanner.beginBlock() } else { log?.reader.scanner.beginBlock() }
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for.
  ///
  /// That line is then read faster. The lines of a block, whose bytes must not change, must be asked for in order, after
  /// ``beginBlock()``.
  ///
  /// - Complexity: O(length of the line), amortized.
  public mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    log == nil
      ? reader.scanner.endOfLine(at: start, in: block)
      : log?.reader.scanner.endOfLine(at: start, in: block)
  }

  /// Looks for the end of the object at `start` of `block`, an element of an array, so that the record is then read faster.
  ///
  /// The elements of a block must be looked for in order, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the element), amortized.
  public mutating func findElement(at start: Int, in block: Span<UInt8>) {
    log?.reader.scanner.findElement(at: start, in: block)
  }
}
