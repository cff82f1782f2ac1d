public import JSONScanning

/// Decides which webhooks the event of an input record is sent to.
///
/// It reads, selects and matches; what it finds is written or counted by a ``Product``.
///
/// ```swift
/// var router = Router(webhooks)
/// if case .matched(let webhookCount) = router.route(line) { … router.due … }
/// ```
///
/// Cost: one pass over the record and up to four look-ups, mostly without an allocation. Copies share the index; each thread
/// needs its own.
public struct Router: Sendable {
  /// What was found out about an input record.
  public enum Verdict: Equatable, Sendable {
    /// It is only white space.
    case blank
    /// It is not an event, or not a delivery log record.
    case rejected(Rejection)
    /// It does not take part in the run.
    case skipped(SkipReason)
    /// It is a delivery log record whose event is not to be sent to its webhook.
    case notDue(NotDueReason)
    /// Its event is to be sent to `webhookCount` webhooks, ``Router/due``, or to none.
    ///
    /// If two sets of definitions are compared, the number is that of the webhooks by the definitions of the run.
    case matched(webhookCount: Int)
  }

  /// The webhook to which the delivery in a record of the delivery log went.
  public struct Addressee: Equatable, Sendable {
    /// Its `_id`.
    public let id: ObjectID
    /// Its place in the definitions, or `nil` if they do not have it.
    public let number: Int?
  }

  /// The kind of records that the input holds.
  public let form: InputForm
  /// How lines are scanned.
  public let kernel: ScanKernel

  /// Finds the webhooks, and numbers the groups in ``withheld``.
  package let index: WebhookIndex
  private let selection: Selection
  /// The webhooks that were found for the event of the latest record.
  @usableFromInline package private(set) var matches = Matches()
  var reader: EventReader
  /// Replaces the reader and the index if the input is a delivery log, otherwise `nil`.
  var log: LogMatcher?
  /// The definitions with which those of the run are compared.
  private var others: OtherDefinitions

  /// The event of the latest record; its extent is that in the block.
  ///
  /// Meaningless unless the verdict on that record was ``Verdict/matched(webhookCount:)`` or ``Verdict/notDue(_:)``.
  public private(set) var event = Event.none

  /// Whether the latest record, of a delivery log, is of a delivery that succeeded; known if only failed ones are selected.
  ///
  /// Like ``triedAt``, it is meaningless unless its event is to be sent.
  package var isDelivered: Bool { log?.isDelivered == true }

  /// When that delivery was tried, or `nil` if it is unknown.
  package var triedAt: Moment? { log?.triedAt }

  /// The webhook for which the latest record was made, if it is of a delivery log.
  package var addressee: Addressee? { log?.addressee }

  /// Whether only deliveries take part of which no record shows success, which is known once all records were read.
  package var selectsOnlyFailed: Bool { selection.onlyFailed }

  /// Whether jobs are left out because other definitions give them, too.
  package var subtractsAny: Bool { others.subtractsAny }

  /// Whether other definitions send `event` to the webhook at `number`, so that this job is left out.
  package func subtracts(_ event: Event, at number: Int) -> Bool {
    others.subtracts(event, at: number)
  }

  /// The webhook at `number`, as the one for which a record of a delivery log was made.
  package func addressee(at number: Int) -> Addressee? { log?.addressee(at: number) }

  /// The webhooks to which the latest record's event is to be sent, by their places in the definitions, ascending.
  @inlinable public var due: [Int] { matches.due }

  /// The webhooks to which that event is not sent only because it lacks what they ask for.
  @inlinable public var withheld: [Matches.Withheld] { matches.withheld }

  /// The webhooks to which other definitions send that event, too, so that these jobs are left out.
  @inlinable public var subtracted: [Int] { matches.subtracted }

  /// A router to `webhooks`, which it identifies by their places in the array, for records of `form`.
  ///
  /// Records that `selection` does not admit are skipped, and so are those of a delivery log for the webhooks `leftOut`; see
  /// ``SelectedWebhooks``, which also finds out what the names and the shard of a selection mean for `webhooks`. When an event
  /// happened is known only if `readingTimes` asks for it or the selection depends on it. Lines are scanned with `kernel`, which
  /// must be available. The result is compared with that of `others`.
  ///
  /// - Complexity: expected O(n) for n webhooks.
  public init(
    _ webhooks: [Webhook], leavingOut leftOut: Set<ObjectID> = [], of form: InputForm = .events,
    selecting selection: Selection = Selection(), readingTimes: Bool = false,
    comparingWith others: OtherDefinitions = OtherDefinitions(), kernel: ScanKernel = .best
  ) {
    self.form = form
    self.others = others
    self.others.defersSubtraction = selection.onlyFailed
    self.selection = selection
    self.kernel = kernel
    let readsTime = readingTimes || selection.dependsOnTime || selection.onlyFailed
    reader = EventReader(readsTime: readsTime, kernel: kernel)
    // A record of a delivery log says which webhook it is about.
    index = WebhookIndex(form == .log ? [] : webhooks)
    if form == .log {
      log = LogMatcher(
        webhooks, leavingOut: leftOut, selecting: selection, readsTime: readsTime, kernel: kernel)
    }
  }

  /// Reads `line`, which does not include a line end.
  ///
  /// - Complexity: O(`line.count`).
  public mutating func route(_ line: Span<UInt8>) -> Verdict {
    beginBlock()
    return route(0..<line.count, of: line)
  }

  /// Reads the record in `extent` of `block`, which does not include a line end.
  ///
  /// If its end was asked for, the bytes must still be those of then: they are read without checks.
  ///
  /// - Complexity: O(`extent.count`).
  package mutating func route(_ extent: Range<Int>, of block: Span<UInt8>) -> Verdict {
    matches.clear()
    do throws(Rejection) {
      if form == .log, let verdict = try log?.match(extent, of: block, into: &matches, &event) {
        return others.isEmpty ? verdict : compared(verdict)
      }
      return try match(extent, of: block)
    } catch {
      return .rejected(error)
    }
  }

  /// Reads the event on the line in `extent` of `block`, and finds the webhooks to which it is to be sent; ``matches`` must be
  /// empty.
  @inline(__always)
  private mutating func match(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) throws(Rejection) -> Verdict {
    guard let event = try reader.read(extent, of: block) else { return .blank }
    if let reason = selection.reasonToSkip(event) { return .skipped(reason) }
    index.find(event, intoEmpty: &matches)
    self.event = event.moved(by: extent.lowerBound)
    guard others.isEmpty else {
      return .matched(webhookCount: others.apply(to: &matches, of: event))
    }
    return .matched(webhookCount: matches.due.count)
  }

  /// The verdict on the latest record of a delivery log, once other definitions are considered.
  private mutating func compared(_ verdict: Verdict) -> Verdict {
    guard let number = log?.addressee.number else { return verdict }
    switch verdict {
    case .blank, .rejected: return verdict
    case .matched:
      return .matched(webhookCount: others.apply(to: &matches, of: event, recordedFor: number))
    case .skipped(.delivered), .notDue:
      _ = others.apply(to: &matches, of: event, recordedFor: number)
      return matches.due.isEmpty ? verdict : .matched(webhookCount: 0)
    case .skipped: return verdict
    }
  }
}
