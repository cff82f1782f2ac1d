import Hookline
import Invariants
import JSONScanning
import Testing

/// Which events and log records a selection skips, and for which reason.
@Suite struct SkippedRecordTests {
  private static let since = "2022-05-01T00:00:00.000Z"
  private static let until = "2022-05-02T00:00:00.000Z"

  /// What is skipped of an event, by the value of its `createdAt` as JSON.
  static let times: [(createdAt: String?, reason: SkipReason?)] = [
    (#""2022-04-30T23:59:59.999Z""#, .earlier), (#""2022-05-01T00:00:00Z""#, nil),
    (#""2022-04-30T23:59:59.9999Z""#, .earlier), (#""2022-05-01T23:59:59.9999Z""#, nil),
    (#""2022-05-02T00:00:00Z""#, .later), (#""2022-05-01T01:59:59+02:00""#, .earlier),
    (#""2022-05-01T23:59:59-00:01""#, .later), (#""2022\u002d05-01T00:00:00\u005A""#, nil),
    (nil, .unreadableTime), ("null", .unreadableTime), ("{}", .unreadableTime),
    ("1651363200000", .unreadableTime), (#""2022-05-01""#, .unreadableTime),
    (#""""#, .unreadableTime),
    (#""2022-05-01T00:00:00Z\n""#, .unreadableTime),
    (#""2022-05-01T00:00:00Z\ud800""#, .unreadableTime),
    ("\"\\u0032" + String(repeating: "0", count: 100) + "\"", .unreadableTime),
  ]

  private static func selection(since: String?, until: String?) -> Selection {
    var selection = Selection()
    (selection.since, selection.until) = (
      since.flatMap { Moment($0) }, until.flatMap { Moment($0) }
    )
    return selection
  }

  private static func event(_ createdAt: String?) -> String {
    SampleTask.event(createdAt.map { #","createdAt":\#($0)"# } ?? "")
  }

  @Test(arguments: times) func eventTakesPartInItsTime(createdAt: String?, reason: SkipReason?)
    throws
  {
    let webhooks = [try SampleTask.webhook(1)]
    for (since, until) in [(Self.since, Self.until), (Self.since, nil), (nil, Self.until)] {
      let skips =
        reason == .unreadableTime || reason == .earlier && since != nil
        || reason == .later && until != nil
      let expected: Router.Verdict = skips ? .skipped(reason ?? .later) : .matched(webhookCount: 1)
      let selection = Self.selection(since: since, until: until)
      for kernel in ScanKernel.allCases where kernel.isAvailable {
        var router = LineRouter(webhooks, selecting: selection, kernel: kernel)
        let (verdict, jobs) = router.route(Self.event(createdAt))
        #expect(verdict == expected)
        #expect(jobs.isEmpty == skips)
        var log = LineRouter(webhooks, of: .log, selecting: selection, kernel: kernel)
        #expect(log.route(Self.record(Self.event(createdAt), to: 1)).verdict == expected)
      }
    }
    // Without a limit nothing depends on the time.
    var router = LineRouter(webhooks)
    #expect(router.route(Self.event(createdAt)).verdict == .matched(webhookCount: 1))
  }

  private static func record(_ event: String, to number: Int, status: Int = 500) -> String {
    #"{"createdAt":"2022-05-01T12:00:00Z","event":\#(event),"status":\#(status),"#
      + #""subscription":"62685990d918fb5557f9f99\#(number)"}"#
  }

  /// The time does not make a line acceptable that is not, or the reverse.
  @Test func lineIsRejectedBeforeItsTimeIsRead() throws {
    var router = LineRouter(
      [try SampleTask.webhook(1)], selecting: Self.selection(since: Self.since, until: nil))
    let twice = SampleTask.event(#","createdAt":1,"createdAt":2"#)
    guard case .rejected(let rejection) = router.route(twice).verdict else {
      Issue.record("it is not rejected")
      return
    }
    #expect(rejection.reason == .duplicateKey)
  }

  /// The event of another company is of no interest, readable or not.
  @Test func companyIsLookedAtBeforeTheTime() throws {
    var selection = Self.selection(since: Self.since, until: nil)
    selection.company = try id("e")
    var router = LineRouter([try SampleTask.webhook(1)], selecting: selection)
    #expect(router.route(Self.event(nil)).verdict == .skipped(.otherCompany))
  }

  /// A record is looked at only if its webhook takes part; then its time counts before its status, and that it was delivered
  /// before why it is not due.
  @Test func firstReasonToSkipARecordIsItsWebhook() throws {
    let (early, late) = (#""2022-04-30T00:00:00Z""#, #""2022-05-01T00:00:00Z""#)
    var selection = Self.selection(since: Self.since, until: nil)
    selection.onlyFailed = true
    let webhooks = try [1, 2].map { try SampleTask.webhook($0) }
    var router = Router(
      [webhooks[0]], leavingOut: [webhooks[1].id], of: .log, selecting: selection)
    let expected: [(Int, String, Int, Router.Verdict)] = [
      (2, early, 200, .skipped(.otherWebhook)), (2, late, 500, .skipped(.otherWebhook)),
      (1, early, 200, .skipped(.earlier)), (3, early, 500, .skipped(.earlier)),
      (1, "null", 200, .skipped(.unreadableTime)), (3, late, 200, .skipped(.delivered)),
      (3, late, 500, .notDue(.unknownWebhook)), (1, late, 500, .matched(webhookCount: 1)),
      (1, late, 200, .matched(webhookCount: 1)),
    ]
    for (number, createdAt, status, verdict) in expected {
      let record = Self.record(Self.event(createdAt), to: number, status: status)
      #expect(router.route(Array(record.utf8).span) == verdict)
    }
  }
}
