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

  private static let readBySeen = "--seen reads it"

  /// What must not be written: each file in use, with its use, and the inputs that do not exist yet.
  private typealias Used = (files: [FileIdentity: String], absent: [FileName])

  /// The files that `request` uses; if the answer must be `isCertain`, an input that cannot be identified ends the run.
  private static func used(
    by request: Request, isCertain: Bool
  ) throws(Failure) -> Used {
    var used: Used = ([:], [])
    for name in request.inputs + request.allDefinitions + request.seen {
      do throws(SystemError) {
        if let identity = try FileIdentity(name) {
          used.files[identity] = request.seen.contains(name) ? readBySeen : "this run reads it"
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
    let output = Descriptor.standardOutput.identity
    if let output, output.isFile, let use = used.files[output] {
      throw failure(ofOutputThatIsRead: use, by: request)
    }
    if Descriptor.standardOutput.endsInPartialLine() {
      throw Failure(
        "standard output: the file ends in an incomplete line: write the jobs to a new file",
        .uncreatableFile)
    }
    if let input = Descriptor.standardInput.identity { used.files[input] = "it is standard input" }
    if let messages = Descriptor.standardError.identity, messages.isFile {
      used.files[messages] = "it is standard error"
    }
    if let output { used.files[output] = "it is standard output" }
    used.files = used.files.filter { !$0.key.isDevice }
    return used
  }

  /// The failure of standard output that is a file with this `use`.
  private static func failure(ofOutputThatIsRead use: String, by request: Request) -> Failure {
    let output = Descriptor.standardOutput
    let isEmptied = output.size == 0 && !output.isAppending
    let loss = isEmptied ? "the shell's > has emptied it: restore it, then " : ""
    let advice =
      if use != readBySeen {
        "write the jobs to another file"
      } else if request.jobFormat == .json {
        "write the jobs to a new file, and name both with --seen next time"
      } else {
        "write the jobs to a new file"
      }
    return Failure("standard output: \(use): \(loss)\(advice)", .uncreatableFile)
  }

  /// Why there seem to be no events to read, or `nil`: standard input, which nobody redirected, is a terminal or a device such
  /// as `/dev/null`, as in a job of cron.
  private static func lackOfEvents(for request: Request) -> String? {
    let input = Descriptor.standardInput
    if request.inputs.includeTerminal { return "events are read from the terminal" }
    // One that is closed cannot be read, which is reported then.
    let isEmpty = input.identity?.isDevice == true && input.isReadable
    return request.inputs == [.standardInput] && isEmpty ? "standard input has no events" : nil
  }

  /// Makes sure that none of `files` is an input that did not exist before they were opened.
  private static func check(
    _ files: [OutputFile], againstNew inputs: [FileName]
  ) throws(Failure) {
    for name in inputs {
      guard let identity = try? FileIdentity(name),
        let file = files.first(where: { $0.descriptor?.identity == identity })
      else { continue }
      throw file.failure("this run reads it: name another file")
    }
  }
}

/// An output file that an option names.
private struct OutputFile {
  let option: String
  let name: FileName
  /// Where the file belongs, once it is open.
  let property: WritableKeyPath<OutputFiles, Descriptor?>
  /// The file, once it is open.
  private(set) var descriptor: Descriptor?
  /// Whether this run created it, and whether it is locked against other runs.
  private var (isNew, isLocked) = (false, false)

  init(
    _ option: String, _ name: FileName, for property: WritableKeyPath<OutputFiles, Descriptor?>
  ) {
    (self.option, self.name, self.property) = (option, name, property)
  }

  /// Opens it, unless it is one of `used`, each with what it is used for.
  ///
  /// - Returns: The identity of the file.
  mutating func open(
    unlike used: [FileIdentity: String]
  ) throws(Failure) -> FileIdentity {
    // Before opening it: a FIFO that is also an input would block.
    if let identity = try attempt({ () throws(SystemError) in try FileIdentity(name) }) {
      try check(identity, unlike: used)
    }
    (descriptor, isNew) = try attempt { () throws(SystemError) in try Descriptor.create(name) }
    guard let identity = descriptor?.identity else {
      // It could be an input, and could not be emptied.
      throw failure("cannot check whether this run also reads it: name another file")
    }
    try check(identity, unlike: used)
    if descriptor?.endsInPartialLine() == true {
      throw failure("the file ends in an incomplete line: name another file")
    }
    return identity
  }

  /// Makes a system call without which the file cannot be written.
  private func attempt<Result>(
    _ call: () throws(SystemError) -> Result
  ) throws(Failure) -> Result {
    do throws(SystemError) {
      return try call()
    } catch {
      throw failure("\(error)", error.isShortage ? .unavailable : .uncreatableFile)
    }
  }

  private func check(
    _ identity: FileIdentity, unlike used: [FileIdentity: String]
  ) throws(Failure) {
    if let use = used[identity] { throw failure("\(use): name another file") }
  }

  /// Locks it, if it is a file that is to be emptied: two runs would overwrite each other's output.
  mutating func lock() throws(Failure) {
    guard let descriptor, descriptor.identity?.isFile == true, !descriptor.isAppending else {
      return
    }
    do throws(SystemError) {
      isLocked = try descriptor.lock()
    } catch {
      throw failure("another run is writing to it: name another file")
    }
    // Another run that failed may have removed the file that it had created.
    guard try attempt({ () throws(SystemError) in try FileIdentity(name) }) == descriptor.identity
    else { throw failure("another run has just removed it: run again") }
  }

  /// Removes it if this run created it and no other run can be writing to it.
  ///
  /// If its name is a symbolic link, an empty file stays.
  func removeIfOwn() {
    if isNew, isLocked { Descriptor.remove(name) }
  }

  /// Whether it is a file that is not empty now, and would be.
  var losesContents: Bool {
    guard let descriptor, !descriptor.isAppending else { return false }
    return descriptor.size ?? 0 > 0
  }

  /// Empties it, if it is a regular file that is not open for appending.
  func truncate() throws(Failure) {
    do throws(SystemError) {
      try descriptor?.truncate()
    } catch {
      throw failure("cannot be emptied: \(error)")
    }
  }

  /// The failure that says why it is not written.
  func failure(_ reason: String, _ status: ExitStatus = .uncreatableFile) -> Failure {
    Failure("\(option) \(name.shown): \(reason)", status)
  }
}
