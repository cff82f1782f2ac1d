import Foundation
import Hookline
import Invariants
import SampleData
import Testing

/// Checks, with Foundation as the parser, that a job, its webhook and its event are of one company.
@Suite struct TenantIsolationTests {
  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: [1, UInt64.random(in: 0...1 << 48)])
  func foundationFindsNoJobThatCrossesCompanies(seed: UInt64) throws {
    var jobCount = 0
    for seed in seed..<seed + 30 {
      var samples = SampleRouting(seed: seed)
      let definitions = samples.definitions(12)
      var reader = WebhookReader()
      reader.read(definitions.span, file: 0)
      var router = LineRouter(try reader.finish())
      for _ in 0..<12 {
        var jobs: [UInt8] = []
        _ = router.route(samples.event().span, to: &jobs)
        for job in jobs.split(separator: 0x0A) {
          try expectOneCompany(job, definitions, seed: seed)
          jobCount += 1
        }
      }
    }
    #expect(jobCount > 30)
  }

  private func expectOneCompany(
    _ bytes: ArraySlice<UInt8>, _ definitions: [UInt8], seed: UInt64
  ) throws {
    func id(_ value: Any?) -> String? { (value as? String)?.lowercased() }
    let note = Comment(rawValue: "\(String(decoding: bytes, as: UTF8.self)) of seed \(seed)")
    let json = try JSONSerialization.jsonObject(with: Data(bytes))
    let job = try #require(json as? [String: Any], note)
    let event = try #require(job["event"] as? [String: Any], note)
    let definition = try #require(
      try parsed(definitions).first { id($0["_id"]) == id(job["subscription"]) }, note)
    #expect(id(job["company"]) != nil, note)
    #expect(id(job["company"]) == id(event["company"]), note)
    #expect(id(job["company"]) == id(definition["company"]), note)
    #expect(definition["isActive"] as? Bool == true, note)
  }

  /// The definitions in `file`, which is an array or has one definition per line.
  private func parsed(_ file: [UInt8]) throws -> [[String: Any]] {
    if let array = try? JSONSerialization.jsonObject(with: Data(file)) as? [[String: Any]] {
      return array
    }
    return try file.split(separator: 0x0A).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }
}
