/// How the events of a run and the jobs of each webhook are spread over time.
///
/// Of an event it keeps nothing but its type, what happened, and when. Memory is bounded: by the webhooks, and by what
/// ``Timeline`` and ``JobDays`` allow.
///
/// Cost: a few additions for each event, and a look-up for each job; nothing is allocated unless an hour or a day is new.
public struct Activity: Sendable {
  /// How many jobs each webhook gets, and which kinds of events are sent to none.
  public private(set) var counts: JobCounts
  /// Events and jobs by time and type.
  public private(set) var timeline: Timeline
  /// Jobs by webhook and day.
  public private(set) var jobDays: JobDays
  /// How the events concern each webhook, if that is counted.
  public private(set) var usage: WebhookUsage?
  /// The type of the events that each webhook gets.
  private let types: [EventType]
  /// When the first and the last event of each webhook's jobs happened; the first is later if no time is known.
  private var times: [(first: Int, last: Int)]

  /// No events, and no jobs for `webhooks`; only tests need other limits.
  ///
  /// If the input is of the `form`, how the events concern each webhook is counted, too.
  package init(
    for webhooks: [Webhook], withUsageIn form: InputForm? = nil, hourLimit: Int = Timeline.limit,
    pairLimit: Int = JobDays.limit
  ) {
    counts = JobCounts(webhookCount: webhooks.count)
    timeline = Timeline(limit: hourLimit)
    jobDays = JobDays(limit: pairLimit)
    usage = form.map { WebhookUsage(webhooks, of: $0) }
    types = webhooks.map(\.trigger.type)
    times = Array(repeating: (.max, .min), count: webhooks.count)
  }

  /// When the first and the last event happened that gives a job for the webhook at `number`, or `nil` if no time is known.
  public func times(ofWebhook number: Int) -> ClosedRange<Moment>? {
    guard let first = Moment(milliseconds: times[number].first),
      let last = Moment(milliseconds: times[number].last)
    else { return nil }
    return first...last
  }

  /// Counts `event`, without its jobs; it `isMatched` if it is sent to a webhook.
  package mutating func count(_ event: Event, isMatched: Bool) {
    counts.count(event, isMatched: isMatched)
    timeline.countEvent(event.type, at: event.createdAt, isMatched: isMatched)
  }

  /// Notes the `verdict` that `router` has just returned on a record.
  ///
  /// An event that matches is not yet counted; one that is not due for the webhook of its record is.
  mutating func note(_ verdict: Router.Verdict, by router: borrowing Router) {
    usage?.count(verdict, by: router)
    if case .notDue = verdict {
      let event = router.event
      timeline.countEvent(event.type, at: event.createdAt, isMatched: false)
    }
  }

  /// Replaces the groups of webhooks that `router` found by their webhooks, once all parts are merged.
  package mutating func resolve(_ router: borrowing Router) { usage?.resolve(router) }

  /// Counts jobs for the webhooks at the places `due`, of an event that happened at `moment` and was counted by itself.
  package mutating func count(jobsFor due: [Int], at moment: Moment?) {
    counts.count(jobsFor: due[...])
    for number in due { timeline.countJob(types[number], at: moment) }
    if let moment { noteJobs(for: due, at: moment) }
  }

  @inline(__always)
  private mutating func noteJobs(for due: [Int], at moment: Moment) {
    for number in due {
      jobDays.count(number, at: moment)
      if moment.milliseconds < times[number].first { times[number].first = moment.milliseconds }
      if moment.milliseconds > times[number].last { times[number].last = moment.milliseconds }
    }
  }

  /// Adds what `other` counted of other events, for the same webhooks.
  ///
  /// - Complexity: expected O(webhooks + hours + pairs of a webhook and a day).
  package mutating func add(_ other: Activity) {
    counts.add(other.counts)
    timeline.add(other.timeline)
    jobDays.add(other.jobDays)
    if let others = other.usage { usage?.add(others) }
    for number in times.indices {
      times[number].first = min(times[number].first, other.times[number].first)
      times[number].last = max(times[number].last, other.times[number].last)
    }
  }
}
