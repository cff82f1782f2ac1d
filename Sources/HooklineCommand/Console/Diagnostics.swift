internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Reports to the user what happens in a run.
struct Diagnostics: Sendable {
  private let inputs: [FileName]
  /// What the input is made of, in a word.
  private let unit: String
  private let company: ObjectID?
  private let rejects: FileName?
  private let rawRejects: FileName?

  /// Makes diagnostics of a run that does what `request` asks for.
  init(of request: Request) {
    inputs = request.inputs
    unit = request.form == .events ? "line" : "record"
    company = request.selection.company
    rejects = request.rejects
    rawRejects = request.rawRejects
  }

  /// Tells what the pipeline reports.
  func tell(_ report: RunReport) {
    switch report {
    case .rejected(let place, let column, let rejection):
      Message.tell("\(shown(place)):\(column): \(rejection.reason.rawValue): \(rejection)")
    case .rejectedSoFar(let count, let place):
      Message.tell("\(count) \(unit)s rejected so far, the last at \(shown(place))")
    case .hint(let hint, let place):
      Message.tell("\(inputs[place.file].shown): \(hint.advice)")
    case .unread(let place, let error):
      let after = place.line > 1 ? " after line \(place.line - 1): what follows was not read" : ""
      Message.tell("\(inputs[place.file].shown): \(error)\(after)")
    case .limitReached(.jobs, let place):
      Message.tell("stopped at \(shown(place)): --max-jobs allows no more jobs")
    case .limitReached(.rejects, let place):
      Message.tell("stopped before \(shown(place)): --max-rejects allows no more rejected \(unit)s")
    case .interrupted(let place, let byteCount, let prefix):
      let how = prefix.isEmpty ? "" : ", with \(prefix) before it"
      Message.tell("stopped after \(shown(place)), byte \(byteCount): run again from there\(how)")
    case .outputFailed(let output, let error, let jobCount, let byteCount):
      let (jobs, bytes) = (Message.amount(jobCount, "job"), Message.amount(byteCount, "byte"))
      let arrived = "\(jobs) written whole, in \(bytes)"
      switch output {
      case .jobs: Message.tell(outputError: error, arrived: arrived)
      case .rejects: Message.tell("\(rejects?.shown ?? ""): \(error): \(arrived)")
      case .rawRejects: Message.tell("\(rawRejects?.shown ?? ""): \(error): \(arrived)")
      }
    }
  }

  /// Tells at the end what the run came to, where that is not simply that all went well.
  func tellTotals(of summary: RunSummary) {
    let statistics = summary.statistics
    if statistics.rejectedCount > 0 {
      let count = unit == "line" ? statistics.lineCount : statistics.recordCount
      let all = Message.amount(count, unit)
      Message.tell("\(statistics.rejectedCount) of \(all) rejected")
    }
    func tellOf(_ recordCount: Int, without reason: String, firstLine: Int) {
      let (records, place) = (
        Message.amount(recordCount, "record"), summary.place(ofLine: firstLine)
      )
      Message.tell("\(records) without a job: \(reason) (first: \(shown(place)))")
    }
    for count in statistics.skipped.nonzero where count.reason == .delivered {
      tellOf(count.recordCount, without: "delivered, status 200 to 209", firstLine: count.firstLine)
    }
    for count in statistics.notDue.nonzero {
      tellOf(count.recordCount, without: text(of: count.reason), firstLine: count.firstLine)
    }
    let withheld = statistics.withheld.nonzero
    let lines = withheld.compactMap(\.firstLineOfExtendedJSON)
    if let line = lines.min(), !summary.hasHintedAtExtendedJSON {
      let place = summary.place(ofLine: line)
      Message.tell("\(inputs[place.file].shown): \(Hint.extendedJSON.advice)")
    }
    for count in withheld { tell(count, firstAt: summary.place(ofLine: count.firstLine)) }
  }

  /// Why a record of the delivery log is due no job.
  private func text(of reason: NotDueReason) -> String {
    switch reason {
    case .unknownWebhook:
      "the webhook is not in the definitions" + (company.map { " of company \($0)" } ?? "")
    case .inactiveWebhook: "the webhook is inactive"
    case .otherCompany: "the webhook is of another company than the event"
    case .otherTrigger: "the webhook's trigger is not about such events"
    case .otherContext: "the webhook's context asks for another value"
    }
  }

  private func tell(_ count: WithheldTally.Count, firstAt place: LinePlace) {
    let type = count.members.contains(.taskGroup) ? "task" : "survey"
    let webhooks = Message.amount(count.webhooks.count, "webhook")
    let ask = count.webhooks.count == 1 ? "asks" : "ask"
    let what = count.members.paths.count == 1 ? "one" : "them"
    Message.tell(
      "\(Message.amount(count.eventCount, "\(type) event")) \(lack(of: count)): "
        + "not sent to \(webhooks) that \(ask) for \(what) (first: \(shown(place)))")
  }

  /// What the events do not say: what is absent, and what is there and is no ObjectId.
  private func lack(of count: WithheldTally.Count) -> String {
    let absent = count.members.subtracting(count.malformed).paths
    let malformed = count.malformed.paths
    var parts: [String] = []
    if !absent.isEmpty { parts.append("without " + absent.joined(separator: " and ")) }
    if !malformed.isEmpty {
      let names = malformed.map { "a \($0)" }.joined(separator: " and ")
      let what = malformed.count == 1 ? "that is no ObjectId" : "that are no ObjectIds"
      parts.append("with \(names) \(what)")
    }
    return parts.joined(separator: " and ")
  }

  private func shown(_ place: LinePlace) -> String {
    "\(inputs[place.file].shown):\(place.line)"
  }
}
