package import JSONScanning

/// What is wrong with a command line; options are named as messages write them, such as `--webhooks`.
package enum UsageError: Error, Equatable {
  /// No option has this name, given with its hyphens.
  case unknownOption([UInt8])
  /// An option that takes a value has none.
  case missingValue(String, value: String)
  /// An option that takes no value has one.
  case unexpectedValue(String)
  /// An option that has one value is given twice.
  case repeatedOption(String)
  /// No file of definitions is named.
  case noDefinitions
  /// What `--company` names is no ObjectId.
  case invalidCompany
  /// An option's value must be a number and is none.
  case invalidNumber(String)
  /// An option's value must be a number of bytes and is none, or too large.
  case invalidByteCount(String)
  /// An option's value must be a number of this range and is another one or none.
  case numberOutOfRange(String, ClosedRange<Int>)
  /// What `--from` names is no form of input.
  case invalidForm
  /// What `--kernel` names is no way of scanning.
  case invalidKernel
  /// This processor cannot scan in the way that `--kernel` names.
  case unavailableKernel(ScanKernel)
  /// Only failed deliveries are to be looked at, and the input is no log of them.
  case failedWithoutLog
  /// Jobs are to be counted, and their number limited.
  case countWithLimit
  /// Two things are to be read from standard input.
  case standardInputTwice
  /// An option is to write to standard output, where the jobs go.
  case standardOutputForRejects(String)
}

extension UsageError: CustomStringConvertible {
  /// What is wrong and what to write instead, as a fragment that can stand behind the program's name.
  package var description: String {
    switch self {
    case .unknownOption(let name):
      "unknown option \(TerminalText.escaped(name))"
        + (OptionSuggestion.text(for: name).map { ": \($0)" } ?? "")
    case .missingValue(let option, let value): "\(option) needs a value, \(value)"
    case .unexpectedValue(let option): "\(option) takes no value"
    case .repeatedOption(let option): "\(option) is given twice: leave out one of the two"
    case .noDefinitions: "no webhook definitions: name their file with -w FILE"
    case .invalidCompany: "--company: write an ObjectId, 24 hexadecimal digits"
    case .invalidNumber(let option): "\(option): write a whole number, such as 100"
    case .invalidByteCount(let option):
      "\(option): write a number of bytes, such as 100000, 64K or 1M"
    case .numberOutOfRange(let option, let range):
      "\(option): write a number from \(range.lowerBound) to \(range.upperBound)"
    case .invalidForm: "--from: write events or log"
    case .invalidKernel:
      "--kernel: write one of \(ScanKernel.allCases.map(\.rawValue).joined(separator: ", "))"
    case .unavailableKernel(let kernel):
      "--kernel \(kernel): this processor cannot: without the option the fastest that it can do is used"
    case .failedWithoutLog: "--failed is about the delivery log: add --from log, or leave it out"
    case .countWithLimit: "--count writes no jobs: leave out --max-jobs"
    case .standardInputTwice:
      "standard input can be read only once: name a file for one of its two uses"
    case .standardOutputForRejects(let option):
      "\(option) -: name a file, or another descriptor, such as /dev/fd/3"
    }
  }
}
