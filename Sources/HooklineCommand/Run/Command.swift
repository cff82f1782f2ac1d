internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The program `hookline`: from the command line to how the process ends.
///
/// It ends the process itself only if the reader of the jobs is gone; otherwise it returns how the process is to end.
struct Command {
  private let console = Console.shared

  /// Does what `arguments` ask for.
  func run(_ arguments: [[UInt8]]) -> Ending {
    do throws(Failure) {
      switch try invocation(arguments) {
      case .help(let help): try write(help.text)
      case .generate(let document): try write(document.text)
      case .version: try write("hookline \(Version.current)\n")
      case .route(let request): return try route(request, arguments)
      }
      return .exit(.success)
    } catch {
      return report(error)
    }
  }

  /// Prints the messages of `failure`, and writes its output.
  func report(_ failure: Failure) -> Ending {
    for message in failure.messages { console.print(message) }
    guard !failure.output.isEmpty else { return failure.ending }
    do throws(Failure) {
      try write(failure.output)
    } catch {
      return report(error)
    }
    return failure.ending
  }

  private func invocation(_ arguments: [[UInt8]]) throws(Failure) -> Invocation {
    do throws(UsageError) {
      return try Invocation(arguments)
    } catch {
      throw Self.failure(error)
    }
  }

  /// The failure for a wrong command line.
  private static func failure(_ error: UsageError) -> Failure {
    Failure(["\(error)", "run 'hookline --help' for help"], .usage)
  }

  /// Routes all records of the inputs, as `request`, which is made of `arguments`, asks for.
  private func route(_ request: Request, _ arguments: [[UInt8]]) throws(Failure) -> Ending {
    let start = ContinuousClock.now
    try checkInputs(request)
    announce("webhook definitions", readFrom: request.allDefinitions)
    let compared = try ComparedWebhooks(request) { console.print($0) }
    let webhooks = compared.webhooks
    // The process ends with the run, and to release 100,000 webhooks one by one takes 7 ms.
    Memory.keepUntilExit(webhooks)
    announce("jobs that are done", readFrom: request.seen)
    var done = try DoneList(request, for: webhooks) { console.print($0) }
    let files = try OutputFiles(request)
    announce(request.form == .events ? "events" : "log records", readFrom: request.inputs)
    try lookForSignals()
    let screen = CountScreen.current
    let product = request.product(
      for: webhooks, since: compared.former, isOnScreen: screen != nil)
    let router = Router(
      webhooks, leavingOut: compared.leftOut, of: request.form, selecting: request.selection,
      readingTimes: product.needsTimes || request.statistics != nil,
      comparingWith: compared.others, kernel: request.kernel)
    let pipeline = Pipeline(
      router, making: product, counting: request.jobCounts(for: webhooks),
      filter: JobFilter(done: done.takeJobs(), onlyFailed: request.selection.onlyFailed),
      to: files.outputs, limits: request.limits, effort: request.effort, progress: console.progress)
    let diagnostics = Diagnostics(on: console, of: request)
    ProcessStart.beginReading()
    ProgressDisplay(request)?.start(on: console, every: request.progress.interval)
    let summary = pipeline.run(over: request.inputs) { report in
      // At once: another worker may be blocked in a read that only its input can end.
      if case .outputFailed(.jobs, .brokenPipe, _, _) = report { Signals.dieOfBrokenPipe() }
      diagnostics.print(report)
    }
    console.endProgress()
    let report = files.statistics.map {
      StatisticsReport(to: $0, of: request, for: webhooks, since: start)
    }
    let texts = ResultText(of: request, arguments, for: compared, on: screen)
    return finish(
      request, summary, diagnostics, report, texts, hasRejected: done.hasUnreadableLines)
  }

  /// Prints the results and the totals of a run, and writes its `report` if there is one.
  private func finish(
    _ request: Request, _ summary: RunSummary, _ diagnostics: Diagnostics,
    _ report: StatisticsReport?, _ texts: ResultText, hasRejected: Bool
  ) -> Ending {
    var failure: Ending?
    let check = CheckReport(request, of: summary, for: texts.compared)
    var isInterrupted = summary.isInterrupted
    do throws(Failure) {
      if let text = check?.text ?? texts.text(of: summary) {
        // It can take a while to make the text.
        isInterrupted = isInterrupted || Interruption.isPending
        try write(text)
      }
    } catch {
      failure = self.report(error)
    }
    if case .readerGone = failure { return .readerGone }
    diagnostics.printTotals(of: summary)
    let reportStatus = report?.write(summary, on: console)
    // Not `Interruption.isPending`: a signal that comes after everything is written comes too late.
    if isInterrupted { return .interrupted }
    return failure
      ?? .exit(
        ExitStatus(
          of: summary, hasRejected: hasRejected, hasLostMessages: console.hasLostMessages,
          reportStatus: reportStatus,
          isRemarkable: request.wantsJobs && summary.statistics.jobCount == 0
            || request.isStrict && check.map { $0.warningCount > 0 } == true))
  }

  /// Writes `text` to standard output, and closes it.
  private func write(_ text: String) throws(Failure) {
    do throws(SystemError) {
      try Descriptor.standardOutput.writeAll(Array(text.utf8).span)
      try Descriptor.standardOutput.close()
    } catch .brokenPipe {
      throw .readerGone
    } catch {
      throw Failure("standard output: \(error)", .inputOutputError)
    }
  }

  private func lookForSignals() throws(Failure) {
    do throws(SystemError) {
      try Interruption.lookForSignals()
    } catch {
      throw Failure("signals cannot be handled: \(error)", .unavailable)
    }
  }

  /// Makes sure that the inputs can be what `request` says, and that there is memory to read them.
  private func checkInputs(_ request: Request) throws(Failure) {
    guard request.output != .report || !Descriptor.standardOutput.isTerminal else {
      throw Self.failure(.reportOnTerminal)
    }
    guard !readsOnePipeTwice(request) else { throw Self.failure(.standardInputTwice) }
    try checkSeen(request)
    guard Memory.isAvailable(Pipeline.memorySize) else {
      throw Failure("not enough memory to start", .unavailable)
    }
  }

  /// Makes sure that no file of `--seen` is an input, whatever its name, and no pipe is read for two things.
  private func checkSeen(_ request: Request) throws(Failure) {
    guard !request.seen.isEmpty else { return }
    let definitions = request.allDefinitions.compactMap { try? FileIdentity($0) }
    let inputs = request.inputs.compactMap { try? FileIdentity($0) }
    var used = Set((inputs + definitions.filter { !$0.isFile }).filter { !$0.isDevice })
    for name in request.seen {
      guard let identity = try? FileIdentity(name), !identity.isDevice else { continue }
      guard !used.contains(identity) else { throw Self.failure(.seenIsInput(name)) }
      if !identity.isFile { used.insert(identity) }
    }
  }

  /// Says that `content` is read from the terminal, if it is.
  private func announce(_ content: String, readFrom names: [FileName]) {
    guard names.includeTerminal else { return }
    console.print("reading \(content) from the terminal: name a file, or end the input with Ctrl-D")
  }

  /// Whether standard input is a pipe that is also to be read by another name: each would miss what the other takes.
  private func readsOnePipeTwice(_ request: Request) -> Bool {
    let names = request.allDefinitions + request.seen + request.inputs
    guard names.contains(.standardInput), let input = Descriptor.standardInput.identity,
      !input.isFile, !input.isDevice
    else { return false }
    return names.contains { $0 != .standardInput && (try? FileIdentity($0)) == input }
  }
}
