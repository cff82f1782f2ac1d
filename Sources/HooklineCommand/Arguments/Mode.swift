package import Hookline
package import HooklineSystem

/// What a run makes and writes to standard output.
package enum Mode: Equatable, Sendable {
  /// Delivery jobs.
  case jobs
  /// How many jobs each webhook would get.
  case counts(CountForm)
  /// Why each event gives a job or not.
  case explanations(ExplanationForm)
  /// The jobs gained and lost since the definitions in this file.
  case changes(since: FileName)
  /// What may be wrong with the definitions.
  case check(CheckForm)
  /// A page about all that would be sent.
  case report

  /// The option that asks for it, or `nil` if none is needed.
  var option: String? {
    switch self {
    case .jobs: nil
    case .counts: "--count"
    case .explanations: "--explain"
    case .changes: "--diff"
    case .check: "--check"
    case .report: "--report"
    }
  }

  /// What it writes one by one, as it makes them; `nil` if it prints its results at the end.
  var unit: String? {
    switch self {
    case .jobs: "whole job"
    case .explanations: "whole line"
    case .counts, .changes, .check, .report: nil
    }
  }

  /// Whether it writes text for people, not something that a program reads.
  var writesText: Bool {
    switch self {
    case .counts(let form): form == .text
    case .check(let form): form == .text
    case .changes: true
    case .jobs, .explanations, .report: false
    }
  }

  /// What it does with jobs instead of writing them, or `nil`.
  var action: String? {
    switch self {
    case .jobs: nil
    case .explanations: "explaining"
    case .counts, .changes, .check, .report: "counting"
    }
  }

  /// Whether it needs events; otherwise none are read unless a file is named.
  var needsInputs: Bool {
    if case .check = self { false } else { true }
  }

  /// Whether it shows the names of webhooks.
  var showsNames: Bool { self == .counts(.json) || self == .report }

  /// Whether its output does not show that all webhooks are inactive.
  var hidesInactivity: Bool {
    switch self {
    case .jobs, .counts: true
    case .explanations, .changes, .check, .report: false
    }
  }

  /// The file with former definitions, if it compares with some.
  var formerDefinitions: FileName? {
    if case .changes(let file) = self { file } else { nil }
  }
}

/// A form of counts by its name on the command line; the one without a name is for people.
package enum CountForm: String, CaseIterable, Sendable {
  case text = ""
  case json
}

/// A format of jobs by its name on the command line.
package enum FormatName: String, CaseIterable, Sendable {
  case json, curl
}
