package import Hookline
package import HooklinePipeline
package import HooklineSystem
package import JSONScanning

/// Whether progress is shown.
package struct ProgressRequest: Equatable, Sendable {
  /// Whether it is asked for, and whether it is unwanted.
  package var (isAsked, isQuiet) = (false, false)
  /// How often it is shown, in milliseconds, or `nil` for the default.
  package var interval: Int?
}

/// What one run of the filter does.
///
/// Each option sets one property; the defaults are those of a command line without options.
package struct Request: Equatable, Sendable {
  /// The definitions files, which form one set.
  package var definitions: [FileName] = []
  /// The inputs, in order; parsing adds standard input if none is named, unless the definitions are checked.
  package var inputs: [FileName] = []
  /// What the inputs hold.
  package var form = InputForm.events
  /// Which webhooks and records take part.
  package var selection = Selection()
  /// Definitions whose jobs are left out, each file a set of its own.
  package var minus: [FileName] = []
  /// Whether no job is made twice.
  package var isUnique = false
  /// The files that say which jobs are done and are not made again.
  package var seen: [FileName] = []
  /// How jobs are written, or `nil` if the command line does not say so.
  package var format: FormatName?
  /// The columns in which jobs are written, or `nil` for none.
  package var columns: JobColumns?
  /// What the run makes.
  package var mode = Mode.jobs
  /// The file for a record of each rejected line, or `nil` for none.
  package var rejects: FileName?
  /// The file for the rejected lines as they are, or `nil` for none.
  package var rawRejects: FileName?
  /// The file for the numbers of the run, or `nil` for none.
  package var statistics: FileName?
  /// The limits on line length, jobs and rejected lines.
  package var limits = RunLimits()
  /// Whether a run without jobs has an exit status of its own.
  package var wantsJobs = false
  /// Whether a check that finds warnings has an exit status of its own.
  package var isStrict = false
  /// Whether progress is shown.
  package var progress = ProgressRequest()
  /// How lines are scanned.
  package var kernel = ScanKernel.best
  /// How many threads the run uses, and how much it reads at a time.
  package var effort = RunEffort()

  /// The request of a command line without options.
  package init() {}
}

extension Request {
  /// Checks the rules that involve several options, once all are parsed.
  ///
  /// - Throws: The first contradiction, or that no definitions are named.
  func check() throws(UsageError) {
    guard !selection.onlyFailed || form == .log else { throw .failedWithoutLog }
    if let since = selection.since, let until = selection.until, until < since {
      throw .untilBeforeSince
    }
    guard !definitions.isEmpty else { throw .noDefinitions }
    guard columns == nil || format == nil else { throw .columnsWithFormat }
    if let option = mode.option {
      guard columns == nil else { throw .modeWithoutJobs(option, leaveOut: "--columns") }
      guard format == nil else { throw .modeWithoutJobs(option, leaveOut: "--format") }
      guard limits.jobs == nil else { throw .modeWithoutJobs(option, leaveOut: "--max-jobs") }
      guard !wantsJobs else { throw .modeWithoutJobs(option, leaveOut: "-e") }
    }
    if case .check = mode {} else if isStrict { throw .strictWithoutCheck }
    guard !progress.isAsked || !progress.isQuiet else { throw .progressWithQuiet }
    guard (allDefinitions + seen + inputs).count(where: \.namesStandardInput) < 2 else {
      throw .standardInputTwice
    }
  }
}

extension Request {
  /// All files of definitions: those of the run, and those with which they are compared.
  var allDefinitions: [FileName] {
    definitions + minus + (mode.formerDefinitions.map { [$0] } ?? [])
  }

  /// All files that are read.
  var allInputs: [FileName] { inputs + allDefinitions + seen }

  /// How jobs are written.
  var jobFormat: JobFormat {
    if let columns { return .columns(columns) }
    return format == .curl ? .curl : .json
  }

  /// What the run is to make for `webhooks`, still empty; they are `former` in the definitions that `--diff` names.
  ///
  /// `isOnScreen` says whether counts are shown with bars and times.
  func product(
    for webhooks: [Webhook], since former: FormerWebhooks?, isOnScreen: Bool
  ) -> Product {
    switch mode {
    case .jobs: .jobs(for: webhooks, from: form, as: jobFormat)
    case .counts(.text): isOnScreen ? .activity(for: webhooks) : .counts(for: webhooks)
    case .counts(.json): .activity(for: webhooks)
    case .report: .activity(for: webhooks, withUsageIn: form)
    case .explanations(let form): .explanations(for: webhooks, from: labels(in: form), as: form)
    case .changes:
      if let former {
        .changes(of: webhooks, since: former)
      } else {
        preconditionFailure("the former definitions are loaded")
      }
    case .check: .usage(of: webhooks, in: form)
    }
  }

  /// The inputs if the command line names none: a check of the definitions needs no events.
  var defaultInputs: [FileName] { mode.needsInputs ? [.standardInput] : [] }

  /// What explanations in `form` call each input.
  private func labels(in form: ExplanationForm) -> [[UInt8]] {
    inputs.map { form.isJSON ? $0.quoted : Array($0.shown.utf8) }
  }

  /// Where the run is to count the jobs of each of `webhooks`, or `nil` if that is not asked for or `product` does.
  func jobCounts(for webhooks: [Webhook], besides product: Product) -> JobCounts? {
    statistics == nil || product.jobCounts != nil
      ? nil : JobCounts(webhookCount: webhooks.count)
  }
}
