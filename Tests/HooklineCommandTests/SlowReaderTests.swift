import Foundation
import Glibc
import Testing

/// After a signal a slow reader still gets every job that is due, and one that takes nothing is given five seconds.
@Suite struct SlowReaderTests {
  /// A reader that takes bytes is not stuck; here it takes a single write of 600 KB.
  @Test(arguments: [[], ["-j", "4"]]) func slowReaderGetsAllJobsAfterASignal(options: [String])
    throws
  {
    let scratch = try Scratch()
    let webhooks = (100..<500).map { number in
      #"{"_id":"62685990d918fb5557f9f\#(number)","company":"625be93a286ef83c1c0e845f","#
        + #""isActive":true,"trigger":"create-edit-delete-task","url":"http://a","code":"h\#(number)"}"#
    }
    let definitions = try scratch.file("w", holding: Array(webhooks.joined(separator: "\n").utf8))
    let filling = String(repeating: "x", count: 1300)
    let event =
      #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":"\#(filling)"}"#
    let events = try scratch.file("events", holding: Array("\(event)\n".utf8))
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(["-w", definitions.path(), events.path(), "/dev/zero"] + options)
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try BlockedRuns.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    var received = 0
    for _ in 0..<14 {
      usleep(500_000)
      received += output.fileHandleForReading.readData(ofLength: 4096).count
    }
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 128 + SIGTERM)
    #expect(rest.last == lineFeed)
    #expect(received == 14 * 4096 && received + rest.count > 600_000)
    let text = String(
      decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(
      text.hasPrefix("hookline: stopped after \(events.path()):1, byte \(event.utf8.count + 1): "))
  }

  /// The results of a run are written to the end, and the signal that came meanwhile still ends the program, which says so.
  @Test(arguments: ["--count=json", "--report", "--check"])
  func signalWhileResultsAreWrittenCounts(mode: String) throws {
    let scratch = try Scratch()
    let webhooks = (1000..<3000).map { number in
      #"{"_id":"62685990d918fb5557f9\#(number)","company":"625be93a286ef83c1c0e845f","#
        + #""isActive":true,"trigger":"create-edit-delete-task","url":"http://a","code":"h\#(number)"}"#
    }
    let definitions = try scratch.file("w", holding: Array(webhooks.joined(separator: "\n").utf8))
    let whole = try BuiltBinary.run(["-w", definitions.path(), mode, "fixtures/events.ndjson"])
    let (output, messages) = (Pipe(), Pipe())
    let child = Child(["-w", definitions.path(), mode, "fixtures/events.ndjson"])
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try BlockedRuns.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    usleep(300_000)
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 128 + SIGTERM)
    #expect(text.count == whole.output.count && text.count > 65_536)
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(
      String(decoding: bytes, as: UTF8.self).contains(
        "hookline: stopped by a signal after the results were written\n"))
  }

  /// A pipe takes more only once a page of it is free: a reader of 400 bytes a second frees none in five seconds.
  @Test func verySlowReaderIsNotTakenForStuck() throws {
    let (output, messages) = (Pipe(), Pipe())
    let scratch = try Scratch()
    let child = try Child(DirectRun.webhooks + scratch.copies(4, of: DirectRun.events))
    child.process.standardOutput = output
    child.process.standardError = messages
    try child.start()
    try BlockedRuns.waitUntilFull(output)
    kill(child.process.processIdentifier, SIGTERM)
    for _ in 0..<15 {
      usleep(500_000)
      #expect(output.fileHandleForReading.readData(ofLength: 200).count == 200)
    }
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(child.finish() == 128 + SIGTERM)
    #expect(rest.last == lineFeed)
    let bytes = try messages.fileHandleForReading.readToEnd() ?? Data()
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("hookline: stopped after "))
  }

  @Test(arguments: [[], InterruptedRuns.severalThreads])
  func stuckReaderIsGivenUpAfterFiveSeconds(options: [String]) throws {
    let output = Pipe()
    let child = try BlockedRuns.start(options, writingTo: output)
    kill(child.process.processIdentifier, SIGTERM)
    let start = ContinuousClock.now
    #expect(child.finish() == 128 + SIGTERM)
    #expect(start.duration(to: .now) > .milliseconds(4500))
    try output.fileHandleForReading.close()
  }
}
