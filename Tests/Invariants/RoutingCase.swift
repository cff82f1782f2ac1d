package import Hookline
internal import JSONScanning
internal import SampleData

// What must hold whatever is read, for the random tests and the fuzzing. There are two kinds of checks:
//
// - RoutingCase checks sentences about the jobs of given definitions and events, one function for each sentence.
// - The Reference types do the same as the library, slowly, clause by clause as in RFC 8259 and the contract, and share no
//   code with it. LineComparison compares the kernels with the scanner instead, which is itself compared with the reference.
//
// A check returns what contradicts it, in words, or nil.

/// Webhook definitions, lines of events, and what must hold for the jobs made of them.
///
/// Each check is for one sentence that users rely on. It returns a description of what contradicts the sentence, or `nil`. The
/// checks know the jobs only by their bytes, which ``ReferenceParser`` reads.
package struct RoutingCase {
  /// The file of definitions.
  let definitions: [UInt8]
  /// The webhooks that it defines.
  let webhooks: [Webhook]
  /// The webhooks that the reference finds in it.
  let references: [ReferenceWebhook]
  /// The lines without their line ends.
  package let lines: [[UInt8]]
  /// The outcome of each line, routed alone and without a kernel.
  let outcomes: [Outcome]
  /// Determines everything that is random in the checks.
  let seed: UInt64

  /// The outcome of routing a line.
  package struct Outcome: Equatable {
    /// The verdict.
    package let verdict: Router.Verdict
    /// The jobs written, each without its line feed.
    package let jobs: [[UInt8]]
    /// The `subscription` of each job: the digits of its webhook's id, or "none" if there is no such member.
    package let subscriptions: [String]
  }

  /// A case of a file of definitions and of `lines`, or `nil` if the definitions are not accepted.
  package init?(definitions: [UInt8], lines: [[UInt8]], seed: UInt64) {
    guard let webhooks = Self.webhooks(in: definitions) else { return nil }
    self.definitions = definitions
    self.webhooks = webhooks
    references = ReferenceWebhook.all(in: definitions)
    self.lines = lines
    self.seed = seed
    var router = LineRouter(webhooks, kernel: .scalar)
    outcomes = lines.map { Outcome($0, by: &router) }
  }

  /// A case whose lines are those of `events`, or `nil` if the definitions are not accepted.
  package init?(definitions: [UInt8], events: [UInt8], seed: UInt64) {
    let lines = events.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0D ? line.dropLast() : line)
    }
    self.init(definitions: definitions, lines: lines, seed: seed)
  }

  /// The checks, each with the sentence that it is for.
  package static let checks: [(sentence: String, check: @Sendable (RoutingCase) -> String?)] = [
    ("no job crosses companies", { $0.jobThatCrossesCompanies() }),
    ("an inactive webhook gets no job", { $0.jobOfAnInactiveWebhook() }),
    ("a line is blank, rejected, matched or unmatched", { $0.lineOfWrongKind() }),
    ("jobs follow the contract's table", { $0.missingOrWrongJob() }),
    ("an event's jobs are in the order of the definitions", { $0.jobOutOfOrder() }),
    ("spelling does not change what matches", { $0.matchThatSpellingChanges() }),
    ("line ends do not change the jobs", { $0.lineThatLineEndsChange() }),
    ("a context never adds a job", { $0.jobThatAContextAdds() }),
    ("a flipped bit rejects the line or shows in its jobs", { $0.flippedBitNotNoticed() }),
    ("each job is in exactly one shard", { $0.jobNotInOneShard() }),
    ("--only and --except divide the jobs", { $0.jobThatNamesDoNotDivide() }),
    ("--since and --until divide the jobs", { $0.jobThatTimesDoNotDivide() }),
    ("an explanation says job if and only if there is one", { $0.wrongExplanation() }),
    ("what another set of definitions gives is left out", { $0.jobNotLeftOut() }),
    ("changes are the differences of the jobs", { $0.wrongChange() }),
    ("events are counted for each webhook as the contract's table says", { $0.wrongUsage() }),
    ("all kernels route lines alike", { $0.lineThatKernelsRouteDifferently() }),
  ]

  /// A description of what contradicts `sentence`, which must be one in ``checks``, or `nil`.
  package func contradiction(to sentence: String) -> String? {
    Self.checks.first { $0.sentence == sentence }.map { $0.check(self) } ?? "no such sentence"
  }

  /// The first sentence that does not hold and what contradicts it, or `nil`.
  package func firstContradiction() -> String? {
    for (sentence, check) in Self.checks {
      if let contradiction = check(self) { return "\(sentence): \(contradiction)" }
    }
    return nil
  }

  /// The number of lines of each kind.
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

  /// The webhooks that the file defines, or `nil` if it is not accepted.
  static func webhooks(in file: [UInt8]) -> [Webhook]? {
    var reader = WebhookReader()
    reader.read(file.span, file: 0)
    return try? reader.finish()
  }

  /// The value of a job as the reference reads it, or ``ReferenceParser/Value/other`` if it is not exactly one JSON text.
  static func value(ofJob job: [UInt8]) -> ReferenceParser.Value {
    let values = ReferenceParser.values(of: job)
    return values.first?.extent == 0..<job.count ? values[0].value : .other
  }

  /// `line` in a legible notation for messages.
  static func notation(_ line: [UInt8]) -> String { MarkedText.notation(of: line) }
}

extension RoutingCase.Outcome {
  /// The outcome of routing `line` alone with `router`.
  package init(_ line: [UInt8], by router: inout LineRouter) {
    var bytes: [UInt8] = []
    let verdict = router.route(line.span, to: &bytes)
    self.init(verdict, bytes)
  }

  /// The outcome for a verdict and the bytes that were written.
  init(_ verdict: Router.Verdict, _ bytes: [UInt8]) {
    self.verdict = verdict
    jobs = Self.jobs(in: bytes)
    subscriptions = jobs.map {
      RoutingCase.value(ofJob: $0).member("subscription")?.value.text ?? "none"
    }
  }

  /// The lines of `bytes`; bytes after the last line feed count as a line, so that they are noticed.
  static func jobs(in bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last == [] { lines.removeLast() }
    return lines
  }
}
