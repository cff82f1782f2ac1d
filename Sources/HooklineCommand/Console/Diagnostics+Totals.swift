internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

// What is printed at the end of a run.

extension Diagnostics {
  /// Prints at the end what was rejected, left without a job or withheld, in a run for `webhooks`; nothing if all went well.
  func printTotals(of summary: RunSummary, for webhooks: [Webhook]) {
    let statistics = summary.statistics
    if statistics.rejectedCount > 0 {
      let count = form == .events ? statistics.lineCount : statistics.recordCount
      let all = Wording.amount(count, form.unit)
      let warning =
        selection.onlyFailed && statistics.jobCount > 0
        ? ": if one records a success, that delivery may be made again" : ""
      console.print("\(statistics.rejectedCount) of \(all) rejected\(warning)")
    }
    printRefusals(of: summary)
    // What was not read could be selected and match.
    if summary.stopReason == nil, !summary.hasInputError {
      printLackOfEvents(in: statistics)
      printLackOfMatches(in: statistics, for: webhooks)
    }
    if let count = statistics.skipped[.unreadableTime] {
      let place = shown(summary.place(ofLine: count.firstLine))
      console.print(
        "\(Wording.amount(count.recordCount, "event")) without a readable createdAt:"
          + " left out by \(timeOptions) (first: \(place))")
    }
    printLeftOutJobs(of: summary)
    for count in statistics.notDue.nonzero {
      let records = Wording.amount(count.recordCount, "record")
      let place = shown(summary.place(ofLine: count.firstLine))
      let reason = count.reason.words(selecting: selection)
      console.print("\(records) without a job: \(reason) (first: \(place))")
    }
    let withheld = statistics.withheld.nonzero
    let lines = withheld.compactMap(\.firstLineOfExtendedJSON)
    if let line = lines.min(), !summary.hasHintedAtExtendedJSON {
      let place = summary.place(ofLine: line)
      console.print("\(inputs[place.file].shown): \(Hint.extendedJSON.advice)")
    }
    for count in withheld { print(count, firstAt: summary.place(ofLine: count.firstLine)) }
  }

  /// Prints why no event takes part, if there are events and the selection leaves out all of them.
  private func printLackOfEvents(in statistics: RunStatistics) {
    guard statistics.selectedCount == 0, statistics.skipped[.delivered] == nil else { return }
    let causes = statistics.skipped.nonzero.compactMap { count in
      text(of: count.reason).map { "\(count.recordCount) \($0)" }
    }
    guard !causes.isEmpty else { return }
    console.print("no event is selected: \(causes.joined(separator: ", "))")
  }

  /// Prints why no event matches, if none does and the cause seems to be a mistake: the definitions are those of another system,
  /// or no event is one of the platform.
  private func printLackOfMatches(in statistics: RunStatistics, for webhooks: [Webhook]) {
    guard !mayLackMatches, let company = statistics.firstCompany,
      statistics.matchedCount + statistics.withheldCount == 0,
      webhooks.contains(where: \.isActive)
    else { return }
    if !webhooks.contains(where: { $0.company == company }) {
      console.print(
        "no event matches: the first is of company \(company), which has no webhook in this run")
    } else if !statistics.hasRecognizedEvent {
      console.print(
        "no event matches: none has a type and an event that a webhook can ask for, such as"
          + " COTTask and edit")
    }
  }

  /// Which events `reason` leaves out, or `nil` if that is no cause for this message.
  private func text(of reason: SkipReason) -> String? {
    switch reason {
    case .otherCompany: "of other companies"
    case .earlier: "before --since"
    case .later: "from --until on"
    // A shard need not have webhooks.
    case .otherWebhook, .unreadableTime, .delivered: nil
    }
  }

  /// Prints how many jobs are left out because of other records, of earlier runs or of other definitions.
  private func printLeftOutJobs(of summary: RunSummary) {
    let statistics = summary.statistics
    // Those that are not due today; the others are known only once all records were read.
    let delivered = statistics.skipped[.delivered]?.recordCount ?? 0
    for reason in LeftOutReason.allCases {
      let skippedCount = reason == .delivered && summary.hasReplayed ? delivered : 0
      let count = statistics.leftOutJobs[reason] + skippedCount
      guard count > 0 else { continue }
      let (jobs, records) = (Wording.amount(count, "job"), Wording.amount(count, "record"))
      switch reason {
      case .minus, .repeated, .seen: console.print("\(jobs) left out: \(reason.words)")
      case .delivered, .triedAgain: console.print("\(records) without a job: \(reason.words)")
      }
    }
  }

  /// Prints how many jobs cannot be written.
  private func printRefusals(of summary: RunSummary) {
    let count = summary.statistics.refusedJobCount
    guard count > 0 else { return }
    let whose = count == 1 ? "its event has" : "their events have"
    let place = summary.place(ofLine: summary.statistics.firstLineOfRefusedJobs)
    console.print(
      "\(Wording.amount(count, "job")) cannot be written for curl: \(whose) too many @ in a row:"
        + " leave out --format curl to get JSON (first: \(shown(place)))")
  }

  /// The options that limit the time, as given.
  private var timeOptions: String {
    let options = [("--since", selection.since), ("--until", selection.until)]
    return options.filter { $0.1 != nil }.map(\.0).joined(separator: " and ")
  }

  private func print(_ count: WithheldTally.Count, firstAt place: LinePlace) {
    let webhooks = Wording.amount(count.webhooks.count, "webhook")
    let ask = count.webhooks.count == 1 ? "asks" : "ask"
    let what = count.members.count == 1 ? "one" : "them"
    console.print(
      "\(Wording.amount(count.eventCount, "\(count.members.noun) event")) \(lack(of: count)): "
        + "not sent to \(webhooks) that \(ask) for \(what) (first: \(shown(place)))")
  }

  /// Which members are absent, and which are not ObjectIds.
  private func lack(of count: WithheldTally.Count) -> String {
    let absent = count.absent.paths
    let malformed = count.malformed.paths
    var parts: [String] = []
    if !absent.isEmpty { parts.append("without " + absent.joined(separator: " and ")) }
    if !malformed.isEmpty {
      let names = malformed.map { "a \($0)" }.joined(separator: " and ")
      let what = malformed.count == 1 ? "that is not an ObjectId" : "that are not ObjectIds"
      parts.append("with \(names) \(what)")
    }
    return parts.joined(separator: " and ")
  }
}
