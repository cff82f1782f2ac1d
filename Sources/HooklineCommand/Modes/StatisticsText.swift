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
      member("\(webhook.id)", object([("code", quoted(webhook.code)), ("jobs", "\(jobCount)")]))
    }
    return object([
      ("hookline", quoted(Version.current)),
      ("bytes", "\(figures.byteCount)"),
      ("lines", "\(figures.lineCount)"),
      ("blank", "\(figures.blankCount)"),
      ("rejected", "\(figures.rejectedCount)"),
      ("events", "\(figures.eventCount)"),
      ("matched", "\(figures.matchedCount)"),
      ("unmatched", "\(figures.unmatchedCount)"),
      ("otherCompany", "\(figures.otherCompanyCount)"),
      ("leftOut", "\(RunFigures.sum(figures.leftOut))"),
      ("leftOutBy", object(figures.leftOut.map { ($0.name, "\($0.count)") })),
      ("jobs", "\(figures.jobCount)"),
      ("leftOutJobs", "\(RunFigures.sum(figures.leftOutJobs))"),
      ("leftOutJobsBy", object(figures.leftOutJobs.map { ($0.name, "\($0.count)") })),
      ("withheld", "\(figures.withheldCount)"),
      ("first", figures.times.map { quoted("\($0.lowerBound)") } ?? "null"),
      ("last", figures.times.map { quoted("\($0.upperBound)") } ?? "null"),
      ("rejects", object(figures.rejected.map { ($0.name, "\($0.count)") })),
      ("webhooks", "{" + webhooks.joined(separator: ",") + "}"),
      ("seconds", seconds(duration)),
      ("stopped", stop.map { quoted($0) } ?? "null"),
    ]) + "\n"
  }

  private static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { member($0.name, $0.value) }.joined(separator: ",") + "}"
  }

  private static func member(_ name: String, _ value: String) -> String {
    quoted(name) + ":" + value
  }

  /// `text`, in which nothing has to be escaped, as a JSON string.
  private static func quoted(_ text: String) -> String { "\"\(text)\"" }

  /// `duration` in seconds, cut to milliseconds.
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = String(attoseconds / 1_000_000_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
  }
}
