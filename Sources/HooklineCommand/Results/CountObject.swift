internal import Hookline

/// What `--count=json` prints: one JSON object on one line.
///
/// Of an event it shows nothing but its type, what happened, and when; a type or action that no trigger is about is `(other)`.
enum CountObject {
  /// How long a time with numbers is, with the name of the member that has these times.
  private typealias Interval = (unit: Timeline.Unit, name: String, list: String, length: Int)

  private static let month: Interval = (.month, "month", "months", 7)
  private static let day: Interval = (.day, "day", "days", 10)
  private static let hour: Interval = (.hour, "hour", "hours", 13)

  /// The object for `activity` of `webhooks`, in a run with these `figures`; `stop` says why it ended before its input, or is
  /// `nil`.
  ///
  /// - Complexity: O(n log n) for n webhooks, hours, and pairs of a webhook and a day.
  static func text(
    of activity: Activity, for webhooks: [Webhook], _ figures: RunFigures, stop: String?
  ) -> String {
    let total = activity.timeline.total
    let unmatched = activity.counts.unmatched.map { count in
      JSONText.object([
        ("type", JSONText.quoted(count.type.shownName)),
        ("event", JSONText.quoted(count.action.shownName)),
        ("events", "\(count.eventCount)"),
      ])
    }
    return JSONText.object(
      [
        ("hookline", JSONText.quoted(Version.current)),
        ("events", "\(total.events)"), ("matched", "\(total.matched)"),
        ("unmatched", "\(total.events - total.matched)"), ("jobs", "\(activity.counts.jobCount)"),
        ("withheld", "\(figures.withheldCount)"), ("rejected", "\(figures.rejectedCount)"),
        ("first", JSONText.quoted(figures.times?.lowerBound.description)),
        ("last", JSONText.quoted(figures.times?.upperBound.description)),
        ("stopped", JSONText.quoted(stop)),
        ("webhooks", JSONText.array(self.webhooks(webhooks, activity))),
        ("unmatchedBy", JSONText.array(unmatched)),
      ]
        + intervals(of: activity.timeline).map { interval in
          (interval.list, times(of: activity.timeline, by: interval))
        }) + "\n"
  }

  /// An object for each webhook.
  private static func webhooks(_ webhooks: [Webhook], _ activity: Activity) -> [String] {
    var days = activity.jobDays.counts()[...]
    return webhooks.enumerated().map { number, webhook in
      let own = days.prefix { $0.webhook == number }
      days = days.dropFirst(own.count)
      let times = activity.times(ofWebhook: number)
      let jobs = own.map { ("\($0.day.description.prefix(10))", "\($0.jobs)") }
      return JSONText.object([
        ("id", JSONText.quoted("\(webhook.id)")),
        ("company", JSONText.quoted("\(webhook.company)")),
        ("code", JSONText.quoted(webhook.code)), ("name", JSONText.quoted(webhook.name)),
        ("active", "\(webhook.isActive)"), ("trigger", JSONText.quoted(webhook.trigger.name)),
        ("url", JSONText.quoted(webhook.url)), ("jobs", "\(activity.counts.jobs[number])"),
        ("first", JSONText.quoted(times?.lowerBound.description)),
        ("last", JSONText.quoted(times?.upperBound.description)),
        ("days", activity.jobDays.isComplete ? JSONText.object(jobs) : "null"),
      ])
    }
  }

  /// By which times the numbers are given: by the day, by the hour, too, under three days; by the month if there are too many
  /// days.
  private static func intervals(of timeline: Timeline) -> [Interval] {
    switch timeline.unit {
    case .month: [month]
    case .day: [day]
    case .hour: PlotColumns.areHours(timeline.buckets.compactMap(\.start)) ? [day, hour] : [day]
    }
  }

  /// An object for each time at which something happened; the last one can be for unreadable times.
  private static func times(of timeline: Timeline, by interval: Interval) -> String {
    JSONText.array(
      timeline.summed(by: interval.unit).buckets.map { bucket in
        let types = EventType.allCases.filter { bucket[$0].events + bucket[$0].jobs > 0 }
        let start = bucket.start.map { "\($0.description.prefix(interval.length))" }
        return JSONText.object(
          [(interval.name, JSONText.quoted(start))] + members(bucket.total) + [
            (
              "types",
              JSONText.object(
                types.map { ($0.shownName, JSONText.object(members(bucket[$0]))) })
            )
          ])
      })
  }

  private static func members(_ numbers: Timeline.Numbers) -> [(name: String, value: String)] {
    [
      ("events", "\(numbers.events)"), ("matched", "\(numbers.matched)"),
      ("jobs", "\(numbers.jobs)"),
    ]
  }
}
