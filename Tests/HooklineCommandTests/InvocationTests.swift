import Hookline
import HooklineCommand
import HooklinePipeline
import HooklineSystem
import JSONScanning
import Testing

@Suite struct InvocationTests {
  private static let company = "625BE93A286ef83c1c0e845f"

  private static func request(
    _ definitions: [String], company: String = "", _ inputs: [String] = ["-"],
    form: InputForm = .events, rejects: String? = nil, rawRejects: String? = nil,
    onlyFailed: Bool = false, output: Output = .jobs,
    limits: RunLimits = .init(), wantsJobs: Bool = false, kernel: ScanKernel = .best,
    effort: RunEffort = .init()
  ) -> Invocation {
    var request = Request()
    request.definitions = definitions.map { FileName(Array($0.utf8)) }
    request.selection.company = ObjectID(company)
    request.inputs = inputs.map { FileName(Array($0.utf8)) }
    request.form = form
    request.selection.onlyFailed = onlyFailed
    request.rejects = rejects.map { FileName(Array($0.utf8)) }
    request.rawRejects = rawRejects.map { FileName(Array($0.utf8)) }
    request.output = output
    request.limits = limits
    request.wantsJobs = wantsJobs
    request.kernel = kernel
    request.effort = effort
    return .route(request)
  }

  private static func unknown(_ option: String) -> UsageError {
    .unknownOption(Array(option.utf8))
  }

  private func invocation(_ line: String) throws(UsageError) -> Invocation {
    // One space separates arguments, so that two spaces make an empty one.
    let words = line.isEmpty ? [] : line.split(separator: " ", omittingEmptySubsequences: false)
    return try Invocation(words.map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("-w a", request(["a"])),
    ("-wa", request(["a"])),
    ("--webhooks a", request(["a"])),
    ("--webhooks=a", request(["a"])),
    ("--webhooks=a=b", request(["a=b"])),
    ("--webhooks -w", request(["-w"])),
    ("-w --", request(["--"])),
    ("-w a -w b", request(["a", "b"])),
    ("-w a x y", request(["a"], ["x", "y"])),
    ("x -w a y", request(["a"], ["x", "y"])),
    ("-w a -- -x --", request(["a"], ["-x", "--"])),
    ("-w a -", request(["a"], ["-"])),
    ("-w - x", request(["-"], ["x"])),
    ("-w a ", request(["a"], [""])),
    ("--webhooks= x", request([""], ["x"])),
    ("-w a --company \(company)", request(["a"], company: company)),
    ("-w a --company=\(company) x", request(["a"], company: company, ["x"])),
    ("-w a --from events", request(["a"])),
    ("-w a --from=log x", request(["a"], ["x"], form: .log)),
    ("-w a --from log --failed", request(["a"], form: .log, onlyFailed: true)),
    ("--failed -w a --failed --from log", request(["a"], form: .log, onlyFailed: true)),
    ("-w a --rejects r", request(["a"], rejects: "r")),
    ("-w a --rejects-raw=r", request(["a"], rawRejects: "r")),
    ("-w a --kernel scalar", request(["a"], kernel: .scalar)),
    ("-w a -j 1", request(["a"], effort: .init(threadCount: 1))),
    ("-w a -ej256", request(["a"], wantsJobs: true, effort: .init(threadCount: 256))),
    ("-w a --threads=8", request(["a"], effort: .init(threadCount: 8))),
    ("-w a --read-bytes 7", request(["a"], effort: .init(readSize: 7))),
    ("-w a --count", request(["a"], output: .counts)),
    ("-w a --max-jobs 100", request(["a"], limits: .init(jobs: 100))),
    ("-w a --max-jobs=0", request(["a"], limits: .init(jobs: 0))),
    ("-w a --max-rejects=7", request(["a"], limits: .init(rejects: 7))),
    ("-w a --max-line-bytes 80", request(["a"], limits: .init(lineLength: 80))),
    ("-w a --max-line-bytes 64K", request(["a"], limits: .init(lineLength: 64 << 10))),
    ("-w a --max-line-bytes 1M", request(["a"], limits: .init(lineLength: 1 << 20))),
    ("-w a --max-line-bytes=007G", request(["a"], limits: .init(lineLength: 7 << 30))),
    (
      "-w a --max-line-bytes 8589934591G",
      request(["a"], limits: .init(lineLength: 8_589_934_591 << 30))
    ),
    ("-w a --read-bytes 4K", request(["a"], effort: .init(readSize: 4096))),
    ("-w a --read-bytes 1M", request(["a"], effort: .init(readSize: 1 << 20))),
    ("-ew a x", request(["a"], ["x"], wantsJobs: true)),
    ("-e -e -wa", request(["a"], wantsJobs: true)),
    ("-h", .help(.short)),
    ("--help", .help(.full)),
    ("-V", .version),
    ("--version", .version),
    ("x -h", .help(.short)),
    ("-Vh", .version),
  ])
  func isRead(line: String, expected: Invocation) throws {
    #expect(try invocation(line) == expected)
  }

  @Test(arguments: [
    ("", UsageError.noDefinitions),
    ("x", .noDefinitions),
    ("-w", .missingValue("--webhooks", value: "FILE")),
    ("-w a --company", .missingValue("--company", value: "ID")),
    ("--webhooks", .missingValue("--webhooks", value: "FILE")),
    ("--web a", unknown("--web")),
    ("-x", unknown("-x")),
    ("-é", unknown("-é")),
    ("-w a -hx", unknown("-x")),
    ("---", unknown("---")),
    ("--=a", unknown("--")),
    ("--help=yes", .unexpectedValue("--help")),
    ("--version=", .unexpectedValue("--version")),
    ("-w a --company \(company) --company \(company)", .repeatedOption("--company")),
    ("-w a --company 625b", .invalidObjectID("--company")),
    ("-w a --company=", .invalidObjectID("--company")),
    ("-w a --from logs", .invalidWord("--from", allowed: ["events", "log"])),
    ("-w a --from=", .invalidWord("--from", allowed: ["events", "log"])),
    ("-w a --from log --from log", .repeatedOption("--from")),
    ("-w a --kernel sse", .invalidWord("--kernel", allowed: ["scalar", "avx2", "avx512"])),
    ("-w a -j 0", .numberOutOfRange("--threads", 1...256)),
    ("-w a -j 257", .numberOutOfRange("--threads", 1...256)),
    ("-w a --threads many", .numberOutOfRange("--threads", 1...256)),
    ("-w a -j 2 --threads 2", .repeatedOption("--threads")),
    ("-w a --read-bytes 0", .numberOutOfRange("--read-bytes", 1...1 << 20)),
    ("-w a --kernel scalar --kernel scalar", .repeatedOption("--kernel")),
    ("-w a --failed", .failedWithoutLog),
    ("-w a --from events --failed", .failedWithoutLog),
    ("-w a --failed=yes --from log", .unexpectedValue("--failed")),
    ("-w a --count=1", .unexpectedValue("--count")),
    ("-w a --count --max-jobs 1", .countWithLimit),
    ("-w a --max-jobs -1", .invalidNumber("--max-jobs")),
    ("-w a --max-jobs +1", .invalidNumber("--max-jobs")),
    ("-w a --max-jobs 1k", .invalidNumber("--max-jobs")),
    ("-w a --max-jobs=", .invalidNumber("--max-jobs")),
    ("-w a --max-jobs 99999999999999999999", .invalidNumber("--max-jobs")),
    ("-w a --max-jobs 1 --max-jobs 1", .repeatedOption("--max-jobs")),
    ("-w a --rejects b --rejects b", .repeatedOption("--rejects")),
    ("-w a --rejects-raw", .missingValue("--rejects-raw", value: "FILE")),
    ("-w a --max-rejects 1 --max-rejects 1", .repeatedOption("--max-rejects")),
    ("-w a --max-jobs 1K", .invalidNumber("--max-jobs")),
    ("-w a --max-rejects 1K", .invalidNumber("--max-rejects")),
    ("-w a -j 1K", .numberOutOfRange("--threads", 1...256)),
    ("-w a --max-line-bytes 1k", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes K", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes=", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes 1KB", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes -1K", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes 1.5M", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes 8589934592G", .invalidByteCount("--max-line-bytes")),
    ("-w a --max-line-bytes 99999999999999999999", .invalidByteCount("--max-line-bytes")),
    ("-w a --read-bytes 2M", .numberOutOfRange("--read-bytes", 1...1 << 20)),
    ("-w a --read-bytes 8589934592G", .numberOutOfRange("--read-bytes", 1...1 << 20)),
    ("-w a --rejects -", .standardOutputForRejects("--rejects")),
    ("-w a --rejects-raw=-", .standardOutputForRejects("--rejects-raw")),
    ("-w a - -", .standardInputTwice),
    ("-w -", .standardInputTwice),
    ("-w - -w - x", .standardInputTwice),
    ("-w - x -", .standardInputTwice),
    ("-w /dev/stdin", .standardInputTwice),
    ("-w a - /dev/stdin", .standardInputTwice),
    ("-w a /dev/fd/0 /proc/self/fd/0", .standardInputTwice),
    ("-w /dev/stdin /dev/stdin", .standardInputTwice),
    ("-w - -w /proc/self/fd/0 x", .standardInputTwice),
    ("-count -w a", unknown("-count")),
    ("-failed", unknown("-failed")),
    ("-w a -ncount", unknown("-n")),
  ])
  func isRefused(line: String, error: UsageError) {
    #expect(throws: error) { try invocation(line) }
  }

  @Test(arguments: [
    (unknown("--webhook"), "unknown option --webhook: the nearest is --webhooks"),
    (unknown("--compnay"), "unknown option --compnay: the nearest is --company"),
    (unknown("--form"), "unknown option --form: the nearest is --from"),
    (unknown("--fail"), "unknown option --fail: the nearest is --failed"),
    (unknown("--max-job"), "unknown option --max-job: the nearest is --max-jobs"),
    (unknown("--reject"), "unknown option --reject: the nearest is --rejects"),
    (unknown("--help-me"), "unknown option --help-me"),
    (unknown("-count"), "unknown option -count: the nearest is --count"),
    (unknown("-x"), "unknown option -x"),
    (unknown("---"), "unknown option ---"),
    (unknown("--"), "unknown option --"),
    (unknown("--retry"), "unknown option --retry"),
    (unknown("--sort"), "unknown option --sort"),
    (unknown("--kernels"), "unknown option --kernels"),
    (unknown("--\u{1B}[2J"), #"unknown option --\x1b[2J"#),
    (.unknownOption([0x2D, 0xFF]), #"unknown option -\xff"#),
    (unknown("-n"), "unknown option -n: --count shows what would be sent"),
    (unknown("--dry-run"), "unknown option --dry-run: --count shows what would be sent"),
    (unknown("-o"), "unknown option -o: jobs go to standard output, so write > FILE"),
    (unknown("--output"), "unknown option --output: jobs go to standard output, so write > FILE"),
    (unknown("-f"), "unknown option -f: name the file of events without an option"),
    (unknown("--quiet"), "unknown option --quiet: 2> /dev/null leaves out the messages"),
    (
      unknown("-v"),
      "unknown option -v: there is nothing more to show, and --help lists all options"
    ),
    (unknown("--parallel"), "unknown option --parallel: -j N sets the number of threads"),
    (unknown("-c"), "unknown option -c: -w FILE names the webhook definitions"),
    (unknown("--limit"), "unknown option --limit: --max-jobs N stops before job N+1"),
    (
      .invalidByteCount("--max-line-bytes"),
      "--max-line-bytes: write a number of bytes, such as 100000, 64K or 1M"
    ),
    (
      .standardOutputForRejects("--rejects-raw"),
      "--rejects-raw -: name a file, or another descriptor, such as /dev/fd/3"
    ),
    (.missingValue("--webhooks", value: "FILE"), "--webhooks needs a value, FILE"),
    (.unexpectedValue("--version"), "--version takes no value"),
    (.invalidNumber("--max-jobs"), "--max-jobs: write a whole number, such as 100"),
    (.repeatedOption("--company"), "--company is given twice: leave out one of the two"),
  ])
  func isToldWhatToWrite(error: UsageError, message: String) {
    #expect(error.description == message)
  }

  @Test func namesNeedNotBeText() throws {
    let bytes: [UInt8] = [0xFF, 0x80]
    var request = Request()
    (request.definitions, request.inputs) = ([FileName(bytes)], [FileName(bytes)])
    #expect(try Invocation([Array("-w".utf8), bytes, bytes]) == .route(request))
  }
}
