internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Writes the numbers of a run to the file that `--stats` names.
struct StatisticsReport {
  private let file: Descriptor
  private let name: String
  private let form: InputForm
  private let webhooks: [Webhook]
  private let start: ContinuousClock.Instant

  /// A report to `file` on the run that `request` asks for, for `webhooks`, which began at `start`.
  init(
    to file: Descriptor, of request: Request, for webhooks: [Webhook],
    since start: ContinuousClock.Instant
  ) {
    self.file = file
    name = request.statistics?.shown ?? ""
    form = request.form
    self.webhooks = webhooks
    self.start = start
  }

  /// Writes the numbers in `summary` and the `jobs` of each webhook, and closes the file.
  ///
  /// - Returns: The status that a failure calls for, which was printed on `console`, or `nil`.
  func write(_ summary: RunSummary, jobs: [Int], on console: Console) -> ExitStatus? {
    let figures = RunFigures(
      summary.statistics, of: form, byteCount: summary.byteCount, jobs: jobs)
    let text = StatisticsText.text(
      of: figures, for: webhooks, duration: start.duration(to: .now), stop: Self.stop(of: summary))
    do throws(SystemError) {
      try file.writeAll(Array(text.utf8).span)
      try file.close()
    } catch {
      console.print("\(name): \(error): the statistics were not written")
      return .inputOutputError
    }
    // An output that fails can end a block between a job and its count.
    guard figures.balances || summary.hasFailedOutput else {
      console.print("\(name): the statistics do not balance: this is a bug")
      return .internalError
    }
    return nil
  }

  /// The word for why the run ended before its inputs did, or `nil` if it did not.
  static func stop(of summary: RunSummary) -> String? {
    switch summary.stopReason {
    case .interrupted: "signal"
    case .outputFailed: "output"
    case .limitReached(.jobs): "max-jobs"
    case .limitReached(.rejects): "max-rejects"
    case nil: nil
    }
  }
}
