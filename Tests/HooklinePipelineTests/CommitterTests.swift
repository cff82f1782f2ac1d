import Hookline
import HooklineSystem
import Synchronization
import Testing

@testable import HooklinePipeline

/// The end of a run that a signal interrupts is reported.
@Suite struct CommitterTests {
  /// A signal can arrive before anything was read.
  @Test func signalBeforeAnyReadReportsTheStart() {
    let reported = Mutex<[String]>([])
    var committer = Committer(
      of: [.standardInput], jobs: nil, rejects: RejectsWriter(records: nil, rawLines: nil),
      form: .events, limits: RunLimits()
    ) { report in
      guard case .interrupted(let place, let byteCount, _) = report else { return }
      reported.withLock { $0.append("\(place.file):\(place.line), byte \(byteCount)") }
    }
    committer.end(by: .interrupted)
    let isInterrupted = committer.summary.isInterrupted
    #expect(isInterrupted)
    #expect(reported.withLock(\.self) == ["0:0, byte 0"])
  }
}
