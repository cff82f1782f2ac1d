public import JSONScanning

/// The whole decision: which webhooks a line of input is to be sent to, and the jobs that say so.
///
/// ```swift
/// var router = Router(webhooks)
/// var jobs: [UInt8] = []
/// let verdict = router.route(line, to: &jobs)
/// ```
///
/// Cost: one pass over the line, up to four look-ups, and for an event that matches one hash of its bytes and one copy
/// of them for each job. A line that matches nothing allocates nothing. A line can also be a record of the delivery
/// log; then the job that it asks for is written, if it is due still. Copies share the index and the templates; give
/// each thread one.
public struct Router: Sendable {
  /// What became of a line.
  public enum Verdict: Equatable, Sendable {
    /// It holds nothing but white space.
    case blank
    /// It is no event; no job was made of it.
    case rejected(Rejection)
    /// It is an event, and so many jobs were written or counted: none where no webhook asks for it.
    case routed(jobCount: Int)
    /// It is a record of the delivery log, and its webhook is not to be sent its event.
    case refused(LogRefusal)
  }

  /// What each line is.
  public let form: InputForm
  /// How lines are scanned.
  public let kernel: ScanKernel

  private let index: WebhookIndex
  @usableFromInline let templates: JobTemplates
  private var reader: EventReader
  @usableFromInline var matches = Matches()
  /// What is asked instead of the reader and the index where the lines are records of the delivery log.
  private var log: LogMatcher?
  /// The only company of which events are looked at, or `nil` for all.
  private let company: ObjectID?

  /// Makes a router for `webhooks`, in whose order the jobs of one event are written, and for lines of this form.
  ///
  /// Where `company` is given, events of others are checked, and then due to nobody and counted nowhere.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(
    _ webhooks: [Webhook], lines form: InputForm = .events, of company: ObjectID? = nil,
    kernel: ScanKernel = .best
  ) {
    self.form = form
    self.kernel = kernel
    self.company = company
    reader = EventReader(kernel: kernel)
    index = WebhookIndex(webhooks)
    templates = JobTemplates(webhooks)
    if case .log(let onlyFailed) = form {
      log = LogMatcher(webhooks, onlyFailed: onlyFailed, kernel: kernel)
    }
  }

  /// How many webhooks there are.
  public var webhookCount: Int { templates.count }

  /// Finds out which webhooks those are that `tally`, made of what this router withheld, counted together.
  ///
  /// - Complexity: O(webhooks counted).
  public func resolve(_ tally: inout WithheldTally) {
    tally.resolve(index)
  }

  /// The webhooks from which the line routed last was withheld only because it does not say what they ask for.
  ///
  /// Meaningless unless that line's verdict was ``Verdict/routed(jobCount:)``.
  public var withheld: [Matches.Withheld] { matches.withheld }

  /// What the line routed last says in place of the ids that webhooks ask for.
  ///
  /// Meaningless unless that line's verdict was ``Verdict/routed(jobCount:)``.
  public private(set) var malformed = MalformedIDs()

  /// Reads `line`, which comes without its line end, and writes its jobs to `output`.
  ///
  /// - Throws: What `output` throws; the jobs of the line are then not all written.
  /// - Complexity: O(`line.count` · (1 + jobs)).
  public mutating func route<Output: RecordOutput & ~Copyable>(
    _ line: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) -> Verdict {
    beginBlock()
    return try route(0..<line.count, of: line, to: &output)
  }

  /// Prepares for the lines of another block.
  public mutating func beginBlock() {
    if log == nil { reader.scanner.beginBlock() } else { log?.reader.scanner.beginBlock() }
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for.
  ///
  /// That line is then read faster. The lines of a block, whose bytes must not change, must be asked for one after the
  /// other, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the line), amortized.
  public mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    log == nil
      ? reader.scanner.endOfLine(at: start, in: block)
      : log?.reader.scanner.endOfLine(at: start, in: block)
  }

  /// Looks for the end of the object at `start` of `block`, an element of an array, so that the record is then read faster.
  ///
  /// The elements of a block must be looked for one after the other, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the element), amortized.
  public mutating func findElement(at start: Int, in block: Span<UInt8>) {
    log?.reader.scanner.findElement(at: start, in: block)
  }

  /// Reads the line in `extent` of `block`, without its line end, and writes its jobs to `output`.
  ///
  /// - Throws: What `output` throws; the jobs of the line are then not all written.
  /// - Complexity: O(`extent.count` · (1 + jobs)).
  @inlinable
  public mutating func route<Output: RecordOutput & ~Copyable>(
    _ extent: Range<Int>, of block: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) -> Verdict {
    // To be inlined where the output is known, with what writes the jobs: otherwise each piece of one costs a look-up.
    let (verdict, event) = judge(extent, of: block)
    guard let event else { return verdict }
    let bytes = block.extracting(event)
    if let compacted = compacted(bytes) {
      try write(compacted.span, to: &output)
    } else {
      try write(bytes, to: &output)
    }
    return verdict
  }

  /// What becomes of the line in `extent` of `block`, and where in the block its event stands if that is due to webhooks.
  @usableFromInline
  mutating func judge(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) -> (verdict: Verdict, event: Range<Int>?) {
    switch match(extent, of: block) {
    case .event(let event):
      guard !matches.due.isEmpty else { return (.routed(jobCount: 0), nil) }
      let start = extent.lowerBound + event.extent.lowerBound
      return (.routed(jobCount: matches.due.count), start..<start + event.extent.count)
    case .other(let verdict):
      return (verdict, nil)
    }
  }

  /// The bytes of `event` in one line for every reader, as a job is, or `nil` if they are: only in a log they may not be.
  @usableFromInline
  func compacted(_ event: Span<UInt8>) -> [UInt8]? {
    guard log != nil, event.hasLineBreak else { return nil }
    return event.compacted()
  }

  /// Writes the jobs that send `event` to the webhooks that it is due to.
  @inlinable
  func write<Output: RecordOutput & ~Copyable>(
    _ event: Span<UInt8>, to output: inout Output
  ) throws(Output.Failure) {
    let digest = XXH128(of: event).digits
    for number in matches.due {
      try templates.write(event, digest: digest, to: number, into: &output)
    }
  }

  /// Reads `line`, which comes without its line end, and adds the jobs that it is due to `counts`.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func count(_ line: Span<UInt8>, in counts: inout JobCounts) -> Verdict {
    beginBlock()
    return count(0..<line.count, of: line, in: &counts)
  }

  /// Reads the line in `extent` of `block`, without its line end, and adds the jobs that it is due to `counts`.
  ///
  /// - Complexity: O(`extent.count`).
  public mutating func count(
    _ extent: Range<Int>, of block: Span<UInt8>, in counts: inout JobCounts
  ) -> Verdict {
    switch match(extent, of: block) {
    case .event(let event):
      counts.count(event, due: matches.due)
      return .routed(jobCount: matches.due.count)
    case .other(let verdict):
      return verdict
    }
  }

  /// What a line was read as: an event, for which the webhooks were found, or something else.
  enum Match {
    /// An event.
    case event(Event)
    /// Nothing that jobs are made of.
    case other(Verdict)
  }

  /// Reads a line and finds the webhooks that its event is due to.
  private mutating func match(_ extent: Range<Int>, of block: Span<UInt8>) -> Match {
    do throws(Rejection) {
      if let match = try log?.match(extent, of: block, into: &matches) {
        if case .event(let event) = match { malformed = event.malformed }
        return match
      }
      guard let event = try reader.read(extent, of: block) else { return .other(.blank) }
      guard company == nil || event.company == company else {
        matches.clear()
        return .other(.routed(jobCount: 0))
      }
      malformed = event.malformed
      index.find(event, into: &matches)
      return .event(event)
    } catch {
      return .other(.rejected(error))
    }
  }
}
