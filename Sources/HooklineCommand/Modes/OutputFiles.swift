internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The files that a run writes, opened so that none of them can overwrite an input or what another run writes.
struct OutputFiles {
  /// What `--rejects` names, open and empty.
  private(set) var rejects: Descriptor?
  /// What `--rejects-raw` names, open and empty.
  private(set) var rawRejects: Descriptor?
  /// The regular files that jobs and rejected lines are written to: none of them must be read.
  private(set) var written: Set<FileIdentity> = []

  /// Opens what `request` names, and empties it once it is known to be nothing else that the run uses; standard output,
  /// which is open already, must be nothing that is read.
  ///
  /// - Throws: Why one is not written; no file that existed was changed then.
  init(_ request: Request) throws(Failure) {
    var files = [("--rejects", request.rejects), ("--rejects-raw", request.rawRejects)].compactMap {
      option, name in name.map { OutputFile(option, $0) }
    }
    var used = try Self.used(by: request, isCertain: !files.isEmpty)
    do throws(Failure) {
      for index in files.indices {
        let identity = try files[index].open(unlike: used.files)
        if !identity.isDevice { used.files[identity] = "other rejected lines go there" }
      }
      for index in files.indices { try files[index].lock() }
      try Self.check(files, againstNew: used.absent)
      for file in files { try file.truncate() }
    } catch {
      for file in files { file.removeIfOwn() }
      throw error
    }
    rejects = files.first { $0.option == "--rejects" }?.descriptor
    rawRejects = files.first { $0.option == "--rejects-raw" }?.descriptor
    let outputs = files.map(\.descriptor) + [.standardOutput]
    written = Set(outputs.compactMap { $0?.identity }.filter(\.isFile))
  }

  /// What must not be written: each file with what it is used for, and the inputs that do not exist.
  private typealias Used = (files: [FileIdentity: String], absent: [FileName])

  /// What `request` uses; if that must be `isCertain`, an input of which it cannot be found out which file it is ends the run.
  private static func used(
    by request: Request, isCertain: Bool
  ) throws(Failure) -> Used {
    var used: Used = ([:], [])
    for name in request.inputs + request.definitions {
      do throws(SystemError) {
        if let identity = try FileIdentity(name) {
          used.files[identity] = "it is read"
        } else {
          used.absent.append(name)
        }
      } catch {
        // Without a file that is emptied, reading it will say the same.
        guard isCertain else { continue }
        throw Failure(
          "\(name.shown): what file that is cannot be found out: \(error)", .uncreatableFile)
      }
    }
    let output = Descriptor.standardOutput.identity
    if let output, output.isFile, let use = used.files[output] {
      throw Failure(
        "standard output: \(use): send the jobs to another file", .uncreatableFile)
    }
    if let input = Descriptor.standardInput.identity { used.files[input] = "it is standard input" }
    if let messages = Descriptor.standardError.identity, messages.isFile {
      used.files[messages] = "the messages go there"
    }
    if let output { used.files[output] = "the jobs go there" }
    used.files = used.files.filter { !$0.key.isDevice }
    return used
  }

  /// Makes sure that none of `files` is an input that did not exist before.
  private static func check(
    _ files: [OutputFile], againstNew inputs: [FileName]
  ) throws(Failure) {
    for name in inputs {
      guard let identity = try? FileIdentity(name),
        let file = files.first(where: { $0.descriptor?.identity == identity })
      else { continue }
      throw file.refuse("it is read: name another file")
    }
  }
}

/// A file that an option names.
private struct OutputFile {
  let option: String
  let name: FileName
  /// The file, once it is open.
  private(set) var descriptor: Descriptor?
  /// Whether it did not exist before it was opened, and whether no other run can have it.
  private var (isNew, isLocked) = (false, false)

  init(_ option: String, _ name: FileName) {
    self.option = option
    self.name = name
  }

  /// Opens it, unless it is one of `used`, which are known with what they are used for.
  ///
  /// - Returns: Which file it is.
  mutating func open(
    unlike used: [FileIdentity: String]
  ) throws(Failure) -> FileIdentity {
    // Before it is opened: a FIFO that is an input, too, would be waited for.
    if let identity = try attempt({ () throws(SystemError) in try FileIdentity(name) }) {
      try check(identity, unlike: used)
    }
    (descriptor, isNew) = try attempt { () throws(SystemError) in try Descriptor.create(name) }
    guard let identity = descriptor?.identity else {
      // It could be an input, and could not be emptied.
      throw refuse("what file that is cannot be found out")
    }
    try check(identity, unlike: used)
    return identity
  }

  /// Makes a call of the system, without which the file cannot be written.
  private func attempt<Result>(
    _ call: () throws(SystemError) -> Result
  ) throws(Failure) -> Result {
    do throws(SystemError) {
      return try call()
    } catch {
      throw refuse("\(error)", error.isShortage ? .unavailable : .uncreatableFile)
    }
  }

  private func check(
    _ identity: FileIdentity, unlike used: [FileIdentity: String]
  ) throws(Failure) {
    if let use = used[identity] { throw refuse("\(use): name another file") }
  }

  /// Takes its lock, if it is a file that is going to be emptied: two runs would write over each other.
  mutating func lock() throws(Failure) {
    guard let descriptor, descriptor.identity?.isFile == true, !descriptor.isAppending else {
      return
    }
    do throws(SystemError) {
      isLocked = try descriptor.lock()
    } catch {
      throw refuse("another run writes to it: name another file")
    }
    // Another run that was refused can have removed what it had made.
    guard try attempt({ () throws(SystemError) in try FileIdentity(name) }) == descriptor.identity
    else { throw refuse("another run has just removed it: run again") }
  }

  /// Removes it if this run has made it and no other run can be writing to it.
  func removeIfOwn() {
    if isNew, isLocked { Descriptor.remove(name) }
  }

  /// Empties it.
  func truncate() throws(Failure) {
    do throws(SystemError) {
      try descriptor?.truncate()
    } catch {
      throw refuse("it cannot be emptied: \(error)")
    }
  }

  /// That it is not written, for this reason.
  func refuse(_ reason: String, _ status: ExitStatus = .uncreatableFile) -> Failure {
    Failure("\(option) \(name.shown): \(reason)", status)
  }
}
