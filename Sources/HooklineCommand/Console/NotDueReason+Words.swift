internal import Hookline

extension NotDueReason {
  /// The reason in words, in a run with this `selection`.
  func words(selecting selection: Selection) -> String {
    switch self {
    case .unknownWebhook:
      "the webhook is not in the definitions"
        + (selection.company.map { " of company \($0)" } ?? "")
    case .inactiveWebhook: "the webhook is inactive"
    case .otherCompany: "the webhook and the event belong to different companies"
    case .otherTrigger: "the webhook's trigger does not cover such events"
    case .otherContext: "the webhook's context asks for another value"
    }
  }
}
