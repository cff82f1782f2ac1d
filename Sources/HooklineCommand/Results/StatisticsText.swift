internal import Hookline

/// What `--stats` writes: one JSON object on one line.
enum StatisticsText {
  /// The text of `figures`, of a run for `webhooks` that took `duration`; `stop` says why it ended before its input, or is `nil`.
  ///
  /// Of an event it shows nothing but when the first and the last happened.
  ///
  /// - Complexity: O(number of webhooks).
  static func text(
    of figures: RunFigures, for webhooks: [Webhook], duration: Duration, stop: String?
  ) -> String {
    let webhooks = zip(webhooks, figures.jobs).map { webhook, jobCount in
      (
        name: "\(webhook.id)",
        value: JSONText.object([
          ("code", JSONText.quoted(webhook.code)), ("jobs", "\(jobCount)"),
        ])
      )
    }
    return JSONText.object([
      ("hookline", JSONText.quoted(Version.current)),
      ("bytes", "\(figures.byteCount)"),
      ("lines", "\(figures.lineCount)"),
      ("blank", "\(figures.blankCount)"),
      ("rejected", "\(figures.rejectedCount)"),
      ("events", "\(figures.eventCount)"),
      ("matched", "\(figures.matchedCount)"),
      ("unmatched", "\(figures.unmatchedCount)"),
      ("otherCompany", "\(figures.otherCompanyCount)"),
      ("leftOut", "\(RunFigures.sum(figures.leftOut))"),
      ("leftOutBy", JSONText.object(figures.leftOut.map { ($0.name, "\($0.count)") })),
      ("jobs", "\(figures.jobCount)"),
      ("leftOutJobs", "\(RunFigures.sum(figures.leftOutJobs))"),
      ("leftOutJobsBy", JSONText.object(figures.leftOutJobs.map { ($0.name, "\($0.count)") })),
      ("withheld", "\(figures.withheldCount)"),
      ("first", JSONText.quoted(figures.times?.lowerBound.description)),
      ("last", JSONText.quoted(figures.times?.upperBound.description)),
      ("rejects", JSONText.object(figures.rejected.map { ($0.name, "\($0.count)") })),
      ("webhooks", JSONText.object(webhooks)),
      ("seconds", seconds(duration)),
      ("stopped", JSONText.quoted(stop)),
    ]) + "\n"
  }

  /// `duration` in seconds, cut to milliseconds.
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(attoseconds / 1_000_000_000_000_000)
    return "\(seconds).\(NumberText.padded(milliseconds, 3))"
  }
}
