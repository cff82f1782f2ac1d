import Foundation
import Hookline
import HooklineSystem
import Scratch
import Synchronization
import Testing

@testable import HooklinePipeline

/// The end of a run that a signal interrupts is reported, and so are rejected lines, each after it is kept.
@Suite struct CommitterTests {
  /// A signal can arrive before anything was read.
  @Test func signalBeforeAnyReadReportsTheStart() {
    let reported = Mutex<[String]>([])
    var committer = Committer(
      of: [.standardInput], jobs: nil, rejects: RejectsWriter(records: nil, rawLines: nil),
      form: .events, limits: RunLimits()
    ) { report in
      guard case .interrupted(let place, let rest) = report else { return }
      reported.withLock { $0.append("\(place.file):\(place.line), byte \(rest.offset)") }
    }
    committer.end(by: .interrupted)
    let isInterrupted = committer.summary.isInterrupted
    #expect(isInterrupted)
    #expect(reported.withLock(\.self) == ["0:1, byte 0"])
  }

  /// The latest block can come too early to say what must precede the rest, so the notice of the error does.
  @Test func errorReportsHowToReadTheRest() {
    let reported = Mutex<[String]>([])
    var committer = Committer(
      of: [.standardInput], jobs: nil, rejects: RejectsWriter(records: nil, rawLines: nil),
      form: .log, limits: RunLimits()
    ) { report in
      guard case .unread(_, _, let rest) = report else { return }
      reported.withLock { $0.append("byte \(rest.offset), \(rest.prefix.rawValue)") }
    }
    committer.add(BlockOutcome(), of: RecordBlock(rest: InputRest(offset: 320)))
    let error = SystemError(code: EIO)
    let rest = InputRest(offset: 320, prefix: .rejectedLine)
    committer.take(InputNotice(file: 0, kind: .cutShort(error, rest)))
    #expect(reported.withLock(\.self) == ["byte 320, 0"])
  }

  /// A run that is killed has kept every line that it reported: short ones, one over the limit, and two that stream by, the last
  /// to the end of the file.
  @Test func rejectedLinesAreKeptBeforeTheyAreReported() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let input = try ScratchFile("7\n\(long)\n8\n\(long.prefix(200))\n\(long)")
    let (output, records) = (try ScratchFile(), try ScratchFile())
    let path = String(decoding: records.name.bytes, as: UTF8.self)
    let kept = Mutex<[Int]>([])
    // The pipeline closes its outputs, so it gets descriptors of its own.
    _ = Pipeline(
      Router([]), making: .counts(for: []),
      to: RunOutputs(
        jobs: Descriptor(number: dup(output.writer.number)),
        rejects: Descriptor(number: dup(records.writer.number))),
      limits: RunLimits(lineLength: 100)
    ).run(over: [input.name]) { report in
      guard case .rejected = report else { return }
      let lineFeeds = FileManager.default.contents(atPath: path)?.count { $0 == 0x0A }
      kept.withLock { $0.append(lineFeeds ?? 0) }
    }
    let counts = kept.withLock(\.self)
    #expect(counts.count == 5)
    #expect(zip(counts, 1...).allSatisfy { $0 >= $1 }, "\(counts)")
  }
}
