import Hookline
import Invariants
import Testing

/// Webhooks for tasks and events about tasks, all of one company.
enum SampleTask {
  /// The company of the webhooks and events.
  static let company = "625be93a286ef83c1c0e845f"
  /// A task group.
  static let group = "6261612a8f1e99002e5c8cce"

  /// A webhook for tasks whose id ends in the digit `number`.
  static func webhook(
    _ number: Int, taskGroup: String = "", url: String = "https://www.server.com"
  ) throws -> Webhook {
    Webhook(
      id: try #require(ObjectID("62685990d918fb5557f9f99\(number)")),
      company: try #require(ObjectID(company)), trigger: .task, url: url, code: "wo_\(number)",
      context: Restriction(taskGroup: ObjectID(taskGroup)))
  }

  /// The text of an edit of a task; `rest` is appended to the members.
  static func event(_ rest: String = "") -> String {
    #"{"company":"\#(company)","type":"COTTask","event":"edit"\#(rest)}"#
  }
}

extension LineRouter {
  /// The verdict on `line`, and the jobs made of it.
  mutating func route(_ line: String) -> (verdict: Router.Verdict, jobs: String) {
    var jobs: [UInt8] = []
    let verdict = route(Array(line.utf8).span, to: &jobs)
    return (verdict, String(decoding: jobs, as: UTF8.self))
  }
}
