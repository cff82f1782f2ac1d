import Foundation
import Hookline
import HooklinePipeline
import JSONScanning
import SampleData
import Testing

@testable import HooklineCommand

/// Every message of the program is in `fixtures/messages.txt`, so that a reviewer can read all of them in one place.
///
/// The program or its library makes the messages here, and the sources are searched for texts that are not in the table.
@Suite struct MessageTests {
  /// The sections of the table, each with what makes its messages.
  private static let sections: [(title: String, messages: @Sendable () throws -> [String])] = [
    ("A wrong command line", { wrongUsage.map { description(of: $0) } }),
    ("Rejected lines", { rejections.map { "\($0.reason.rawValue): \($0)" } }),
    ("Wrong definitions", { definitions.map { faults(of: $0) } }),
    ("Events that are something else", { hints.map(\.advice) }),
    ("Definitions that are something else", { definitionsHints.map(\.advice) }),
    ("Reading definitions and events", { try messages(of: reading) }),
    ("Output files", { try messages(of: writing) }),
    ("Progress", { progress.map { ProgressLine($0, isGrouped: false).text } }),
    ("At the end of a run", { try messages(of: totals, in: "fixtures/cases") }),
    ("Explanations and changes", { try messages(of: explanations, in: "fixtures/cases") }),
    ("Checks", { try messages(of: checks, in: "fixtures/cases") }),
  ]

  private static let table: [String: [String]] = {
    let url = BuiltBinary.fixtures.appending(path: "messages.txt")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let sections = text.split(separator: "== ").dropFirst().map { $0.split(separator: "\n") }
    return Dictionary(
      sections.map { (String($0[0]), $0.dropFirst().map { String($0) }) }, uniquingKeysWith: +)
  }()

  /// Messages that only a machine in trouble shows.
  ///
  /// They are compared with the sources, not with what the program prints.
  private static let inTrouble = "Rare"

  @Test(arguments: sections.map(\.title))
  func eachMessageIsThatOfTheTable(title: String) throws {
    let section = try #require(Self.sections.first { $0.title == title })
    let (messages, expected) = (try section.messages(), Self.table[title] ?? [])
    for (message, line) in zip(messages, expected) { #expect(message == line) }
    #expect(messages.count == expected.count, "\(messages)")
  }

  @Test func theTableHasNoOtherSections() {
    #expect(Set(Self.table.keys) == Set(Self.sections.map(\.title) + [Self.inTrouble]))
  }

  /// The case of an enum that is not listed here, or a message that nothing here brings about, has a text of its own.
  @Test func theTableHasEveryTextOfTheSources() throws {
    let lines = Self.table.values.joined().joined(separator: "\n")
    let missing = try Self.texts().filter { text in
      text.contains(/[a-z]{2,}[,:;]? [a-z]{2,}/)
        && !lines.contains(text.replacing("hookline: ", with: ""))
    }
    #expect(missing == [])
  }

  /// `ERROR` stands for the system's message.
  @Test func theRareMessagesAreThoseOfTheSources() throws {
    let texts = try Self.texts()
    for line in try #require(Self.table[Self.inTrouble]) {
      let text = line.replacing("ERROR", with: "")
      #expect(
        texts.contains { $0.hasSuffix(text) || text.hasSuffix($0) && $0.count > 20 }, "\(line)")
    }
  }

  @Test func messagesAreFragments() {
    for message in Self.table.values.joined() {
      #expect(!message.hasSuffix(".") && message.first?.isUppercase == false, "\(message)")
    }
  }
}

// MARK: - Messages made by the library

extension MessageTests {
  private static let wrongUsage = [
    "", "-x", "--webhook", "-n", "-o", "-f", "-s", "-v", "--jobs", "-c", "--limit",
    "--from-log", "--json", "--man", "--send", "--filter", "-w",
    "-w a --rejects --count", "-w a \u{2013}count", "-w a --count=", "--help=yes",
    "-w a --from log --from log",
    "-w a --company 1",
    "-w a --max-jobs many",
    "-w a --max-line-bytes 1KB", "-w a -j 0", "-w a --from csv", "-w a --kernel sse",
    "--generate csh", "-w a --failed", "-w a --since now", "--until 2022-05-01 --since 2022-05-02",
    "-w a --shard 2", "--count --generate man", "-w a --count --max-jobs 1", "-w a -e --count",
    "-w a --count --format json", "-w a --columns=", "-w a --columns id,createdat",
    "-w a --columns id,name", "-w a --columns id,url,id", "-w a --columns event,id",
    "-w a --columns id --format json", "-w a --format csv",
    "-w a - -", "-w a --rejects -", "-w a --strict", "-w a --check=xml", "-w a -q --progress",
  ]

  private static func description(of line: String) -> String {
    do throws(UsageError) {
      _ = try Invocation(line.split(separator: " ").map { Array($0.utf8) })
      return "\(line): accepted"
    } catch {
      return error.description
    }
  }

  private static let rejections: [Rejection] = {
    let fields: [Rejection.Field] = EventMember.allCases.map { .event($0) }
    let required: [Rejection.Field] =
      [.event(.company), .event(.type), .event(.event)]
      + LogMember.allCases.filter { $0 != .createdAt }.map { .record($0) }
    let causes: [Rejection.Cause] =
      [.tooLong(limit: 64 << 20)]
      + ScanFault.Expectation.allCases.map { .malformed(ScanFault(at: 0, expected: $0)) }
      + [.malformed(ScanFault(at: 0, expected: .value, isAtEnd: true)), .notAnObject]
      + (fields + [.record(.event), .recordedEvent(.taskGroup)]).map { .duplicate($0) }
      + required.map { .missing($0) } + required.map { .invalid($0) }
    return causes.map { Rejection($0, at: 0) }
  }()

  /// The members of a definition without faults.
  private static let members = [
    #""_id":"62685990d918fb5557f9f992""#, #""company":"625be93a286ef83c1c0e845f""#,
    #""isActive":true"#, #""trigger":"logout-user""#, #""url":"http://a""#, #""code":"a""#,
  ]

  /// A definition in which `member` replaces that at `index`, or is one more.
  private static func definition(_ index: Int? = nil, _ member: String...) -> String {
    var all = members
    if let index { all.remove(at: index) }
    return "{" + (all + member).joined(separator: ",") + "}"
  }

  /// Texts that each have one fault: in the whole, in each member, and in the URL.
  private static let definitions: [String] = {
    let sameID = definition(5, #""code":"b""#)
    let sameCode = definition(0, #""_id":"62685990d918fb5557f9f993""#)
    let urls = [
      "a", "http://a b", "http://a/%", "http://a@b", "http://a#", "http://", "http://%61",
      "http://a..b", "http://127.1", "http://a:0", "http://[a]",
    ]
    let second = [sameID.replacing("992", with: "993"), "\n" + sameID, "\n" + sameCode]
    var texts = ["", "5"] + second.map { definition() + $0 }
    texts += members.indices.map { definition($0) }
    for (index, member) in members.enumerated() {
      texts.append(definition(index, member.prefix { $0 != ":" } + ":0"))
    }
    texts += [
      definition(nil, #""code":"b""#), definition(nil, #""context":0"#),
      definition(nil, #""context":{"survey":0}"#), definition(nil, #""context":{"user":"a"}"#),
      definition(nil, #""survey":"a""#), definition(nil, #""Context":{}"#),
    ]
    return texts + urls.map { definition(4, "\"url\":\"" + $0 + "\"") }
  }()

  private static func faults(of text: String) -> String {
    var reader = WebhookReader()
    reader.read(Array(text.utf8).span, file: 0)
    do throws(DefinitionFaults) {
      _ = try reader.finish()
      return "no fault"
    } catch {
      return error.listed.map(\.description).joined(separator: " AND ")
    }
  }

  private static let hints: [Hint] =
    [.gzip, .zstandard, .xz, .bzip2, .zip, .utf16].map { .format($0) } + [
      .latin1, .prettyPrinted, .array, .logRecord, .prettyLog, .event, .definition, .job, .jobArray,
      .wrappedEvents(.data), .wrappedLog(.data), .extendedJSON, .trailingComma,
      .concatenated, .strings, .prefixed, .carriageReturns, .csv, .html, .apiError, .journal,
      .kafkaEnvelope, .cutOff,
    ]

  private static let progress: [RunProgress.State] = [
    RunProgress.State(),
    RunProgress.State(
      .reading, byteCount: 3_100_000_000, of: 12_400_000_000, jobCount: 812_345, rejectedCount: 3,
      milliseconds: 3000),
    RunProgress.State(.reading, byteCount: 3_100_000_000, jobCount: 1, milliseconds: 3000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 2000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 200_000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 2_000_000),
    RunProgress.State(.replaying, byteCount: 3_100_000_000, of: 3_100_000_000, jobCount: 2),
  ]

  private static let definitionsHints: [DefinitionsHint] = [
    .events, .indentedEvents, .eventArray, .deliveryLog, .jobs, .errorResponse,
    .wrapped(.data), .markup, .format(.gzip),
  ]
}

// MARK: - Messages printed by the program

extension MessageTests {
  /// Shell commands in a folder with definitions `w`, events `e`, a bad line `bad` and 100 of them, `many`.
  private static let reading = [
    "hookline", "hookline -w nowhere e", "$h nowhere e", "$h count 2>&1 | head -n 1 >&2",
    "$h --company 000000000000000000000000 e", "$h --only hook5 e", "$h --except hook,other e",
    "sed 's/true/false/' w > off; hookline -w off e",
    "long | $h --format curl --only hook_5", "long | $h --format curl",
    "ln -s w link; hookline -w w -w link e 2>&1 | head -n 1 >&2",
    "hookline -w w -w w e 2>&1 | tail -n 1 >&2",
    "{ echo [; seq -s, 21; echo ]; } > d; hookline -w d e 2>&1 | tail -n 1 >&2",
    "$h e --seen nowhere", "$h e --seen bad",
    "{ echo '{\"id\":\"\"}'; cat bad; } > s; $h e --seen s 2>&1 | head -n 1 >&2",
    "{ echo '{\"id\":\"\"}'; cat many; } > t; $h e --seen t 2>&1 | head -n 1 >&2", "$h e --seen e",
    "$h bad", "$h many 2>&1 | tail -n 2 >&2", "$h --max-jobs 1 e", "$h --max-rejects 0 many bad",
    // A signal, in events and in an array.
    "interrupt", "interrupt --unique", "interrupt --unique --columns id", "interrupt --from log",
    // An input that becomes an output, and one for which there is no memory.
    "mkfifo q; { until [ -e r ]; do sleep 0.02; done; sleep 0.3; ln r late; } > q &"
      + " $h q late --rejects-raw r",
    "{ cat e; head -c 50000000 /dev/zero; } | (ulimit -v 60000; $h --max-line-bytes 1G -j 1)",
    "{ printf '[1,'; head -c 50000000 /dev/zero; } |"
      + " (ulimit -v 60000; $h --from log --max-line-bytes 1G -j 1)",
  ]

  private static let writing = [
    "$h e > /dev/full", "$h e --explain > /dev/full", "$h bad --count --rejects /dev/full",
    "$h bad --rejects /dev/full",
    "cat e bad > eb; { $h eb --rejects /dev/full | cat > o; } 2>&1 | grep /dev/full: >&2",
    "{ $h eb --rejects /dev/full > /dev/null; } 2>&1 | grep /dev/full: >&2",
    "{ $h eb --explain --rejects /dev/full | cat > o; } 2>&1 | grep /dev/full: >&2",
    "$h e --rejects e", "$h --rejects e < e",
    "$h e --rejects o >> o", "$h e --rejects o 2>> o; cat o >&2", "$h e >> e",
    "cp e f; $h f > f", "echo > o; $h --rejects o < /dev/null",
    "$h e --rejects r --rejects-raw r",
    "printf '{' > cut; $h e --rejects /dev/fd/3 3>> cut", "(flock 9; $h e --rejects r) 9> r",
    "$h e --rejects ./x/r",
    "ln -s loop loop; $h loop --rejects r", "$h e --stats /dev/full",
    "$h e > s 2> messages; $h e --seen s >> s",
    "$h e --seen s --format curl >> s", "$h e --seen s --rejects s",
    "printf x > t; $h e >> t",
  ]

  /// In the folder of the golden cases; the sums of `--count` are no messages, but texts to read, too.
  private static let totals =
    [
      ("log-refused", "--from log log.json"), ("log-failed", "--from log --failed log.ndjson"),
      ("log-company", "--company 625bc5429a54e8868bd89be2 --from log log.ndjson"),
      ("since-until", "--since 2022-05-01 --until 2022-05-02 events.ndjson"),
      ("since-until", "--since 2032-05-01 events.ndjson"),
      ("since-until", "--until 2012-05-01 events.ndjson"),
      ("only-two-companies", "--only north events.ndjson"),
      ("only-two-companies", "--only 625be93a286ef83c1c0e845f events.ndjson"),
      ("only-id-and-code", "--only 62685990d918fb5557f9f901 events.ndjson"),
      ("except", "--only south --except south events.ndjson"),
      ("inactive-only", "events.ndjson"),
      ("withheld", "events.ndjson"), ("withheld-malformed", "events.ndjson"),
      ("log-failed-order", "--from log --failed log.ndjson"),
      ("log-failed-cut", "--from log --failed log.json"),
      ("seen", "--seen done.ndjson events.ndjson"), ("minus", "--minus old.json events.ndjson"),
    ].map { "(cd \($0); hookline -w webhooks.json \($1)) 2>&1 | grep -v :[0-9]*:[0-9]*: >&2" }
    + [
      "hookline -w triggers/webhooks.json --count triggers/events.ndjson |"
        + " sed -n '7,10s/^/hookline: /p' >&2",
      "head -n 1 log-company/log.ndjson | hookline -w log-company/webhooks.json --from log"
        + " --company 625bc5429a54e8868bd89be2",
    ]

  /// What modes print instead of jobs is no message, but a text to read, too.
  private static let explanations = [
    ("explain", "--explain events.ndjson", "1,7p;20,26p;37p;47,52p;70,$p"),
    ("explain-left-out", "--explain --seen seen --minus old.json events.ndjson", "1,13p"),
    ("explain-unique", "--explain --unique events.ndjson", "8,10p"),
    ("explain-log", "--from log --explain events.ndjson", "p"),
    ("explain-log-failed", "--from log --failed --explain events.ndjson", "p"),
    ("diff", "--diff old.json events.ndjson", "p"),
    ("diff-none", "--diff webhooks.json events.ndjson", "p"),
  ].map(printed)

  private static let checks = [
    ("check", "--check", "p"), ("check-hosts", "--check", "1,12p"),
    ("check-strict-none", "--check", "p"), ("check-faults", "--check", "7,$p"),
    ("check-events", "--check events.ndjson", "p"),
    ("check-log", "--from log --check events.ndjson", "1,3p"),
    ("check-log", "--check /dev/null", "1p"),
  ].map(printed)

  /// A command that prints these lines of what is printed in a folder.
  private static func printed(in folder: String, _ options: String, lines: String) -> String {
    "(cd \(folder); hookline -w webhooks.json \(options) 2> /dev/null)"
      + " | sed -n 's/^/hookline: /;\(lines)' >&2"
  }

  private static let preparation = """
    cases=\(BuiltBinary.fixtures.path())/cases
    cp $cases/order/webhooks.json w; cp $cases/order/events.ndjson e; echo '{}' > bad; seq 100 > many
    h='hookline -w w'
    # An event that cannot be cut.
    long() {
      head -n 1 e | sed 's/}$/,"x":"/' | tr -d '\\n'
      head -c 200000 /dev/zero | tr '\\0' @; echo '"}'
    }
    interrupt() {
      rm -f p o; mkfifo p; $h "$@" p > o 2> m & job=$!
      { [ "$1" != --from ] && head -n 1 e || printf '[{"subscription":"%s","event":%s},' \\
          $($h e | head -n 1 | cut -d'"' -f8) "$(head -n 1 e)"
        until [ -s o ]; do sleep 0.02; done; kill $job; wait $job; } > p 2> /dev/null; cat m >&2
    }

    """

  private static func messages(of commands: [String], in folder: String? = nil) throws -> [String] {
    let scratch = try Scratch()
    let run = try BuiltBinary.run(
      shell: (folder == nil ? preparation : "") + commands.joined(separator: "\n"),
      in: folder.map { BuiltBinary.project.appending(path: $0) } ?? scratch.folder)
    return run.messages.split(separator: "\n").filter { $0.hasPrefix("hookline: ") }
      .map { $0.dropFirst("hookline: ".count) }.map { String($0) }
  }
}

// MARK: - Texts in the sources

extension MessageTests {
  /// The texts of all string literals in the sources that can be of messages, split where values are inserted.
  private static func texts() throws -> [String] {
    let sources = BuiltBinary.project.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path())
    let swift = files.filter { $0.hasSuffix(".swift") && !hasNoMessages($0) }
    #expect(swift.count > 50)
    return try swift.flatMap { file in
      texts(of: try String(contentsOf: sources.appending(path: file), encoding: .utf8))
    }
  }

  /// Whether `file` has texts of the help and the manual page, of JSON that is written, or of files that are recognized.
  private static func hasNoMessages(_ file: String) -> Bool {
    file.contains(
      /Documents|Report\/|Results\/Count(Screen|Object)|(Option(\+All)?|ExitStatus|JobTemplates|CurlRecord).swift/
    )
      || file.contains(/(RejectRecord|LineShape|JobFront).swift/)
  }

  /// The texts of the string literals of `source`.
  private static func texts(of source: String) -> [String] {
    let code = source.split(separator: "\n")
      .filter { !$0.contains(/^ *\/\/|precondition\(/) }.joined(separator: "\n")
    var texts = [""]
    // For each insertion that is open, how many parentheses are open in it.
    var open: [Int] = []
    var (isText, isEscaped) = (false, false)
    for character in code {
      if isText {
        switch (isEscaped, character) {
        case (true, "("): (open, isText) = (open + [0], false)
        case (true, "\""), (true, "\\"): texts[texts.count - 1].append(character)
        case (true, _): texts.append("")
        case (false, "\""): isText = false
        case (false, "\\"): break
        default: texts[texts.count - 1].append(character)
        }
        isEscaped = !isEscaped && character == "\\"
        if !isText { texts.append("") }
      } else if character == "\"" {
        isText = true
      } else if character == "(", !open.isEmpty {
        open[open.count - 1] += 1
      } else if character == ")", let last = open.last {
        if last == 0 { isText = true }
        open[open.count - 1] -= 1
        if last == 0 { open.removeLast() }
      }
    }
    return texts.filter { !$0.isEmpty }
  }
}
