package import Hookline
internal import JSONScanning
internal import SampleData

/// Webhook definitions and lines of events, and what must hold for the jobs that come of them, whatever they are.
///
/// Each check is one sentence that users rely on; it gives what contradicts it, in words, or `nil`. The checks know the jobs by
/// their bytes, which ``TwinParser`` reads.
package struct RoutingCase {
  /// The file of definitions.
  let definitions: [UInt8]
  /// What it defines.
  let webhooks: [Webhook]
  /// What the twin finds in it.
  let twins: [TwinWebhook]
  /// The lines without their line ends.
  package let lines: [[UInt8]]
  /// What becomes of each line alone, and the bytes of its jobs.
  let outcomes: [Outcome]
  /// Where all that is random in the checks comes from.
  let seed: UInt64

  /// What becomes of a line.
  package struct Outcome: Equatable {
    /// The verdict.
    package let verdict: Router.Verdict
    /// The lines written.
    package let jobs: [[UInt8]]
    /// The webhooks that the jobs are for, by the digits of their ids.
    package let subscriptions: [String]
  }

  /// Makes a case of a file of definitions and of `lines`, or `nil` where the definitions are not accepted.
  package init?(definitions: [UInt8], lines: [[UInt8]], seed: UInt64) {
    guard let webhooks = Self.webhooks(in: definitions) else { return nil }
    self.definitions = definitions
    self.webhooks = webhooks
    twins = TwinWebhook.all(in: definitions)
    self.lines = lines
    self.seed = seed
    var router = LineRouter(webhooks, kernel: .scalar)
    outcomes = lines.map { Outcome($0, by: &router) }
  }

  /// The same where the lines come in one text.
  package init?(definitions: [UInt8], events: [UInt8], seed: UInt64) {
    let lines = events.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
    self.init(definitions: definitions, lines: lines, seed: seed)
  }

  /// The checks, each under the sentence that it is about.
  package static let checks: [(sentence: String, check: @Sendable (RoutingCase) -> String?)] = [
    ("no job crosses companies", { $0.jobThatCrossesCompanies() }),
    ("an inactive webhook never fires", { $0.jobOfAnInactiveWebhook() }),
    ("a line is blank, rejected, matched or unmatched", { $0.lineOfNoOrTwoKinds() }),
    ("jobs are those of the contract's table", { $0.jobMissingOrTooMuch() }),
    ("the order of definitions is that of an event's jobs", { $0.jobOutOfOrder() }),
    ("spelling decides nothing", { $0.pairThatSpellingChanges() }),
    ("line ends decide nothing", { $0.jobThatLineEndsChange() }),
    ("a context only takes away", { $0.jobLostWithoutContext() }),
    ("a flipped bit is rejected or in the jobs", { $0.flippedBitNotTold() }),
    ("all kernels route alike", { $0.lineThatKernelsRouteOtherwise() }),
  ]

  /// What contradicts the sentence, one of those of ``checks``, or `nil`.
  package func contradiction(to sentence: String) -> String? {
    Self.checks.first { $0.sentence == sentence }.map { $0.check(self) } ?? "no such sentence"
  }

  /// The first sentence that does not hold, and what contradicts it.
  package func firstContradiction() -> String? {
    for (sentence, check) in Self.checks {
      if let contradiction = check(self) { return "\(sentence): \(contradiction)" }
    }
    return nil
  }

  /// How many lines there are of each kind.
  package var tally: [String: Int] {
    outcomes.reduce(into: [:]) { tally, outcome in
      switch outcome.verdict {
      case .blank: tally["blank", default: 0] += 1
      case .rejected: tally["rejected", default: 0] += 1
      case .matched(0): tally["unmatched", default: 0] += 1
      case .matched: tally["matched", default: 0] += 1
      case .skipped: tally["skipped", default: 0] += 1
      case .notDue: tally["not due", default: 0] += 1
      }
    }
  }

  /// The webhooks that the file defines, or `nil` where it is not accepted.
  static func webhooks(in file: [UInt8]) -> [Webhook]? {
    var reader = WebhookReader()
    reader.read(file.span, file: 0)
    return try? reader.finish()
  }

  /// What the twin reads in a job, in which the event is a level deeper than on its line.
  static func value(ofJob job: [UInt8]) -> TwinParser.Value {
    let values = TwinParser.values(of: job)
    return values.first?.extent == 0..<job.count ? values[0].value : .other
  }

  /// `line` legibly, to be shown where something is wrong with it.
  static func notation(_ line: [UInt8]) -> String { MarkedText.notation(of: line) }
}

extension RoutingCase.Outcome {
  /// What `router` makes of `line`.
  package init(_ line: [UInt8], by router: inout LineRouter) {
    var bytes: [UInt8] = []
    let verdict = router.route(line.span, to: &bytes)
    self.init(verdict, bytes)
  }

  /// Makes an outcome of a verdict and the bytes that were written.
  init(_ verdict: Router.Verdict, _ bytes: [UInt8]) {
    self.verdict = verdict
    jobs = Self.jobs(in: bytes)
    subscriptions = jobs.map {
      RoutingCase.value(ofJob: $0).member("subscription")?.value.text ?? "none"
    }
  }

  /// The lines of `bytes`; what is behind the last line feed counts as one, so that it is seen.
  static func jobs(in bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last == [] { lines.removeLast() }
    return lines
  }
}
