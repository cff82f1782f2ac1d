import Foundation
import Testing

/// Event contents are never shown: they include personal data, even passwords.
@Suite struct DisclosureTests {
  private static let secret = "hunter2"

  /// Lines with the secret in every place that can hold one, for each reject reason and each hint.
  private static let lines: [String] = {
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","data":"#
    let wholes = [
      #""\#(secret)"}"#, #"{"\#(secret)":1}}"#, #"{"taskGroup":"\#(secret)"}}"#,
      #"{"password":"\#(secret)","taskGroup":1,"taskGroup":2}}"#, #""\#(secret)""#,
      #""\#(secret)},"#, #""\#(secret)\x"}"#, #"\#(secret)}"#, "\"\(secret)\u{0}\"}",
    ].map { event + $0 }
    let others = [
      #""\#(secret)""#, #"["\#(secret)"]"#, #"[{"a":"\#(secret)"}]"#, secret, "\u{1F}\(secret)",
      #"{"\#(secret)":{"\#(secret)":1}}"#, #"{"company":"\#(secret)","type":"","event":""}"#,
      #"{"company":{"$oid":"\#(secret)"},"type":"","event":""}"#,
      #"{"company":"625be93a286ef83c1c0e845f","type":"\#(secret)","event":"\#(secret)"}"#,
      #"{"trigger":"\#(secret)","url":"\#(secret)","company":"\#(secret)"}"#,
      #"{"subscription":"\#(secret)","event":{"x":"\#(secret)"},"status":"\#(secret)"}"#,
      #"{"id":"\#(secret)","subscription":"62685990d918fb5557f9f992","event":{"\#(secret)":1}}"#,
      String(repeating: "[", count: 1025) + secret, String(repeating: secret, count: 300),
    ]
    return wholes + others
  }()

  @Test(arguments: [
    "", "--count", "--count=json", "--report", "--from log", "--from log --report",
    "--from log --failed", "--from log --count", "--max-rejects 3",
    "--max-line-bytes 1000", "--kernel scalar", "-j 4 --read-bytes 100", "-w - /dev/null",
    "--check -", "--from log --check=json -", "-w - --check", "--explain", "--explain=json,all",
    "--from log --explain", "--from log --failed --explain=json",
    "--diff fixtures/cases/order/webhooks.json",
  ])
  func eventContentsAreNeverShown(options: String) throws {
    let scratch = try Scratch()
    let input = Array((Self.lines + Self.lines.reversed()).joined(separator: "\n").utf8)
    let statistics = ["--stats", scratch.folder.appending(path: "stats").path()]
    let run = try BuiltBinary.run(
      DirectRun.webhooks + options.split(separator: " ").map(String.init) + statistics,
      input: input)
    #expect([65, 75, 78].contains(run.status))
    #expect(!run.messages.isEmpty)
    #expect(!run.messages.contains(Self.secret))
    if run.status != 78 { #expect(!(try scratch.text(of: "stats")).contains(Self.secret)) }
    // Only jobs have the event.
    let modes = ["--count", "--report", "--check", "--explain", "--diff"]
    guard modes.contains(where: options.contains) else { return }
    #expect(!String(decoding: run.output, as: UTF8.self).contains(Self.secret))
  }
}
