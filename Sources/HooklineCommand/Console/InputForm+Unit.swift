internal import Hookline

extension InputForm {
  /// What messages call a part of the input.
  var unit: String {
    switch self {
    case .events: "line"
    case .log: "record"
    }
  }

  /// What a report counts.
  var item: String {
    switch self {
    case .events: "event"
    case .log: "record"
    }
  }
}
