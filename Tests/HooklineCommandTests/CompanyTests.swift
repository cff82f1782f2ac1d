import Foundation
import Hookline
import HooklineCommand
import Testing

/// `--company`: only the webhooks of that company take part.
@Suite struct CompanyTests {
  private static let company = "625BE93A286ef83c1c0e845f"

  @Test(
    arguments: [
      ("-w a --company \(company)", .routing { $0.selection.company = ObjectID(company) }),
      (
        "-w a --company=\(company) x",
        .routing(["a"], ["x"]) { $0.selection.company = ObjectID(company) }
      ),
    ] as [(String, Invocation)])
  func companyOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a --company", .missingValue("--company", value: "ID")),
      (
        "-w a --company 625b",
        .invalidValue("--company", form: "an ObjectId, 24 hexadecimal digits")
      ),
      ("-w a --company=", .invalidValue("--company", form: "an ObjectId, 24 hexadecimal digits")),
      ("-w a --company \(company) --company \(company)", .repeatedOption("--company")),
    ] as [(String, UsageError)])
  func wrongCompanyIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test func jobsOfOtherCompaniesAreLeftOut() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--company", Self.company, "fixtures/events.ndjson"])
    let expected = try DirectRun.run.lines.filter {
      let text = String(decoding: $0, as: UTF8.self)
      return text.contains(#","company":"\#(Self.company.lowercased())","code":""#)
    }
    #expect(run.lines == expected && !expected.isEmpty)
    #expect(run.status == 0)
  }
}
