import Foundation
import HooklineCommand
import SampleData
import Testing

/// `--format curl`: curl, given the jobs as its configuration, sends the events byte for byte.
@Suite struct CurlTests {
  @Test(
    arguments: [
      ("-w a --format curl", .routing { $0.format = .curl }),
      ("-w a --format=json", .routing { $0.format = .json }),
    ] as [(String, Invocation)])
  func formatOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(
    arguments: [
      ("-w a --format", .missingValue("--format", value: "FORMAT")),
      (
        "-w a --format csv", .invalidWord("--format", allowed: ["json", "curl"], isOptional: false)
      ),
      ("-w a --format json --format json", .repeatedOption("--format")),
      ("-w a --count --format json", .modeWithoutJobs("--count", leaveOut: "--format")),
    ] as [(String, UsageError)])
  func wrongFormatIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// Events in spellings that shells, curl and JSON treat in different ways.
  static let oddEvents: [[UInt8]] = {
    let values: [[UInt8]] =
      [
        "%{json}", "{a,b}[1-3]", #"\"\\\n\t\r\b\f\/\u0041"#, #"\\n\\\"\\"#, "\u{7F}",
        "\u{2028}\u{85}\u{FEFF}",
        "@/etc/passwd", "@", "'$(id)`#;&|<>", "é€😀",
      ].map { Array($0.utf8) }
    var random = SeededGenerator(seed: 1)
    let pieces = ["@", "@@@@", #"\""#, #"\\"#, "a", "é", #"\n"#, "{", "'"].map { Array($0.utf8) }
    let long = [200_000, 5_000_000].map { length in
      var value: [UInt8] = []
      while value.count < length { value += pieces.randomElement(using: &random) ?? [] }
      return value
    }
    // 12 quotes of the event take two bytes each; the whole is at most, or more than, what is written on one line.
    let edges = [98_303, 98_304, 98_305].map {
      Array(repeating: UInt8(ascii: "x"), count: $0 - 88 - 18)
    }
    let spaced =
      "\t{\t\"company\"\r:\t\"625be93a286ef83c1c0e845f\" ,\"type\":\"COTTask\",\t\"event\":\"edit\"\t}"
    return (values + long + edges).map { value in
      Array(#"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#.utf8)
        + value + Array(#""}"#.utf8)
    } + [Array(spaced.replacing("\r", with: "").utf8).dropFirst() + []]
  }()

  /// In one run of curl, and in batches, as the guide shows them.
  @Test(arguments: [
    "curl -q -sK -", #"parallel --pipe --recstart 'next\n' -N 500 -j1 -k curl -q -sK -"#,
  ])
  func bodiesAtTheReceiverAreTheEvents(sender: String) throws {
    let page = try #require(
      DocumentationTests.guide.first { $0.name.hasSuffix("/TheOtherEndOfThePipe.md") })
    #expect(page.text.contains(sender))
    let scratch = try Scratch()
    let events = DirectRun.events + Self.oddEvents.joined(separator: [lineFeed]) + [lineFeed]
    _ = try scratch.file("events", holding: events)
    let small = sender.replacing("500", with: "50")
    try checkDelivery(of: "events", by: small, in: scratch)
  }

  /// An event of a pretty-printed log is sent without its line feeds.
  @Test func bodiesOfALogAreTheEvents() throws {
    let scratch = try Scratch()
    let events = Self.oddEvents.filter { $0.count < 200_000 }
    let records = events.map { SampleLog.record($0, to: "62685990d918fb5557f9f9ff", status: 409) }
    _ = try scratch.file("log", holding: SampleLog.file(records, in: .pretty))
    try checkDelivery(of: "--from log log", by: "curl -q -sK -", in: scratch)
  }

  /// Sends the jobs of a run with these arguments, and compares what arrives with the same jobs as JSON.
  private func checkDelivery(
    of arguments: String, by sender: String, in scratch: Scratch
  ) throws {
    let receiver = try Receiver()
    let definitions = String(decoding: Fixtures.webhooks(), as: UTF8.self)
    let local = definitions.replacing(
      /(?i)https?:(\\?\/){2}[^\/"]+/, with: "http://127.0.0.1:\(receiver.port)")
    // One more, for all tasks, so that it gets the odd events.
    let own =
      #"{"_id":"62685990d918fb5557f9f9ff","company":"625be93a286ef83c1c0e845f","isActive":true,"#
      + #""trigger":"create-edit-delete-task","url":"http://127.0.0.1:\#(receiver.port)/?a=%7B&b=;","#
      + #""code":"odd"}"#
    _ = try scratch.file("w", holding: Array((local + own).utf8))
    let sent = try scratch.run(
      "set -o pipefail; hookline -w w --format curl \(arguments) 2> /dev/null | \(sender)")
    #expect(sent.status == 0)
    let requests = try receiver.finish()
    let jobs = try scratch.run("hookline -w w \(arguments) 2> /dev/null").lines
    #expect(jobs.count == requests.count && jobs.count == sent.lines.count)
    let oddCount = requests.count { $0.request.path.hasPrefix("/?a") }
    #expect(oddCount >= Self.oddEvents.count - 5)
    for ((job, result), (request, body)) in zip(zip(jobs, sent.lines), requests) {
      let fields = job.split(
        separator: UInt8(ascii: "\""), maxSplits: 24, omittingEmptySubsequences: false)
      let (id, url) = (
        String(decoding: fields[3], as: UTF8.self), String(decoding: fields[23], as: UTF8.self)
      )
      // After the URL come a quote, a comma, the name of the event in quotes, and a colon.
      let isEvent = body.elementsEqual(fields[24].dropFirst(9).dropLast())
      #expect(isEvent && body.first == UInt8(ascii: "{"), "\(id)")
      #expect(request.headers["webhook-id"] == [id])
      #expect(request.headers["content-type"] == ["application/json"])
      #expect(request.headers["accept"] == ["*/*"])
      #expect(request.headers["expect"] == [])
      #expect(request.method == "POST")
      #expect(url.hasSuffix(request.path) || request.path == "/")
      let text = String(decoding: result, as: UTF8.self)
      #expect(text.hasPrefix(#"{"id":"\#(id)","status":"200","exit":0,"seconds":0."#))
    }
  }

  /// A webhook with this `code`, a hexadecimal digit, that gets the changes of tasks at `receiver`.
  private static func definition(_ code: String, at receiver: Receiver) -> String {
    #"{"_id":"62685990d918fb5557f9f99\#(code)","company":"625be93a286ef83c1c0e845f","isActive":true,"#
      + #""trigger":"create-edit-delete-task","url":"http://127.0.0.1:\#(receiver.port)/\#(code)","code":"\#(code)"}"#
  }

  /// What curl printed in `run`.
  private static func results(of run: Run) throws -> [[String: Value]] {
    try run.lines.map { try JSONDecoder().decode([String: Value].self, from: Data($0)) }
  }

  /// A redirect is not followed, and a missing answer has the status 000.
  @Test func resultsAreLinesOfJSON() throws {
    let scratch = try Scratch()
    let receiver = try Receiver(plan: #"{"/a": [204, 302]}"#)
    _ = try scratch.file("w", holding: Array(Self.definition("a", at: receiver).utf8))
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","n":"#
    _ = try scratch.file("e", holding: Array("\(event)1}\n\(event)2}\n".utf8))
    let run = try scratch.run("hookline -w w --format curl e | curl -q -sK -")
    #expect(run.status == 0)
    let results = try Self.results(of: run)
    #expect(results.map { $0["status"] } == [.text("204"), .text("302")])
    #expect(results.map { $0["exit"] } == [.number(0), .number(0)])
    #expect(try receiver.finish().map(\.request.path) == ["/a", "/a"])
  }

  /// A receiver can ask for a delay of years, for which the jobs of all others would wait.
  @Test(.timeLimit(.minutes(1))) func receiverCannotDelayOthersForLong() throws {
    let scratch = try Scratch()
    let receiver = try Receiver(plan: #"{"/a": [{"status": 503, "Retry-After": "999999999"}]}"#)
    let webhooks = ["a", "b"].map { Self.definition($0, at: receiver) }
    _ = try scratch.file("w", holding: Array(webhooks.joined(separator: "\n").utf8))
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit"}"#
    let run = try scratch.run("echo '\(event)' | hookline -w w --format curl | curl -q -sK -")
    let results = try Self.results(of: run)
    #expect(results.map { $0["status"] } == [.text("503"), .text("200")])
    #expect(try receiver.finish().map(\.request.path) == ["/a", "/b"])
  }

  /// What was refused was not made, so it cannot come again.
  @Test func refusedJobsAreNotRepeated() throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      """
      event() { head -n 1 "$1" | sed 's/}$/,"x":"/' | tr -d '\\n'
        head -c 200000 /dev/zero | tr '\\0' @; echo '"}'; }
      event \(BuiltBinary.fixtures.path())/events.ndjson > e
      hookline -w \(BuiltBinary.fixtures.path())/webhooks.json --unique --format curl --stats s e e
      jq -c .leftOutJobsBy s
      """)
    #expect(run.output == Array("{\"refused\":2}\n".utf8))
    #expect(!run.messages.contains("already made"))
  }

  /// A run that was killed, and another one that appends to its output: the webhooks of the two are not mixed up.
  @Test func jobThatIsCutOffChangesNoOther() throws {
    let scratch = try Scratch()
    let receiver = try Receiver()
    for (name, digit) in [("a", 1), ("b", 2)] {
      let webhook =
        #"{"_id":"62685990d918fb5557f9f99\#(digit)","company":"625be93a286ef83c1c0e845f","isActive":true,"#
        + #""trigger":"create-edit-delete-task","url":"http://127.0.0.1:\#(receiver.port)/\#(name)","code":"a"}"#
      let event =
        #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","n":"\#(name)"}"#
      _ = try scratch.file("w\(name)", holding: Array(webhook.utf8))
      _ = try scratch.file("e\(name)", holding: Array((event + "\n").utf8))
    }
    let run = try scratch.run(
      """
      # A job that is refused would be tried again after 30 seconds.
      for name in a b; do
        hookline -w w$name --format curl e$name | sed 's/^retry = 2$/retry = 0/' > $name
      done
      size=$(stat -c %s a) count=0
      for ((cut = 1; cut < size - 25; cut += 13)); do
        head -c $cut a | cat - b | curl -q -sK - > results 2> /dev/null && ((++count))
      done
      echo $count
      """)
    let count = try #require(run.lines.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) })
    let requests = try receiver.finish()
    #expect(count > 30 && requests.count >= count)
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","n":"b"}"#
    for (request, body) in requests {
      #expect(request.path == "/b" && body.elementsEqual(event.utf8))
      #expect(request.headers["webhook-id"]?.first?.hasPrefix("62685990d918fb5557f9f992") == true)
    }
  }

  private enum Value: Decodable, Equatable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}
