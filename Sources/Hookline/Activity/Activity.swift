/// How the events of a run and the jobs of each webhook are spread over time.
///
/// Of an event it keeps nothing but its type, what happened, and when. Memory is bounded: by the webhooks, and by what
/// ``Timeline`` and ``JobDays`` allow.
///
/// Cost: a few additions for each event, and a look-up for each job; nothing is allocated unless an hour or a day is new.
public struct Activity: Sendable {
  /// The numbers, always one: in an array, because a product is taken apart and put together for each event, which would
  /// retain and release each of their own arrays.
  private var numbers: [ActivityNumbers]

  /// No events, and no jobs for `webhooks`; only tests need other limits.
  ///
  /// If the input is of the `form`, how the events concern each webhook is counted, too.
  package init(
    for webhooks: [Webhook], withUsageIn form: InputForm? = nil, hourLimit: Int = Timeline.limit,
    pairLimit: Int = JobDays.limit
  ) {
    numbers = [
      ActivityNumbers(
        counts: JobCounts(webhookCount: webhooks.count), timeline: Timeline(limit: hourLimit),
        jobDays: JobDays(limit: pairLimit),
        usage: form.map { WebhookUsage(webhooks, of: $0) },
        types: webhooks.map(\.trigger.type),
        times: Array(repeating: (.max, .min), count: webhooks.count))
    ]
  }

  /// How many jobs each webhook gets, and which kinds of events are sent to none.
  public var counts: JobCounts { numbers[0].counts }
  /// Events and jobs by time and type.
  public var timeline: Timeline { numbers[0].timeline }
  /// Jobs by webhook and day.
  public var jobDays: JobDays { numbers[0].jobDays }
  /// How the events concern each webhook, if that is counted.
  public var usage: WebhookUsage? { numbers[0].usage }

  /// When the first and the last event happened that gives a job for the webhook at `number`, or `nil` if no time is known.
  public func times(ofWebhook number: Int) -> ClosedRange<Moment>? {
    let times = numbers[0].times[number]
    guard let first = Moment(milliseconds: times.first),
      let last = Moment(milliseconds: times.last)
    else { return nil }
    return first...last
  }

  /// Counts `event`, which is sent to the webhooks at the places `due`.
  ///
  /// - Complexity: expected O(`due.count`).
  package mutating func count(_ event: Event, due: [Int]) { numbers[0].count(event, due: due) }

  /// Counts `event`, which matches, without its jobs.
  package mutating func countMatched(_ event: Event) { numbers[0].countMatched(event) }

  /// Notes the `verdict` that `router` has just returned on a record.
  ///
  /// An event that matches is not yet counted; one that is not due for the webhook of its record is.
  @usableFromInline
  mutating func note(_ verdict: Router.Verdict, by router: borrowing Router) {
    numbers[0].usage?.count(verdict, by: router)
    if case .notDue = verdict { numbers[0].countNotDue(router.event) }
  }

  /// Replaces the groups of webhooks that `router` found by their webhooks, once all parts are merged.
  package mutating func resolve(_ router: borrowing Router) { numbers[0].usage?.resolve(router) }

  /// Counts jobs for the webhooks at the places `due`, of an event that happened at `moment` and was counted by itself.
  package mutating func count(jobsFor due: [Int], at moment: Moment?) {
    numbers[0].count(jobsFor: due, at: moment)
  }

  /// Adds what `other` counted of other events, for the same webhooks.
  ///
  /// - Complexity: expected O(webhooks + hours + pairs of a webhook and a day).
  package mutating func add(_ other: Activity) { numbers[0].add(other.numbers[0]) }
}

/// The numbers of an ``Activity``.
private struct ActivityNumbers {
  var counts: JobCounts
  var timeline: Timeline
  var jobDays: JobDays
  var usage: WebhookUsage?
  /// The type of the events that each webhook gets.
  let types: [EventType]
  /// When the first and the last event of each webhook's jobs happened; the first is later if no time is known.
  var times: [(first: Int, last: Int)]

  mutating func count(_ event: Event, due: [Int]) {
    counts.count(event, due: due)
    timeline.countEvent(
      event.type, at: event.createdAt, isMatched: !due.isEmpty, jobs: due.count)
    if let moment = event.createdAt { noteJobs(for: due, at: moment) }
  }

  mutating func countMatched(_ event: Event) {
    counts.countMatched()
    timeline.countEvent(event.type, at: event.createdAt, isMatched: true, jobs: 0)
  }

  mutating func countNotDue(_ event: Event) {
    timeline.countEvent(event.type, at: event.createdAt, isMatched: false, jobs: 0)
  }

  mutating func count(jobsFor due: [Int], at moment: Moment?) {
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

  mutating func add(_ other: ActivityNumbers) {
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
