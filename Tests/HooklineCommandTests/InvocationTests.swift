import HooklineCommand
import HooklinePipeline
import HooklineSystem
import Testing

/// How options and operands are written on the command line, and what is no command line.
@Suite struct InvocationTests {
  @Test(
    arguments: [
      ("-w a", .routing()),
      ("-wa", .routing()),
      ("--webhooks a", .routing()),
      ("--webhooks=a", .routing()),
      ("--webhooks=a=b", .routing(["a=b"])),
      ("--webhooks=-w", .routing(["-w"])),
      ("-w --", .routing(["--"])),
      ("-w a -w b", .routing(["a", "b"])),
      ("-w a x y", .routing(["a"], ["x", "y"])),
      ("x -w a y", .routing(["a"], ["x", "y"])),
      ("-w a -- -x --", .routing(["a"], ["-x", "--"])),
      ("-w a -", .routing()),
      ("-w a ", .routing(["a"], [""])),
      ("--webhooks= x", .routing([""], ["x"])),
      ("-ew a x", .routing(["a"], ["x"]) { $0.wantsJobs = true }),
      ("-e -e -wa", .routing { $0.wantsJobs = true }),
      ("-w a -ej256", .routing { ($0.wantsJobs, $0.effort.threadCount) = (true, 256) }),
      ("-h", .help(.short)),
      ("--help", .help(.full)),
      ("-V", .version),
      ("--version", .version),
      ("x -h", .help(.short)),
      ("-Vh", .version),
    ] as [(String, Invocation)])
  func commandLineIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("", .noDefinitions),
      ("x", .noDefinitions),
      ("-w", .missingValue("--webhooks", value: "FILE")),
      ("--webhooks", .missingValue("--webhooks", value: "FILE")),
      ("-w --count x", .optionAsValue("--webhooks", next: "--count")),
      ("-w a --rejects --count x", .optionAsValue("--rejects", next: "--count")),
      ("-w a --rejects -w x", .optionAsValue("--rejects", next: "-w")),
      ("-w a --rejects-raw --count=json x", .optionAsValue("--rejects-raw", next: "--count=json")),
      ("-w a -j -e", .optionAsValue("--threads", next: "-e")),
      ("\u{2013}count -w a", .dashForHyphen(Array("\u{2013}count".utf8), meant: "--count")),
      ("-w a \u{2014}-j=2", .dashForHyphen(Array("\u{2014}-j=2".utf8), meant: "-j")),
      ("--web a", .unknown("--web")),
      ("-x", .unknown("-x")),
      ("-é", .unknown("-é")),
      ("-w a -hx", .unknown("-x")),
      ("---", .unknown("---")),
      ("--=a", .unknown("--")),
      ("-count -w a", .unknown("-count")),
      ("-failed", .unknown("-failed")),
      ("-w a -ncount", .unknown("-n")),
      ("--help=yes", .unexpectedValue("--help")),
      ("--version=", .unexpectedValue("--version")),
      ("-w a --failed=yes --from log", .unexpectedValue("--failed")),
      ("-w a --report=1", .unexpectedValue("--report")),
      ("-w a --count=", .emptyValue("--count")),
      ("-w a --count=1", .invalidWord("--count", allowed: ["json"], isOptional: true)),
    ] as [(String, UsageError)])
  func wrongCommandLineIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test func fileNamesNeedNotBeUTF8() throws {
    let bytes: [UInt8] = [0xFF, 0x80]
    var request = Request()
    (request.definitions, request.inputs) = ([FileName(bytes)], [FileName(bytes)])
    #expect(try Invocation([Array("-w".utf8), bytes, bytes]) == .route(request))
  }
}
