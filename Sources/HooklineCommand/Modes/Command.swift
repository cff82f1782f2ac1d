internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The program `hookline`: from the command line to the exit status.
enum Command {
  /// Does what `arguments` ask for.
  ///
  /// - Returns: The status to exit with; where the reader of standard output is gone, it does not return.
  static func run(_ arguments: [[UInt8]]) -> ExitStatus {
    do throws(UsageError) {
      switch try Invocation(arguments) {
      case .help(let help): return write(help.text)
      case .version: return write("hookline \(Version.current)\n")
      case .route(let request): return route(request)
      }
    } catch {
      return report(error)
    }
  }

  /// Reports what is wrong with the command line.
  private static func report(_ error: UsageError) -> ExitStatus {
    Message.tell("\(error)")
    Message.tell("'hookline -h' shows how it is used")
    return .usage
  }

  /// Whether standard input is a pipe that is to be read under another name, too: what one reading takes, the other misses.
  private static func readsOnePipeTwice(_ request: Request) -> Bool {
    let names = request.definitions + request.inputs
    guard names.contains(.standardInput), let input = Descriptor.standardInput.identity,
      !input.isFile, !input.isDevice
    else { return false }
    return names.contains { $0 != .standardInput && (try? FileIdentity($0)) == input }
  }

  /// Routes all events of the inputs.
  private static func route(_ request: Request) -> ExitStatus {
    guard !readsOnePipeTwice(request) else { return report(.standardInputTwice) }
    guard Memory.isAvailable(Pipeline.memorySize) else {
      Message.tell("there is not enough memory to begin with")
      return .unavailable
    }
    if request.definitions.contains(.standardInput), Descriptor.standardInput.isTerminal {
      Message.tell("reading webhook definitions from the terminal: Ctrl-D ends them")
    }
    let webhooks: [Webhook]
    do throws(ExitStatus) {
      webhooks = try Definitions.load(request.definitions, selecting: request.selection)
    } catch {
      return error
    }
    let outputs: OutputFiles
    do throws(ExitStatus) {
      outputs = try OutputFiles(request)
    } catch {
      return error
    }
    if request.inputs.contains(.standardInput), Descriptor.standardInput.isTerminal {
      Message.tell("reading from the terminal: Ctrl-D ends the input")
    }
    do throws(SystemError) {
      try Interruption.lookForSignals()
    } catch {
      Message.tell("signals cannot be handled: \(error)")
      return .unavailable
    }
    let diagnostics = Diagnostics(of: request)
    let pipeline = Pipeline(
      Router(
        webhooks, of: request.form, selecting: request.selection, kernel: request.kernel),
      making: request.product(for: webhooks), to: .standardOutput,
      rejects: outputs.rejects, rawRejects: outputs.rawRejects, limits: request.limits,
      effort: request.effort, written: outputs.written)
    let summary = pipeline.run(over: request.inputs) { report in
      diagnostics.tell(report)
    }
    let written = summary.product.flatMap { text(of: $0, for: webhooks) }.map(write) ?? .success
    diagnostics.tellTotals(of: summary)
    // A signal that comes once all is written comes too late: the status tells that all is done.
    if summary.isInterrupted { Interruption.endProgram() }
    if written != .success { return written }
    return ExitStatus(of: summary, hasLostMessages: Message.hasFailed, wantsJobs: request.wantsJobs)
  }

  /// What is printed of `product` at the end, if it is not written as it is made.
  private static func text(of product: Product, for webhooks: [Webhook]) -> String? {
    switch product {
    case .jobs: nil
    case .counts(let counts): CountTable.text(of: counts, for: webhooks)
    }
  }

  /// Writes what a mode prints instead of jobs.
  private static func write(_ text: String) -> ExitStatus {
    do throws(SystemError) {
      try Descriptor.standardOutput.writeAll(Array(text.utf8).span)
      try Descriptor.standardOutput.close()
      return .success
    } catch {
      Message.tell(outputError: error)
      return .inputOutputError
    }
  }
}
