import Hookline
import HooklineCommand
import Testing

/// `--only`: of all webhooks, those that are named take part.
@Suite struct OnlyTests {
  @Test(
    arguments: [
      ("-w a --only b", .routing { $0.selection.only = ["b"] }),
      ("-w a --only=b --only c", .routing { $0.selection.only = ["b", "c"] }),
      ("-w a --only b --only b", .routing { $0.selection.only = ["b", "b"] }),
      ("-w a --only=", .routing { $0.selection.only = [""] }),
      ("-w a --only=-e", .routing { $0.selection.only = ["-e"] }),
    ] as [(String, Invocation)])
  func onlyOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test func onlyOptionNeedsAName() {
    #expect(throws: UsageError.missingValue("--only", value: "CODE|ID")) {
      try Invocation(line: "-w a --only")
    }
  }

  /// The code `wo_update` is one of two companies, `forms_north` of one.
  @Test(arguments: [
    ["--only", "forms_north"], ["--only=62685990D918FB5557F9F992"],
    ["--only", "wo_update", "--company", "625be93a286ef83c1c0e845f"],
    ["--only", "forms_north", "--only", "62685990d918fb5557f9f992"],
  ])
  func onlyNamedWebhooksGetJobs(options: [String]) throws {
    let isNamed = { (job: String) in
      job.contains(#"","code":"forms_north","#) && options.contains("forms_north")
        || job.contains(#","subscription":"62685990d918fb5557f9f992","#)
          && options != ["--only", "forms_north"]
    }
    let expected = try DirectRun.run.lines.filter { isNamed(String(decoding: $0, as: UTF8.self)) }
    for threads in ["1", "3"] {
      let run = try BuiltBinary.run(
        DirectRun.webhooks + options + ["-j", threads, "fixtures/events.ndjson"])
      #expect(run.lines == expected && !expected.isEmpty)
      #expect(run.status == 0)
    }
  }

  /// Neither the table nor the report of withheld events shows a webhook that does not take part.
  @Test func countShowsOnlyTheNamedWebhooks() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--only", "forms_north", "--count", "fixtures/events.ndjson"])
    let lines = run.lines.map { String(decoding: $0, as: UTF8.self) }
    #expect(lines[0].hasPrefix("  6  forms_north  ") && lines[1] == "  6  jobs in all")
    let message = "hookline: 2 survey events without data.group: not sent to 1 webhook that asks"
    #expect(run.messages.hasPrefix(message) && run.messages.filter(\.isNewline).count == 1)
  }

  @Test(arguments: [
    (
      ["--only", "form_north"], 78,
      "--only form_north: no webhook with this _id or code in fixtures/webhooks.json: the nearest is forms_north"
    ),
    (
      ["--except", "wo_update"], 64,
      "--except wo_update: companies 625be93a286ef83c1c0e845f and 6296a1d4e07c52001b9f3d60 both use this code: add --company ID, or write the webhook's _id"
    ),
    (
      ["--only", "forms_north", "--except", "forms_north"], 78,
      "--except leaves out every webhook that --only names: exclude fewer"
    ),
    (
      ["--company", "6296A1D4E07C52001B9F3D60", "--only", "routes"], 78,
      "--only routes: no webhook of company 6296a1d4e07c52001b9f3d60 with this _id or code in fixtures/webhooks.json"
    ),
    (
      ["--only", "a\u{1B}[31m"], 78,
      #"--only a\x1b[31m: no webhook with this _id or code in fixtures/webhooks.json"#
    ),
  ])
  func wrongNameEndsTheRunBeforeItReads(options: [String], status: Int32, message: String) throws {
    let run = try BuiltBinary.run(DirectRun.webhooks + options, input: DirectRun.firstLine)
    #expect(run.status == status && run.output == [])
    #expect(run.messages.hasPrefix("hookline: " + message))
    #expect(run.messages.split(separator: "\n").count == 1)
  }
}
