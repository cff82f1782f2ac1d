internal import Hookline
internal import HooklineSystem

// Whether the inputs can be what the command line says, which is checked before anything is read.

extension Request {
  /// Makes sure that no input is to be read for two things, and that a report does not go to a terminal.
  ///
  /// - Throws: What is wrong with the command line.
  func checkInputs() throws(Failure) {
    do throws(UsageError) {
      guard output != .report || !Descriptor.standardOutput.isTerminal else {
        throw .reportOnTerminal
      }
      try checkNames()
      guard !readsOnePipeTwice else { throw .standardInputTwice }
      try checkSeen()
    } catch {
      throw Failure(error)
    }
  }

  /// Makes sure that no file which does not exist has a name that shows that something else is meant.
  private func checkNames() throws(UsageError) {
    for name in allDefinitions + seen + inputs where name != .standardInput {
      guard let error = error(ifMissing: name), isMissing(name) else { continue }
      throw error
    }
  }

  /// What is wrong with the command line if there is no file with this `name`, or `nil` if it can be the name of one.
  private func error(ifMissing name: FileName) -> UsageError? {
    let word = String(decoding: name.bytes, as: UTF8.self)
    if word.wholeMatch(of: /(?i)https?:\/\/.*/) != nil { return .urlAsFile }
    guard inputs.contains(name) else { return nil }
    if let mode = output.option, Option(spelled: Array(mode.utf8))?.hasForm(word) == true {
      return .optionAsFile(name, meant: "\(mode)=\(word)")
    }
    if Option.shown.contains(where: { $0.spellings.contains("--\(word)") }) {
      return .optionAsFile(name, meant: "--\(word)")
    }
    let hasTime = selection.since != nil || selection.until != nil
    if hasTime, word.wholeMatch(of: /\d\d?:\d\d(:\d\d)?Z?/) != nil { return .timeAsFile(name) }
    return nil
  }

  /// Whether it is certain that there is no file with this `name`.
  private func isMissing(_ name: FileName) -> Bool {
    do throws(SystemError) {
      return try FileIdentity(name) == nil
    } catch {
      return false
    }
  }

  /// Whether standard input is a pipe that is also to be read by another name: each would miss what the other takes.
  private var readsOnePipeTwice: Bool {
    let names = allDefinitions + seen + inputs
    guard names.contains(.standardInput), let input = Descriptor.standardInput.identity,
      !input.isFile, !input.isDevice
    else { return false }
    return names.contains { $0 != .standardInput && (try? FileIdentity($0)) == input }
  }

  /// Makes sure that no file of `--seen` is an input, whatever its name, and no pipe is read for two things.
  private func checkSeen() throws(UsageError) {
    guard !seen.isEmpty else { return }
    let definitions = allDefinitions.compactMap { try? FileIdentity($0) }
    let inputs = inputs.compactMap { try? FileIdentity($0) }
    var used = Set((inputs + definitions.filter { !$0.isFile }).filter { !$0.isDevice })
    for name in seen {
      guard let identity = try? FileIdentity(name), !identity.isDevice else { continue }
      guard !used.contains(identity) else { throw .seenIsInput(name) }
      if !identity.isFile { used.insert(identity) }
    }
  }
}
