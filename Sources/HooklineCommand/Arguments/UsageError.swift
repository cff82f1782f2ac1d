package import Hookline
package import HooklineSystem
package import JSONScanning

/// What is wrong with a command line; options are spelled as in messages, such as `--webhooks`.
package enum UsageError: Error, Equatable {
  /// No option has this name, hyphens included.
  case unknownOption([UInt8])
  /// An option lacks its value.
  case missingValue(String, value: String)
  /// The argument after an option that needs a value is itself an option.
  case optionAsValue(String, next: String)
  /// An argument begins with a dash in place of the hyphens of an option.
  case dashForHyphen([UInt8], meant: String)
  /// A file that does not exist has the name of an option, or of the value of one.
  case optionAsFile(FileName, meant: String)
  /// A file that does not exist is named like a time, after an option that takes one.
  case timeAsFile(FileName)
  /// A line of a file is named in place of the file.
  case lineAsFile(FileName, file: FileName, line: String)
  /// The page that is to be written is named as a file of events.
  case pageAsFile(FileName)
  /// A file is named by a URL, which is not shown, as it can contain a password.
  case urlAsFile
  /// The value of an option of one letter begins with an equals sign.
  case equalsAfterLetter(String)
  /// An option whose value can be left out has an equals sign and no value.
  case emptyValue(String)
  /// An option that takes no value has one.
  case unexpectedValue(String)
  /// An option that takes one value is given twice.
  case repeatedOption(String)
  /// No definitions file is named.
  case noDefinitions
  /// The value of an option is not written in the form that it must have.
  case invalidValue(String, form: String)
  /// The value of an option is not one of the words that it allows.
  case invalidWord(String, allowed: [String], isOptional: Bool)
  /// The value of an option is not a whole number.
  case invalidNumber(String)
  /// The value of an option is not a number of bytes.
  case invalidByteCount(String)
  /// The value of an option is not a number in this range.
  case numberOutOfRange(String, ClosedRange<Int>)
  /// The value of an option is not a list of columns.
  case invalidColumns(String, JobColumns.Fault)
  /// Jobs are asked for in columns and in a format.
  case columnsWithFormat
  /// This processor does not support the scan kernel that `--kernel` names.
  case unavailableKernel(ScanKernel)
  /// Only failed deliveries are asked for, but the input is not a delivery log.
  case failedWithoutLog
  /// Warnings are to change the exit status, but no check is asked for.
  case strictWithoutCheck
  /// The time at which the selected events end is before the time at which they begin.
  case untilBeforeSince
  /// Two modes are asked for.
  case twoModes(String, String)
  /// The mode writes no jobs, which the other option is about.
  case modeWithoutJobs(String, leaveOut: String)
  /// A file that says which jobs are done is also read for something else.
  case seenIsInput(FileName)
  /// Progress is to be shown, and is not to be shown.
  case progressWithQuiet
  /// A page is to be written to a terminal.
  case reportOnTerminal
  /// Standard input would be read twice.
  case standardInputTwice
  /// A file is named that is also standard input, which is to be read, too.
  case standardInputNamed(FileName)
  /// The file that an option is to write is standard output, which is for the jobs.
  case hyphenForOutputFile(String)
}

extension UsageError: CustomStringConvertible {
  /// What is wrong and what to write instead, as a fragment that can follow the program's name.
  package var description: String {
    switch self {
    case .unknownOption(let name):
      "unknown option \(TerminalText.escaped(name))"
        + (OptionSuggestion.text(for: name).map { ": \($0)" } ?? "")
    case .missingValue(let option, let value): "\(option) needs a value: \(option) \(value)"
    case .optionAsValue(let option, let next):
      "\(option) needs a value before \(next): if that is the value, write \(option)=\(next)"
    case .dashForHyphen(let argument, let meant):
      "\(TerminalText.escaped(argument)): this begins with a dash, not a hyphen: write \(meant)"
    case .optionAsFile(let name, let meant):
      "\(name.shown): no such file: if the option is meant, write \(meant)"
    case .timeAsFile(let name):
      "\(name.shown): no such file: if it is a time, write it with its date, such as 2022-05-01T18:30:00Z"
    case .lineAsFile(let name, let file, let line):
      "\(name.shown): no such file: to read that line alone, write sed -n \(line)p \(file.typed) | hookline and the other options"
    case .pageAsFile(let name):
      "\(name.shown): the page goes to standard output, so write > \(name.typed)"
    case .urlAsFile: "a URL cannot be read: save what it returns with curl, and name that file"
    case .equalsAfterLetter(let option): "\(option)= is not an option: write \(option) and a space"
    case .emptyValue(let option): "\(option)= has no value: leave out the equals sign"
    case .unexpectedValue(let option): "\(option) takes no value: leave out what follows the option"
    case .repeatedOption(let option): "\(option) is given twice: give it only once"
    case .noDefinitions: "no definitions file: add -w FILE"
    case .invalidValue(let option, let form): "\(option) must be \(form)"
    case .invalidWord(let option, let words, let isOptional):
      "\(option) must be \(Wording.alternatives(words))\(isOptional ? ", or have no value" : "")"
    case .invalidNumber(let option): "\(option) must be a whole number from 0 on, such as 100"
    case .invalidByteCount(let option):
      "\(option) must be a number of bytes, such as 100000, 64K or 1M"
    case .numberOutOfRange(let option, let range):
      "\(option) must be a number from \(range.lowerBound) to \(range.upperBound)"
    case .invalidColumns(let option, let fault): "\(option): \(fault.message)"
    case .columnsWithFormat: "--columns and --format cannot be combined: leave out one of them"
    case .unavailableKernel(let kernel):
      "--kernel \(kernel): not supported by this processor: leave it out to use the fastest kernel"
    case .failedWithoutLog: "--failed needs a delivery log: add --from log, or leave out --failed"
    case .strictWithoutCheck: "--strict needs --check: add it, or leave out --strict"
    case .untilBeforeSince: "--until must not be earlier than --since"
    case .twoModes(let first, let second):
      "\(first) and \(second) cannot be combined: leave out one of them"
    case .modeWithoutJobs(let mode, let option): "\(mode) writes no jobs: leave out \(option)"
    case .seenIsInput(let name):
      "--seen \(name.shown): this run also reads it as events or definitions: name the log of the sender"
    case .progressWithQuiet: "--progress and --quiet cannot be combined: leave out one of them"
    case .reportOnTerminal:
      "--report writes an HTML page, not text for a terminal: write it to a file: > report.html"
    case .standardInputTwice:
      "standard input would be read twice (events are read from it if no file is named): name a file"
    case .standardInputNamed(let name):
      "\(name.shown): this is also standard input, which is read, too: name it only once"
    case .hyphenForOutputFile(let option):
      "\(option) -: standard output is for jobs: name a file, or a descriptor such as /dev/fd/3"
    }
  }
}
