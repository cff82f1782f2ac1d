import Hookline
import Invariants
import SampleData
import Testing

/// Jobs in columns: which lists are accepted, and what the columns hold.
@Suite struct JobColumnsTests {
  @Test(
    arguments: [
      ("", .empty), (",", .unknown("")), ("id,", .unknown("")), ("ID", .unknown("ID")),
      ("id url", .unknown("id url")), (" id", .unknown(" id")), ("id,url,id", .repeated(.id)),
      ("job,job", .repeated(.job)), ("event,id", .notLast(.event, others: [.id])),
      ("url,job,event", .notLast(.job, others: [.url])),
      ("event,job", .notLast(.event, others: [])),
    ] as [(String, JobColumns.Fault)])
  func wrongListIsAFault(list: String, fault: JobColumns.Fault) {
    #expect(throws: fault) { try JobColumns(list) }
  }

  @Test func columnsAreInTheOrderGiven() throws {
    #expect(try JobColumns("url,id,job").columns == [.url, .id, .job])
    let all = "id,subscription,company,code,trigger,url,createdAt,event"
    #expect(try JobColumns(all).columns.map(\.rawValue).joined(separator: ",") == all)
  }

  /// In each random order, the columns hold what the job as JSON does.
  @Test(arguments: [UInt64.random(in: .min ... .max)])
  func columnsHoldWhatTheJobHolds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var reader = WebhookReader()
    reader.read(Fixtures.webhooks().span, file: 0)
    let webhooks = try reader.finish()
    var router = Router(webhooks, readingTimes: true)
    for line in Fixtures.events().split(separator: UInt8(ascii: "\n")).map({ Array($0) }) {
      guard case .matched = router.route(line.span), !router.due.isEmpty else { continue }
      var columns = JobColumns.Column.allCases.filter { $0 != .job && $0 != .event }
      columns.shuffle(using: &random)
      columns.removeLast(Int.random(in: 0..<7, using: &random))
      columns += [[], [.job], [.event]].randomElement(using: &random) ?? []
      let list = try JobColumns(columns.map(\.rawValue).joined(separator: ","))
      var (json, lines) = ([UInt8](), [UInt8]())
      var (jsonJobs, columnJobs) = (
        Product.jobs(for: webhooks), Product.jobs(for: webhooks, as: .columns(list))
      )
      _ = jsonJobs.addJobs(of: router.event, due: router.due, in: line.span, to: &json)
      _ = columnJobs.addJobs(of: router.event, due: router.due, in: line.span, to: &lines)
      let time = router.event.createdAt?.description ?? ""
      let expected = json.split(separator: UInt8(ascii: "\n")).map { job in
        columns.map { Self.value(of: $0, in: Array(job), time: time) }.joined(separator: [0x09])
      }
      #expect(lines == Array(expected.map { $0 + [0x0A] }.joined()), "seed \(seed), \(columns)")
    }
  }

  /// What the line of JSON `job` says, taken out by its order, which is a promise.
  private static func value(of column: JobColumns.Column, in job: [UInt8], time: String) -> [UInt8]
  {
    let fields = job.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    switch column {
    case .id: return Array(fields[3])
    case .subscription: return Array(fields[7])
    case .company: return Array(fields[11])
    case .code: return Array(fields[15])
    case .trigger: return Array(fields[19])
    case .url: return Array(fields[23])
    case .createdAt: return Array(time.utf8)
    case .job: return job
    case .event: return Array(fields[26...].joined(separator: [0x22]).dropFirst().dropLast())
    }
  }
}
