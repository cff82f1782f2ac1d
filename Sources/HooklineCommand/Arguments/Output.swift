package import Hookline

/// What a run can write to standard output.
package enum Output: Equatable, Sendable {
  /// Delivery jobs.
  case jobs
  /// How many jobs each webhook would get.
  case counts(CountForm)
  /// Why each event gives a job or not.
  case explanations(ExplanationForm)
  /// The jobs gained and lost since other definitions.
  case changes
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

  /// Whether it shows the names of webhooks.
  var showsNames: Bool { self == .counts(.json) || self == .report }
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
