internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Reports to the user what happens in a run.
struct Diagnostics: Sendable {
  private let console: Console
  private let inputs: [FileName]
  /// What messages call a part of the input: `line` or `record`.
  private let unit: String
  private let selection: Selection
  /// Whether jobs are written, and not only counted or explained.
  private let makesJobs: Bool
  /// Whether the jobs that are written may have been sent, because they go to another program.
  private let mayHaveSentJobs: Bool
  /// Whether events are explained.
  private let explains: Bool
  /// Whether the jobs can themselves be given to `--seen`: they are lines of JSON.
  private let isJSON: Bool
  /// Whether jobs are left out that were made before.
  private let leavesOutJobs: Bool
  private let rejects: FileName?
  private let rawRejects: FileName?

  /// The diagnostics, printed on `console`, of a run that does what `request` asks for.
  init(on console: Console, of request: Request) {
    self.console = console
    inputs = request.inputs
    unit = request.form == .events ? "line" : "record"
    selection = request.selection
    makesJobs = request.output == .jobs
    let output = Descriptor.standardOutput.identity
    mayHaveSentJobs = makesJobs && output.map { !$0.isFile && !$0.isDevice } == true
    isJSON = request.jobFormat == .json
    explains = if case .explanations = request.output { true } else { false }
    leavesOutJobs = makesJobs && (request.isUnique || !request.seen.isEmpty)
    rejects = request.rejects
    rawRejects = request.rawRejects
  }

  /// Prints a report of the pipeline.
  func print(_ report: RunReport) {
    switch report {
    case .rejected(let place, let column, let rejection):
      console.print("\(shown(place)):\(column): \(rejection.reason.rawValue): \(rejection)")
    case .rejectedSoFar(let count, let place):
      console.print("\(count) \(unit)s rejected so far, the last at \(shown(place))")
    case .hint(let hint, let place):
      console.print("\(inputs[place.file].shown): \(hint.advice)")
    case .unread(let place, let error, let byteCount, let prefix):
      let after =
        if !prefix.isEmpty {
          " after byte \(byteCount): run again from there\(command(for: place, byteCount)),"
            + " with \(prefix) before it"
        } else if place.line > 1 {
          " after line \(place.line - 1): the rest was not read"
        } else {
          ""
        }
      console.print("\(inputs[place.file].shown): \(error)\(after)")
    case .limitReached(.jobs, let place):
      console.print("stopped at \(shown(place)): the limit of --max-jobs is reached")
    case .limitReached(.rejects, let place):
      console.print(
        "stopped before \(shown(place)): the limit of --max-rejects is exceeded")
    case .interrupted(let place, let byteCount, let prefix):
      let how = prefix.isEmpty ? "" : ", with \(prefix) before it"
      let seen =
        if !leavesOutJobs {
          ""
        } else if isJSON {
          " and with --seen for the jobs written so far"
        } else {
          " and with --seen for the log of the sender"
        }
      console.print(
        "stopped after \(shown(place)), byte \(byteCount): run again from there"
          + "\(command(for: place, byteCount))\(how)\(seen)")
    case .replayInterrupted(let jobCount, let isComplete):
      print(jobCount: jobCount, isComplete)
    case .notReplayed:
      console.print(
        "no job was made: --failed needs the whole log, and part of it was not read")
    case .outputFailed(let output, let error, let jobCount, let byteCount):
      let jobs = Wording.amount(jobCount, explains ? "whole line" : "whole job")
      let arrived = "\(jobs) written to standard output, \(Wording.amount(byteCount, "byte"))"
      let name =
        switch output {
        case .jobs: "standard output"
        case .rejects: rejects?.shown ?? ""
        case .rawRejects: rawRejects?.shown ?? ""
        case .temporaryFile: "temporary file in \(TemporaryFile.directory.shown)"
        }
      let advice = advice(about: error, of: output, jobCount: jobCount)
      console.print("\(name): \(error): \(arrived): \(advice)")
    }
  }

  private static let goingOn = "run again with --seen and the log of the sender"

  /// What to do about the `error` of an output.
  private func advice(about error: SystemError, of output: RunOutput, jobCount: Int) -> String {
    let preparation: String? =
      switch output {
      case _ where error.isShortage: "allow more memory or descriptors"
      case .temporaryFile where error.isLackOfRoom: "set TMPDIR to a directory with more room"
      case .temporaryFile: "set TMPDIR to another directory"
      case _ where error.isLackOfRoom: "make room"
      case _ where error == .brokenPipe: "let its reader read to the end"
      case .jobs, .rejects, .rawRejects: nil
      }
    let again: String? =
      if jobCount > 0, mayHaveSentJobs {
        Self.goingOn
      } else if output == .temporaryFile {
        nil
      } else {
        "run again into a new file"
      }
    return [preparation, again].compactMap(\.self).joined(separator: ", then ")
  }

  /// Prints that a signal came when the jobs were to be made once all records were read.
  private func print(jobCount: Int, _ isComplete: Bool) {
    let jobs = Wording.amount(jobCount, "job")
    if isComplete {
      console.print("stopped after the last of \(jobs): there is nothing left to do")
    } else if jobCount == 0 {
      console.print("stopped: no job was made, because --failed needs the whole log")
    } else if !makesJobs {
      let done = explains ? "explaining" : "counting"
      console.print("stopped after \(done) \(jobs): the output is incomplete")
    } else {
      console.print("stopped after \(jobs): to go on, \(Self.goingOn)")
    }
  }

  /// Prints at the end what was rejected, left without a job or withheld; nothing if all went well.
  func printTotals(of summary: RunSummary) {
    let statistics = summary.statistics
    if statistics.rejectedCount > 0 {
      let count = unit == "line" ? statistics.lineCount : statistics.recordCount
      let all = Wording.amount(count, unit)
      let warning =
        selection.onlyFailed && statistics.jobCount > 0
        ? ": if one records a success, that delivery may be made again" : ""
      console.print("\(statistics.rejectedCount) of \(all) rejected\(warning)")
    }
    printRefusals(of: summary)
    func printCount(_ recordCount: Int, without reason: String, firstLine: Int) {
      let (records, place) = (
        Wording.amount(recordCount, "record"), summary.place(ofLine: firstLine)
      )
      console.print("\(records) without a job: \(reason) (first: \(shown(place)))")
    }
    if let count = statistics.skipped[.unreadableTime] {
      let (events, place) = (
        Wording.amount(count.recordCount, "event"), summary.place(ofLine: count.firstLine)
      )
      console.print(
        "\(events) without a readable createdAt: left out by \(timeOptions)"
          + " (first: \(shown(place)))")
    }
    printLeftOutJobs(of: summary)
    for count in statistics.notDue.nonzero {
      printCount(count.recordCount, without: text(of: count.reason), firstLine: count.firstLine)
    }
    let withheld = statistics.withheld.nonzero
    let lines = withheld.compactMap(\.firstLineOfExtendedJSON)
    if let line = lines.min(), !summary.hasHintedAtExtendedJSON {
      let place = summary.place(ofLine: line)
      console.print("\(inputs[place.file].shown): \(Hint.extendedJSON.advice)")
    }
    for count in withheld { print(count, firstAt: summary.place(ofLine: count.firstLine)) }
  }

  /// Prints how many jobs are left out because of other records or of earlier runs.
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
      case .minus:
        let them = count == 1 ? "it" : "them"
        console.print("\(jobs) left out: the definitions in --minus also give \(them)")
      case .repeated: console.print("\(jobs) left out: already made in this run")
      case .seen: console.print("\(jobs) left out: already done, according to --seen")
      case .delivered: console.print("\(records) without a job: already delivered")
      case .triedAgain:
        console.print("\(records) without a job: another try of the same delivery")
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

  /// Why no job is due for a record of the delivery log.
  private func text(of reason: NotDueReason) -> String {
    switch reason {
    case .unknownWebhook:
      "the webhook is not in the definitions"
        + (selection.company.map { " of company \($0)" } ?? "")
    case .inactiveWebhook: "the webhook is inactive"
    case .otherCompany: "the webhook and the event belong to different companies"
    case .otherTrigger: "the webhook's trigger does not cover such events"
    case .otherContext: "the webhook's context asks for another value"
    }
  }

  private func print(_ count: WithheldTally.Count, firstAt place: LinePlace) {
    let type = count.members.contains(.taskGroup) ? "task" : "survey"
    let webhooks = Wording.amount(count.webhooks.count, "webhook")
    let ask = count.webhooks.count == 1 ? "asks" : "ask"
    let what = count.members.paths.count == 1 ? "one" : "them"
    console.print(
      "\(Wording.amount(count.eventCount, "\(type) event")) \(lack(of: count)): "
        + "not sent to \(webhooks) that \(ask) for \(what) (first: \(shown(place)))")
  }

  /// Which members are absent, and which are not ObjectIds.
  private func lack(of count: WithheldTally.Count) -> String {
    let absent = count.members.subtracting(count.malformed).paths
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

  /// The command that prints what follows the first `byteCount` bytes of the input at `place`, in parentheses, if it is a file.
  ///
  /// Standard input need not begin where its file does.
  private func command(for place: LinePlace, _ byteCount: Int) -> String {
    let name = inputs[place.file]
    let isFile = !name.namesStandardInput && (try? FileIdentity(name))?.isFile == true
    return isFile ? " (tail -c +\(byteCount + 1))" : ""
  }

  private func shown(_ place: LinePlace) -> String {
    "\(inputs[place.file].shown):\(place.line)"
  }
}
