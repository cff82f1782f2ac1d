internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Reports to the user what happens in a run.
struct Diagnostics: Sendable {
  let console: Console
  let inputs: [FileName]
  /// What the inputs hold.
  let form: InputForm
  let selection: Selection
  private let mode: Mode
  /// Whether the jobs that are written may have been sent, because they go to another program.
  private let mayHaveSentJobs: Bool
  /// Whether the jobs can themselves be given to `--seen`: they are lines of JSON.
  private let isJSON: Bool
  /// Whether jobs are left out that were made before.
  private let leavesOutJobs: Bool
  /// Whether a file that says which jobs are done is named.
  private let namesDoneJobs: Bool
  private let rejects: FileName?
  private let rawRejects: FileName?

  /// The diagnostics, printed on `console`, of a run that does what `request` asks for.
  init(on console: Console, of request: Request) {
    self.console = console
    inputs = request.inputs
    form = request.form
    selection = request.selection
    mode = request.mode
    let makesJobs = mode == .jobs
    let output = Descriptor.standardOutput.identity
    mayHaveSentJobs = makesJobs && output.map { !$0.isFile && !$0.isDevice } == true
    isJSON = request.jobFormat == .json
    leavesOutJobs = makesJobs && (request.isUnique || !request.seen.isEmpty)
    namesDoneJobs = !request.seen.isEmpty
    rejects = request.rejects
    rawRejects = request.rawRejects
  }

  /// Whether a run without matches is normal or reported otherwise: with a log, each record without a job is, and a shard need not
  /// have active webhooks, or webhooks of each company.
  var mayLackMatches: Bool { form == .log || selection.shard != nil }

  /// Prints that all of `webhooks` are inactive, if they are and nothing else will show it.
  func printInactivity(of webhooks: [Webhook]) {
    guard mode.hidesInactivity, !mayLackMatches, let first = webhooks.first,
      !webhooks.contains(where: \.isActive)
    else { return }
    let all =
      webhooks.count == 1 ? "webhook \(first.code) is" : "all \(webhooks.count) webhooks are"
    console.print("\(all) inactive: no event can match")
  }

  /// How many inputs that are read again are listed.
  private static let repeatedInputLimit = 10

  /// Prints which inputs are to be read again; two patterns of the shell often match the same file.
  func printRepeatedInputs() {
    let repeated = inputs.repeatedFiles
    for (name, first) in repeated.prefix(Self.repeatedInputLimit) {
      let how = name == first ? "it was named before" : "this is the same file as \(first.shown)"
      console.print("\(name.shown): \(how), so it is read again: name it once")
    }
    let more = repeated.count - Self.repeatedInputLimit
    if more > 0 {
      console.print("\(Wording.amount(more, "more file")) read again")
    }
  }

  /// Prints a report of the pipeline.
  func print(_ report: RunReport) {
    switch report {
    case .rejected(let place, let column, let rejection):
      console.print("\(shown(place)):\(column): \(rejection.reason.rawValue): \(rejection)")
    case .rejectedSoFar(let count, let place):
      console.print("\(count) \(form.unit)s rejected so far, the last at \(shown(place))")
    case .hint(let hint, let place):
      console.print("\(inputs[place.file].shown): \(advice(about: hint))")
    case .unread(let place, let error, let rest):
      let end = endOfReading(at: place, rest)
      console.print("\(inputs[place.file].shown): \(error)\(end)")
    case .limitReached(.jobs, let place):
      console.print(
        "stopped at \(shown(place)): the limit of --max-jobs is reached: to go on, run again with"
          + " --seen for what was sent")
    case .limitReached(.rejects, let place):
      console.print(
        "stopped before \(shown(place)): the limit of --max-rejects is exceeded: correct the rejected"
          + " lines or allow more")
    case .interrupted(let place, let rest):
      // The rest begins within a line only if it begins in or after an array.
      let line = rest.prefix.isBeforeLine ? place.line - 1 : place.line
      console.print(
        "stopped after \(inputs[place.file].shown):\(line), byte \(rest.offset)\(goingOn(at: place, rest))"
          + additionForLaterFiles(than: place) + additionForDoneJobs)
      if mayHaveSentJobs, rest.offset > 0 {
        // Ctrl-C also ends the program that reads them, and those in the pipe are lost.
        console.print(
          "unless the sender has sent all jobs, run again from the start, with --seen and its log")
      }
    case .replayInterrupted(let jobCount, let isComplete):
      printEndOfReplay(after: jobCount, isComplete: isComplete)
    case .notReplayed:
      console.print(
        "no job was made: --failed needs the whole log, and part of it was not read")
    case .outputFailed(let output, let error, let jobCount, let byteCount):
      let advice = advice(about: error, of: output, jobCount: jobCount)
      console.print(
        "\(name(of: output)): \(error): \(written(jobCount, byteCount: byteCount))\(advice)")
    }
  }

  /// What to do about what `hint` says.
  private func advice(about hint: Hint) -> String {
    guard namesDoneJobs else { return hint.advice }
    // The shell replaces a pattern by several names, of which an option takes only the first.
    let own = "give it its own --seen (--seen sent.*.ndjson names only the first)"
    return switch hint {
    case .job, .jobArray: "this looks like hookline's own jobs: if they were sent, \(own)"
    case .logRecord:
      "this looks like a delivery log: add --from log or, if a sender wrote it, \(own)"
    default: hint.advice
    }
  }

  /// How far an input was read, up to its `rest` at `place`, as the end of a message.
  private func endOfReading(at place: LinePlace, _ rest: InputRest) -> String {
    if rest.prefix != .nothing { return " after byte \(rest.offset)\(goingOn(at: place, rest))" }
    return place.line > 1 ? " after line \(place.line - 1): the rest was not read" : ""
  }

  /// How to read the `rest` of the input at `place`, as the end of a message.
  private func goingOn(at place: LinePlace, _ rest: InputRest) -> String {
    let how = rest.prefix == .nothing ? "" : ", with \(rest.prefix.rawValue) before it"
    return ": run again from there\(command(for: place, rest.offset))\(how)"
  }

  /// What to add to the command that goes on if there are more inputs than that at `place`, as the end of a message.
  private func additionForLaterFiles(than place: LinePlace) -> String {
    place.file + 1 < inputs.count ? " and with the files after it" : ""
  }

  /// What to add to the command that goes on, so that no job is made twice, as the end of a message.
  private var additionForDoneJobs: String {
    guard leavesOutJobs else { return "" }
    return isJSON && !mayHaveSentJobs
      ? " and with --seen for the jobs written so far"
      : " and with --seen for the log of the sender"
  }

  /// What standard output holds, and a colon; nothing if the run writes its results at its end.
  private func written(_ jobCount: Int, byteCount: Int) -> String {
    guard let unit = mode.unit else { return "" }
    let (units, bytes) = (Wording.amount(jobCount, unit), Wording.amount(byteCount, "byte"))
    return "\(units) written to standard output, \(bytes): "
  }

  private func name(of output: RunOutput) -> String {
    switch output {
    case .jobs: "standard output"
    case .rejects: rejects?.shown ?? ""
    case .rawRejects: rawRejects?.shown ?? ""
    case .temporaryFile: "temporary file in \(TemporaryFile.directory.shown)"
    }
  }

  private static let again = "run again with --seen and the log of the sender"
  private static let againAfterJobs =
    "run again into a new file, with --seen for the jobs written so far"

  /// What to do about the `error` of an output.
  private func advice(about error: SystemError, of output: RunOutput, jobCount: Int) -> String {
    let preparation: String? =
      switch output {
      case _ where error.isShortage: "allow more memory or descriptors"
      case _ where error == .tooLarge: "allow larger files (ulimit -f), or use another file system"
      case .temporaryFile where error.isLackOfRoom: "set TMPDIR to a directory with more room"
      case .temporaryFile: "set TMPDIR to another directory"
      case _ where error.isLackOfRoom: "make room"
      case _ where error == .brokenPipe: "let its reader read to the end"
      case .jobs, .rejects, .rawRejects: nil
      }
    let again: String? =
      if jobCount > 0, mayHaveSentJobs {
        Self.again
      } else if output == .temporaryFile {
        nil
      } else {
        "run again into a new file"
      }
    return [preparation, again].compactMap(\.self).joined(separator: ", then ")
  }

  /// Prints that a signal came while the results were written, which is all that it did not stop.
  func printEndOfResults() {
    console.print("stopped by a signal after the results were written")
  }

  /// Prints that a signal came when the jobs were to be made once all records were read.
  private func printEndOfReplay(after jobCount: Int, isComplete: Bool) {
    let jobs = Wording.amount(jobCount, "job")
    if isComplete {
      console.print("stopped after the last of \(jobs): there is nothing left to do")
    } else if jobCount == 0 {
      console.print("stopped: no job was made, because --failed needs the whole log")
    } else if let action = mode.action {
      console.print("stopped after \(action) \(jobs): the output is incomplete")
    } else {
      let again =
        mayHaveSentJobs ? Self.again : isJSON ? Self.againAfterJobs : "run again into a new file"
      console.print("stopped after \(jobs): to go on, \(again)")
    }
  }

  /// The command that prints what follows the first `byteCount` bytes of the input at `place`, in parentheses, if it is a file.
  ///
  /// Standard input need not begin where its file does.
  private func command(for place: LinePlace, _ byteCount: Int) -> String {
    let name = inputs[place.file]
    let isFile = name.isLasting && (try? FileIdentity(name))?.isFile == true
    return isFile ? " (tail -c +\(byteCount + 1) \(name.typed))" : ""
  }

  /// The name and the line of `place`.
  func shown(_ place: LinePlace) -> String {
    "\(inputs[place.file].shown):\(place.line)"
  }
}
