package import JSONScanning

/// What is wrong with a command line.
package enum UsageError: Error, Equatable {
  /// No option has this name, given with its hyphens.
  case unknownOption([UInt8])
  /// An option that takes a value has none.
  case missingValue(Option)
  /// An option that takes no value has one.
  case unexpectedValue(Option)
  /// An option that has one value is given twice.
  case repeatedOption(Option)
  /// No file of definitions is named.
  case noDefinitions
  /// What `--company` names is no ObjectId.
  case invalidCompany
  /// An option's value must be a number and is none.
  case invalidNumber(Option)
  /// An option's value must be a number of this range and is another one or none.
  case numberOutOfRange(Option, ClosedRange<Int>)
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
}

extension UsageError: CustomStringConvertible {
  /// What is wrong and what to write instead, as a fragment that can stand behind the program's name.
  package var description: String {
    switch self {
    case .unknownOption(let name):
      "unknown option \(TerminalText.escaped(name)): the nearest is \(Self.nearest(to: name))"
    case .missingValue(let option): "\(option.spelling) needs a value, \(option.value ?? "")"
    case .unexpectedValue(let option): "\(option.spelling) takes no value"
    case .repeatedOption(let option): "\(option.spelling) is given twice: leave out one of the two"
    case .noDefinitions: "no webhook definitions: name their file with -w FILE"
    case .invalidCompany: "--company: write an ObjectId, 24 hexadecimal digits"
    case .invalidNumber(let option): "\(option.spelling): write a whole number, such as 100"
    case .numberOutOfRange(let option, let range):
      "\(option.spelling): write a number from \(range.lowerBound) to \(range.upperBound)"
    case .invalidForm: "--from: write events or log"
    case .invalidKernel:
      "--kernel: write one of \(ScanKernel.allCases.map(\.rawValue).joined(separator: ", "))"
    case .unavailableKernel(let kernel):
      "--kernel \(kernel): this processor cannot: without the option the fastest that it can do is used"
    case .failedWithoutLog: "--failed is about the delivery log: add --from log, or leave it out"
    case .countWithLimit: "--count writes no jobs: leave out --max-jobs"
    case .standardInputTwice:
      "standard input can be read only once: name a file for one of its two uses"
    }
  }

  /// The known option of the same length class, short or long, that `name` is the least way from.
  private static func nearest(to name: [UInt8]) -> String {
    let isLong = name.starts(with: "--".utf8)
    let known = Option.shown.flatMap(\.spellings).filter { $0.hasPrefix("--") == isLong }
    return known.map { ($0, distance(from: name, to: Array($0.utf8))) }.min { $0.1 < $1.1 }?.0 ?? ""
  }

  /// The number of bytes to insert, delete or replace to make one word of the other (Levenshtein, 1966).
  ///
  /// - Complexity: O(product of the lengths).
  private static func distance(from first: [UInt8], to second: [UInt8]) -> Int {
    var row = Array(0...second.count)
    for (line, byte) in first.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in second.indices {
        let replaced = diagonal + (second[column] == byte ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
