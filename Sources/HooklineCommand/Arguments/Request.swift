package import Hookline
package import HooklinePipeline
package import HooklineSystem
package import JSONScanning

/// What a run can write to standard output.
package enum Output: Equatable, Sendable {
  /// Delivery jobs.
  case jobs
  /// How many jobs each webhook would get.
  case counts
}

/// What one run of the filter is to do.
///
/// Each option sets one property; the values here are those of a command line without options.
package struct Request: Equatable, Sendable {
  /// The files of definitions, which form one set.
  package var definitions: [FileName] = []
  /// The inputs; none named means standard input.
  package var inputs: [FileName] = []
  /// What the inputs hold.
  package var form = InputForm.events
  /// Which webhooks and records take part.
  package var selection = Selection()
  /// What the run makes of the events.
  package var output = Output.jobs
  /// The file for a record of each rejected line, or `nil` if none is kept.
  package var rejects: FileName?
  /// The file for the rejected lines as they are, or `nil` if none is kept.
  package var rawRejects: FileName?
  /// When the run stops early.
  package var limits = RunLimits()
  /// Whether a run without jobs exits with a status of its own.
  package var wantsJobs = false
  /// How lines are scanned.
  package var kernel = ScanKernel.best
  /// With how many threads the run works, and how much it reads at a time.
  package var effort = RunEffort()

  /// The request of a command line without options.
  package init() {}
}

extension Request {
  /// Checks what concerns several options, once all are read.
  ///
  /// - Throws: What contradicts each other, or that there are no definitions.
  func check() throws(UsageError) {
    guard !selection.onlyFailed || form == .log else { throw .failedWithoutLog }
    guard !definitions.isEmpty else { throw .noDefinitions }
    guard output == .jobs || limits.jobs == .max else { throw .countWithLimit }
    guard (definitions + inputs).count(where: \.namesStandardInput) < 2 else {
      throw .standardInputTwice
    }
  }
}

extension Request {
  /// What the run makes of events for `webhooks`, empty.
  func product(for webhooks: [Webhook]) -> Product {
    switch output {
    case .jobs: .jobs(for: webhooks, from: form)
    case .counts: .counts(for: webhooks)
    }
  }
}
