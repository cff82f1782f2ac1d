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

  /// Makes sure that no input which does not exist has the name of an option, or of the form that the mode can have.
  private func checkNames() throws(UsageError) {
    for name in inputs where name != .standardInput {
      let word = String(decoding: name.bytes, as: UTF8.self)
      let spelling = "--\(word)"
      let meant: String
      if let mode = output.option, Option(spelled: Array(mode.utf8))?.hasForm(word) == true {
        meant = "\(mode)=\(word)"
      } else if Option.shown.contains(where: { $0.spellings.contains(spelling) }) {
        meant = spelling
      } else {
        continue
      }
      do throws(SystemError) {
        guard try FileIdentity(name) == nil else { continue }
      } catch {
        continue
      }
      throw .optionAsFile(name, meant: meant)
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
