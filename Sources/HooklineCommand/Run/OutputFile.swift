internal import HooklineSystem

/// An output file that an option names.
struct OutputFile {
  /// The option.
  let option: String
  /// The name of the file.
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
  ///
  /// From then on it is: another run can append to it through a descriptor of the shell's, and neither must overwrite the other.
  func truncate() throws(Failure) {
    guard let descriptor, !descriptor.isAppending else { return }
    do throws(SystemError) {
      if try descriptor.truncate() { try descriptor.startAppending() }
    } catch {
      throw failure("cannot be emptied: \(error)")
    }
  }

  /// The failure that says why it is not written.
  func failure(_ reason: String, _ status: ExitStatus = .uncreatableFile) -> Failure {
    Failure("\(option) \(name.shown): \(reason)", status)
  }
}
