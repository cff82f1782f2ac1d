internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The program `hookline`: from the command line to how the process ends.
///
/// It ends the process itself only if the reader of the jobs is gone; otherwise it returns how the process ends.
struct Command {
  private let console = Console.shared

  /// Does what `arguments` ask for.
  func run(_ arguments: [[UInt8]]) -> Ending {
    do throws(Failure) {
      switch try invocation(arguments) {
      case .help(let help): try StandardOutput.write(help.text)
      case .generate(let document): try StandardOutput.write(document.text)
      case .version: try StandardOutput.write("hookline \(Version.current)\n")
      case .route(let request): return try route(request, arguments)
      }
      return .exit(.success)
    } catch {
      return console.report(error)
    }
  }

  private func invocation(_ arguments: [[UInt8]]) throws(Failure) -> Invocation {
    do throws(UsageError) {
      return try Invocation(arguments)
    } catch {
      throw Failure(error)
    }
  }

  /// Routes all records of the inputs, as `request`, which is made of `arguments`, asks for.
  private func route(_ request: Request, _ arguments: [[UInt8]]) throws(Failure) -> Ending {
    let start = ContinuousClock.now
    try OutputFiles.checkStreams(for: request)
    try request.checkInputs()
    guard Memory.isAvailable(Pipeline.memorySize) else {
      throw Failure("not enough memory to start", .unavailable)
    }
    announce("webhook definitions", readFrom: request.allDefinitions)
    let definitions = try RunDefinitions(request) { console.print($0) }
    let webhooks = definitions.webhooks
    // The process ends with the run, and to release 100,000 webhooks one by one takes 7 ms.
    Memory.keepUntilExit(webhooks)
    announce("jobs that are done", readFrom: request.seen)
    var done = try DoneList(request, for: webhooks) { console.print($0) }
    let files = try OutputFiles(request)
    announce(request.form == .events ? "events" : "log records", readFrom: request.inputs)
    try lookForSignals()
    let screen = CountScreen.current
    let product = request.product(
      for: webhooks, since: definitions.former, isOnScreen: screen != nil)
    let router = Router(
      webhooks, leavingOut: definitions.leftOut, of: request.form, selecting: request.selection,
      readingTimes: product.needsTimes || request.statistics != nil,
      comparingWith: definitions.others, kernel: request.kernel)
    let pipeline = Pipeline(
      router, making: product, counting: request.jobCounts(for: webhooks, besides: product),
      leavingOut: done.takeJobs(), to: files.outputs, limits: request.limits,
      effort: request.effort, progress: console.progress)
    let diagnostics = Diagnostics(on: console, of: request)
    diagnostics.printInactivity(of: webhooks)
    diagnostics.printRepeatedInputs()
    let result = run(pipeline, for: request, reportingTo: diagnostics)
    let end = RunEnd(
      request: request, diagnostics: diagnostics, webhooks: webhooks,
      results: ResultText(of: result, request, arguments, for: definitions, on: screen),
      statistics: files.statistics.map {
        StatisticsReport(to: $0, of: request, for: webhooks, since: start)
      },
      hasUnreadableLines: done.hasUnreadableLines)
    return end.finish(result)
  }

  /// Runs `pipeline` over the inputs of `request`, and shows how far it has got.
  private func run(
    _ pipeline: consuming Pipeline, for request: Request, reportingTo diagnostics: Diagnostics
  ) -> RunResult {
    ProcessStart.beginReading()
    ProgressDisplay(request)?.start(on: console, every: request.progress.interval)
    defer { console.endProgress() }
    return pipeline.run(over: request.inputs) { report in
      // At once: another worker may be blocked in a read that only its input can end.
      if case .outputFailed(.jobs, .brokenPipe, _, _) = report { Signals.dieOfBrokenPipe() }
      diagnostics.print(report)
    }
  }

  private func lookForSignals() throws(Failure) {
    do throws(SystemError) {
      try Interruption.lookForSignals()
    } catch {
      throw Failure("signals cannot be handled: \(error)", .unavailable)
    }
  }

  /// Says that `content` is read from the terminal, if it is.
  private func announce(_ content: String, readFrom names: [FileName]) {
    guard names.includeTerminal else { return }
    console.print("reading \(content) from the terminal: name a file, or end the input with Ctrl-D")
  }
}
