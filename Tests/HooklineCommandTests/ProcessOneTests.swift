import Foundation
import Glibc
import Testing

/// The program as process 1 of a container, for which the kernel ignores the default action of a signal: it exits with 128+n.
@Suite(.enabled(if: Namespaces.canBeProcessOne, "a process namespace is not permitted here"))
struct ProcessOneTests {
  /// Runs the program as process 1, with a FIFO that is held open and not read as its output; `signals` is run after the start.
  private func run(reading input: String, _ signals: String) throws -> Run {
    let scratch = try Scratch()
    let fixtures = BuiltBinary.fixtures.path()
    return try BuiltBinary.run(
      shell: "mkfifo in out; exec 7<> in 8<> out; head -n 3 \(fixtures)/events.ndjson >&7;"
        + " \(Namespaces.asProcessOne) hookline -w \(fixtures)/webhooks.json \(input) > out &"
        + " until p=$(pgrep -x -P $! hookline); do sleep 0.02; done; sleep 0.5; \(signals); wait $!",
      in: scratch.folder)
  }

  private static let much = Array(repeating: "events.ndjson", count: 4)
    .map { BuiltBinary.fixtures.path() + "/" + $0 }.joined(separator: " ")

  @Test func processOneReportsThePlaceAndTheSignal() throws {
    let run = try run(reading: "in", "kill -TERM $p")
    #expect(run.status == 128 + SIGTERM)
    #expect(run.messages.hasPrefix("hookline: stopped after in:3, byte "))
  }

  @Test func processOneReportsItsProgress() throws {
    let run = try run(reading: "in", "kill -USR1 $p; sleep 0.2; kill -TERM $p")
    #expect(run.status == 128 + SIGTERM)
    #expect(
      run.messages.contains(/^hookline: [0-9.]+ k?B  .* jobs?\nhookline: stopped after in:3, byte/))
  }

  /// While definitions are read, a signal ends it at once.
  @Test func processOneDoesNotWaitForDefinitions() throws {
    #expect(try run(reading: "-w in", "kill -TERM $p").status == 128 + SIGTERM)
  }

  @Test func secondSignalEndsProcessOne() throws {
    let run = try run(reading: Self.much, "kill -TERM $p; sleep 0.2; kill -TERM $p")
    #expect(run.status == 128 + SIGTERM)
  }

  @Test func stuckReaderEndsProcessOne() throws {
    #expect(try run(reading: Self.much, "kill -HUP $p").status == 128 + SIGHUP)
  }

  @Test func closedReaderEndsProcessOne() throws {
    let run = try BuiltBinary.run(
      shell: "exec 8> >(true); wait $!; \(Namespaces.asProcessOne) hookline"
        + " -w fixtures/webhooks.json fixtures/events.ndjson >&8")
    #expect(run.status == 128 + SIGPIPE)
    #expect(run.messages == "")
  }
}
