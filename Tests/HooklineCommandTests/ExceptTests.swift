import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--except`: all webhooks take part but those that are named.
@Suite struct ExceptTests {
  @Test(
    arguments: [
      ("-w a --except b", .routing { $0.selection.except = ["b"] }),
      ("-w a --except=b --except c", .routing { $0.selection.except = ["b", "c"] }),
      (
        "-w a --except b --only c",
        .routing { ($0.selection.only, $0.selection.except) = (["c"], ["b"]) }
      ),
    ] as [(String, Invocation)])
  func exceptOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test func namedWebhooksGetNoJobs() throws {
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--except", "forms_north", "fixtures/events.ndjson"])
    let expected = try DirectRun.run.lines.filter {
      !String(decoding: $0, as: UTF8.self).contains(#","code":"forms_north","#)
    }
    let all = try DirectRun.run.lines
    #expect(run.lines == expected && expected.count < all.count)
    #expect(run.status == 0)
  }

  /// Records of a webhook that is left out are skipped in silence, unlike those of a webhook that the definitions do not have.
  @Test(arguments: SampleLog.Form.allCases)
  func recordsOfOtherWebhooksAreSkippedInSilence(form: SampleLog.Form) throws {
    let log = SampleLog.file(try FixtureLog.records(), in: form)
    // In an event over several lines the bytes change, and so does the hash in the id of the job.
    func text(_ job: ArraySlice<UInt8>) -> Substring {
      let text = String(decoding: job, as: UTF8.self)
      return form == .pretty ? text.prefix { $0 != "-" } : text[...]
    }
    let all = try DirectRun.run.lines
    for (option, isOnly) in [("--only", true), ("--except", false)] {
      for threads in ["1", "4"] {
        let run = try BuiltBinary.run(
          DirectRun.webhooks + ["--from=log", option, "forms_north", "-j", threads], input: log)
        let expected = all.filter { job in
          String(decoding: job, as: UTF8.self).contains(#","code":"forms_north","#) == isOnly
        }
        #expect(run.lines.map(text) == expected.map(text) && !expected.isEmpty)
        #expect(run.messages == "" && run.status == 0)
      }
    }
  }
}
