internal import Hookline
internal import HooklineSystem
internal import JSONScanning

// Whether the inputs can be what the command line says, which is checked before anything is read.

extension Request {
  /// Makes sure that no input is to be read for two things, and that a report does not go to a terminal.
  ///
  /// - Throws: What is wrong with the command line.
  func checkInputs() throws(Failure) {
    do throws(UsageError) {
      guard mode != .report || !Descriptor.standardOutput.isTerminal else {
        throw .reportOnTerminal
      }
      try checkNames()
      if let name = otherNameOfStandardInput {
        throw inputs.contains(name) ? .standardInputNamed(name) : .standardInputTwice
      }
      try checkSeen()
    } catch {
      throw Failure(error)
    }
  }

  /// Makes sure that no file which does not exist has a name that shows that something else is meant.
  private func checkNames() throws(UsageError) {
    for name in allDefinitions + seen where Self.isURL(name) && isMissing(name) { throw .urlAsFile }
    if mode == .report, let page = inputs.first(where: Self.isPage) { throw .pageAsFile(page) }
    for name in inputs where name != .standardInput {
      guard let error = error(ifMissing: name), isMissing(name) else { continue }
      throw error
    }
  }

  /// What is wrong with the command line if there is no input with this `name`, or `nil` if it can be the name of one.
  private func error(ifMissing name: FileName) -> UsageError? {
    if Self.isURL(name) { return .urlAsFile }
    let word = String(decoding: name.bytes, as: UTF8.self)
    if let option = mode.option, Option(spelled: Array(option.utf8))?.hasForm(word) == true {
      return .optionAsFile(name, meant: "\(option)=\(word)")
    }
    if Option.shown.contains(where: { $0.spellings.contains("--\(word)") }) {
      return .optionAsFile(name, meant: "--\(word)")
    }
    // A record of a log can span lines.
    if form == .events, let (file, line) = lineOfFile(name) {
      return .lineAsFile(name, file: file, line: line)
    }
    let hasTime = selection.since != nil || selection.until != nil
    return hasTime && Self.isTime(name) ? .timeAsFile(name) : nil
  }

  private static func isURL(_ name: FileName) -> Bool {
    let start = String(decoding: name.bytes.prefix(8), as: UTF8.self).lowercased()
    return start.hasPrefix("http://") || start == "https://"
  }

  /// Whether `name` is that of a page.
  private static func isPage(_ name: FileName) -> Bool {
    let word = String(decoding: name.bytes, as: UTF8.self).lowercased()
    return word.hasSuffix(".html") || word.hasSuffix(".htm")
  }

  /// The file and the line if `name` is a place as messages write it, such as `events.ndjson:21`, and the file exists.
  private func lineOfFile(_ name: FileName) -> (file: FileName, line: String)? {
    let colon = UInt8(ascii: ":")
    let parts = name.bytes.split(separator: colon, omittingEmptySubsequences: false)
    // The line may be followed by a column.
    for count in 1...2 where parts.count > count {
      let numbers = parts.suffix(count)
      let file = FileName(Array(parts.dropLast(count).joined(separator: [colon])))
      if numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ASCII.isDigit) }), !isMissing(file) {
        return (file, String(decoding: numbers[numbers.startIndex], as: UTF8.self))
      }
    }
    return nil
  }

  /// Whether `name` looks like a time without its date, such as `18:30` or `8:30:00Z`.
  private static func isTime(_ name: FileName) -> Bool {
    let parts = name.bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return 2...3 ~= parts.count
      && parts.enumerated().allSatisfy { number, part in
        let isLast = number == parts.count - 1
        let part = isLast && part.last == UInt8(ascii: "Z") ? part.dropLast() : part
        return (number == 0 ? 1...2 : 2...2).contains(part.count)
          && part.allSatisfy(ASCII.isDigit)
      }
  }

  /// Whether it is certain that there is no file with this `name`.
  private func isMissing(_ name: FileName) -> Bool {
    do throws(SystemError) {
      return try FileIdentity(name) == nil
    } catch {
      return false
    }
  }

  /// Another name under which standard input is also to be read, such as a link to `/dev/stdin`, or `nil`: of a pipe, each would
  /// miss what the other takes; and the jobs of a file would be made twice.
  private var otherNameOfStandardInput: FileName? {
    guard let input = Descriptor.standardInput.identity, !input.isDevice else { return nil }
    // For a file of `--seen` there is a message of its own.
    let names = allDefinitions + inputs + (input.isFile ? [] : seen)
    guard names.contains(where: \.namesStandardInput) else { return nil }
    return names.first { !$0.namesStandardInput && (try? FileIdentity($0)) == input }
  }

  /// Makes sure that no file of `--seen` is an input, whatever its name, and no pipe is read for two things.
  private func checkSeen() throws(UsageError) {
    guard !seen.isEmpty else { return }
    let others = (allDefinitions + inputs).compactMap { try? FileIdentity($0) }
    var used = Set(others.filter { !$0.isDevice })
    for name in seen {
      guard let identity = try? FileIdentity(name), !identity.isDevice else { continue }
      guard !used.contains(identity) else { throw .seenIsInput(name) }
      if !identity.isFile { used.insert(identity) }
    }
  }
}
