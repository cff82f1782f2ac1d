import Hookline
import Testing

/// The contract's rule for when a job is due, checked against tables of this file.
@Suite struct WebhookMatchingTests {
  /// The types and events that each trigger covers, in the platform's words; it covers nothing else.
  private static let covered: [String: [String]] = [
    "create-edit-delete-user": ["COTUser create", "COTUser edit", "COTUser delete"],
    "create-edit-delete-task": ["COTTask create", "COTTask edit", "COTTask delete"],
    "create-edit-delete-survey": ["COTSurvey create", "COTSurvey edit", "COTSurvey delete"],
    "create-edit-delete-property": [
      "COTProperty create", "COTProperty edit", "COTProperty delete",
    ],
    "create-edit-delete-note": ["COTNote create", "COTNote edit", "COTNote delete"],
    "logout-user": ["Auth logout"],
  ]

  /// The restricted members that each trigger uses; the triggers not listed use none.
  private static let used: [String: RestrictedMembers] = [
    "create-edit-delete-task": [.taskGroup],
    "create-edit-delete-survey": [.surveyId, .group],
  ]

  /// How a restriction of the context and the event's `data` relate.
  private enum Answer: CaseIterable {
    case notAsked
    case notAskedButSaid
    case equal
    case other
    case missing

    /// The ids of a webhook and of an event that relate in this way; `nil` if there is none.
    func ids(equal: ObjectID, other: ObjectID) -> (asked: ObjectID?, present: ObjectID?) {
      switch self {
      case .notAsked: (nil, nil)
      case .notAskedButSaid: (nil, equal)
      case .equal: (equal, equal)
      case .other: (equal, other)
      case .missing: (equal, nil)
      }
    }
  }

  @Test func matchingTableHasEachTrigger() {
    #expect(Trigger.allCases.map(\.name).sorted() == Self.covered.keys.sorted())
    #expect(EventType.allCases.count == 7 && EventAction.allCases.count == 5)
  }

  /// Every trigger, type, action and answer of the three members, active or not, in the event's company or another.
  @Test(arguments: Trigger.allCases)
  func webhookMatchesAsTheTriggerTableSays(trigger: Trigger) throws {
    let (a, b, company, otherCompany) = (try id("a"), try id("b"), try id("c"), try id("d"))
    for taskGroup in Answer.allCases {
      for survey in Answer.allCases {
        for group in Answer.allCases {
          // The ids differ from member to member, so that no member can be mistaken for another.
          let taskGroupIDs = taskGroup.ids(equal: a, other: b)
          let surveyIDs = survey.ids(equal: b, other: company)
          let groupIDs = group.ids(equal: company, other: a)
          let context = Restriction(
            survey: surveyIDs.asked, group: groupIDs.asked, taskGroup: taskGroupIDs.asked)
          let subject = Restriction(
            survey: surveyIDs.present, group: groupIDs.present, taskGroup: taskGroupIDs.present)
          let answers = [
            (RestrictedMembers.taskGroup, taskGroup), (.surveyId, survey), (.group, group),
          ]
          for (isActive, isOurs) in [(true, true), (true, false), (false, true), (false, false)] {
            let webhook = Webhook(
              id: a, company: company, isActive: isActive, trigger: trigger, url: "", code: "",
              context: context)
            check(webhook, asked: answers, isOurs ? company : otherCompany, subject)
          }
        }
      }
    }
  }

  /// Checks `webhook` with events of all types and actions, of `company` and about `subject`.
  private func check(
    _ webhook: Webhook, asked: [(member: RestrictedMembers, answer: Answer)], _ company: ObjectID,
    _ subject: Restriction
  ) {
    let used = Self.used[webhook.trigger.name] ?? []
    let asked = asked.filter { used.contains($0.member) }
    let isBroken = asked.contains { $0.answer == .other }
    let missing = RestrictedMembers(asked.filter { $0.answer == .missing }.map(\.member))
    let covered = Self.covered[webhook.trigger.name] ?? []
    for type in EventType.allCases {
      for action in EventAction.allCases {
        let event = Event(company: company, type: type, action: action, subject: subject)
        let isMeant =
          webhook.isActive && webhook.company == company && !isBroken
          && covered.contains("\(type.rawValue) \(action.rawValue)")
        let matches = webhook.matches(event)
        let withheld = webhook.withholds(event)
        guard matches == (isMeant && missing.isEmpty), withheld == (isMeant ? missing : []) else {
          Issue.record("\(webhook) on \(event): \(matches), withheld for \(withheld.paths)")
          return
        }
      }
    }
  }

  /// Handwritten cases for each rule.
  @Test func handwrittenCasesMatchAsExpected() throws {
    let (a, b, c) = (try id("a"), try id("b"), try id("c"))
    let rows: [(Trigger, Restriction, EventType, Restriction, Bool, RestrictedMembers)] = [
      (.task, Restriction(), .task, Restriction(), true, []),
      (.task, Restriction(taskGroup: a), .task, Restriction(taskGroup: a), true, []),
      (.task, Restriction(taskGroup: a), .task, Restriction(taskGroup: b), false, []),
      (.task, Restriction(taskGroup: a), .task, Restriction(group: a), false, .taskGroup),
      (.task, Restriction(survey: a, group: b), .task, Restriction(), true, []),
      (.task, Restriction(taskGroup: a), .survey, Restriction(), false, []),
      (.survey, Restriction(survey: a), .survey, Restriction(survey: a), true, []),
      (.survey, Restriction(survey: a), .survey, Restriction(group: a), false, .surveyId),
      (.survey, Restriction(survey: a, group: b), .survey, Restriction(survey: a), false, .group),
      (
        .survey, Restriction(survey: a, group: b), .survey, Restriction(), false,
        [.surveyId, .group]
      ),
      (.survey, Restriction(survey: a, group: b), .survey, Restriction(group: a), false, []),
      (.survey, Restriction(survey: a, group: b), .survey, Restriction(survey: b), false, []),
      (
        .survey, Restriction(survey: a, group: b), .survey, Restriction(survey: b, group: a),
        false, []
      ),
      (.note, Restriction(survey: a, group: b, taskGroup: c), .note, Restriction(), true, []),
    ]
    for (trigger, context, type, subject, isDue, withheld) in rows {
      let webhook = Webhook(
        id: a, company: c, trigger: trigger, url: "", code: "", context: context)
      let event = Event(company: c, type: type, action: .edit, subject: subject)
      #expect(webhook.matches(event) == isDue, "\(webhook) on \(event)")
      #expect(webhook.withholds(event) == withheld, "\(webhook) on \(event)")
    }
  }

  @Test(arguments: Trigger.allCases)
  func unusedContextMembersAreIgnored(trigger: Trigger) throws {
    let (a, b, c) = (try id("a"), try id("b"), try id("c"))
    let used: Restriction =
      switch trigger {
      case .task: Restriction(taskGroup: c)
      case .survey: Restriction(survey: a, group: b)
      default: Restriction()
      }
    #expect(Restriction(survey: a, group: b, taskGroup: c).used(by: trigger) == used)
  }
}
