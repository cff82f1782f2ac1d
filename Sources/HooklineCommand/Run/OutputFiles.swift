internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The files that a run writes, opened so that none of them can overwrite an input or the output of another run.
struct OutputFiles {
  /// Standard output, and the files that `--rejects` and `--rejects-raw` name, ready to be written.
  private(set) var outputs = RunOutputs(jobs: .standardOutput)
  /// The file that `--stats` names, ready to be written.
  private(set) var statistics: Descriptor?

  /// Opens the files that `request` names, and empties them once it is certain that the run uses none of them otherwise.
  ///
  /// Standard output, which is open already, must not be a file that is read.
  ///
  /// - Throws: Why one cannot be written; existing files are then unchanged, unless emptying one failed.
  init(_ request: Request) throws(Failure) {
    let names: [(String, FileName?, WritableKeyPath<Self, Descriptor?>)] = [
      ("--rejects", request.rejects, \.outputs.rejects),
      ("--rejects-raw", request.rawRejects, \.outputs.rawRejects),
      ("--stats", request.statistics, \.statistics),
    ]
    var files = names.compactMap { option, name, property in
      name.map { OutputFile(option, $0, for: property) }
    }
    var used = try Self.used(by: request, isCertain: !files.isEmpty)
    do throws(Failure) {
      for index in files.indices {
        let identity = try files[index].open(unlike: used.files)
        try files[index].lock()
        if !identity.isDevice { used.files[identity] = "\(files[index].option) writes to it" }
      }
      try Self.check(files, againstNew: used.absent)
      if let lack = Self.lackOfEvents(for: request), let file = files.first(where: \.losesContents)
      {
        // It can be the file of events, taken for the value of the option.
        throw file.failure("it is not empty, and \(lack): also name the file of events")
      }
      for file in files { try file.truncate() }
    } catch {
      for file in files { file.removeIfOwn() }
      throw error
    }
    for file in files { self[keyPath: file.property] = file.descriptor }
    let written = files.compactMap(\.descriptor) + [.standardOutput]
    outputs.files = Set(written.compactMap(\.identity).filter(\.isFile))
  }

  /// Makes sure that `request` reads no file to which messages or results go: messages can come before the other outputs are
  /// opened, and definitions that the shell has emptied would be reported as invalid.
  static func checkStreams(for request: Request) throws(Failure) {
    func use(of output: Descriptor) -> String? {
      guard let file = output.identity, file.isFile else { return nil }
      let name = request.allInputs.first { (try? FileIdentity($0)) == file }
      return name.map { Self.use(of: $0, by: request) }
    }
    let messages = Descriptor.standardError
    if use(of: messages) != nil {
      // A message about it would change it, too, unless there is nothing left of it.
      guard messages.size == 0, !messages.isAppending else { throw Failure([], .uncreatableFile) }
      throw Failure(
        "standard error: \(read): \(emptied)write the messages to another file",
        .uncreatableFile)
    }
    if let use = use(of: .standardOutput) {
      throw failure(ofOutputThatIsRead: use, by: request)
    }
  }

  private static let readBySeen = "--seen reads it"
  private static let read = "this run reads it"
  private static let emptied = "the shell's > has emptied it: restore it, then "

  /// What `request` does with its input called `name`.
  private static func use(of name: FileName, by request: Request) -> String {
    request.seen.contains(name) ? readBySeen : read
  }

  /// What must not be written: each file in use, with its use, and the inputs that do not exist yet.
  private typealias Used = (files: [FileIdentity: String], absent: [FileName])

  /// The files that `request` uses; if the answer must be `isCertain`, an input that cannot be identified ends the run.
  private static func used(
    by request: Request, isCertain: Bool
  ) throws(Failure) -> Used {
    var used: Used = ([:], [])
    for name in request.allInputs {
      do throws(SystemError) {
        if let identity = try FileIdentity(name) {
          used.files[identity] = use(of: name, by: request)
        } else {
          used.absent.append(name)
        }
      } catch {
        // If no file is to be emptied, this can wait: reading the input reports the same error.
        guard isCertain else { continue }
        throw Failure(
          "\(name.shown): cannot check whether it is also an output file: \(error)",
          .uncreatableFile)
      }
    }
    // Text for people can follow any other.
    if !request.mode.writesText, Descriptor.standardOutput.endsInPartialLine() {
      throw Failure(
        "standard output: the file ends in an incomplete line: write to a new file",
        .uncreatableFile)
    }
    if let input = Descriptor.standardInput.identity { used.files[input] = "it is standard input" }
    if let messages = Descriptor.standardError.identity, messages.isFile {
      used.files[messages] = "it is standard error"
    }
    if let output = Descriptor.standardOutput.identity {
      used.files[output] = "it is standard output"
    }
    used.files = used.files.filter { !$0.key.isDevice }
    return used
  }

  /// The failure of standard output that is a file with this `use`.
  private static func failure(ofOutputThatIsRead use: String, by request: Request) -> Failure {
    let output = Descriptor.standardOutput
    let isEmptied = output.size == 0 && !output.isAppending
    let loss = isEmptied ? emptied : ""
    let advice =
      if request.mode != .jobs {
        "write the output to another file"
      } else if use != readBySeen {
        "write the jobs to another file"
      } else if request.jobFormat == .json {
        "write the jobs to a new file, and name both with --seen next time"
      } else {
        "write the jobs to a new file"
      }
    return Failure("standard output: \(use): \(loss)\(advice)", .uncreatableFile)
  }

  /// Why there seem to be no events to read, or `nil`: no file is named, and none is needed, or standard input is a terminal or a
  /// device such as `/dev/null`, as in a job of cron.
  private static func lackOfEvents(for request: Request) -> String? {
    if request.inputs.isEmpty { return "no events are read" }
    let input = Descriptor.standardInput
    if request.inputs.includeTerminal { return "events are read from the terminal" }
    // One that is closed cannot be read, which is reported then.
    let isEmpty = input.identity?.isDevice == true && input.isReadable
    return request.inputs.areStandardInput && isEmpty ? "standard input has no events" : nil
  }

  /// Makes sure that none of `files` is an input that did not exist before they were opened.
  private static func check(
    _ files: [OutputFile], againstNew inputs: [FileName]
  ) throws(Failure) {
    for name in inputs {
      guard let identity = try? FileIdentity(name),
        let file = files.first(where: { $0.descriptor?.identity == identity })
      else { continue }
      throw file.failure("\(read): name another file")
    }
  }
}
