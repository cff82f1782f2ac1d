import HooklinePipeline
import HooklineSystem
import SampleData
import Testing

@testable import HooklineCommand

/// The line that says how far a run has got fits the terminal, and says what is known.
@Suite struct ProgressLineTests {
  private typealias State = RunProgress.State

  @Test(
    arguments: [
      (State(), "nothing was read yet"),
      (State(.reading, of: 0), "0 B  0 jobs"),
      (State(.reading, of: 999), "0 of 999 B  0 %  0 jobs"),
      (State(.reading, byteCount: 999, milliseconds: 1), "999 B  999 kB/s  0 jobs"),
      (State(.reading, byteCount: 1000, jobCount: 1, milliseconds: 2000), "1.0 kB  500 B/s  1 job"),
      // Cut, not rounded.
      (State(.reading, byteCount: 999_999, milliseconds: 1000), "999.9 kB  999 kB/s  0 jobs"),
      (State(.reading, byteCount: 1_056_000, milliseconds: 1000), "1.0 MB  1.05 MB/s  0 jobs"),
      (State(.reading, byteCount: 10_567_000, milliseconds: 1000), "10.5 MB  10.5 MB/s  0 jobs"),
      (
        State(
          .reading, byteCount: 3_150_000_000, of: 12_400_000_000, jobCount: 812_345,
          rejectedCount: 3, milliseconds: 3000),
        "3.1 of 12.4 GB  25 %  1.05 GB/s  9 s left  812,345 jobs  3 rejected"
      ),
      // All is read, but not all written.
      (
        State(.reading, byteCount: 2000, of: 2000, milliseconds: 1000),
        "2.0 of 2.0 kB  100 %  2.00 kB/s  0 s left  0 jobs"
      ),
      (
        State(.reading, byteCount: 1999, of: 2000, milliseconds: 1000),
        "1.9 of 2.0 kB  99 %  1.99 kB/s  1 s left  0 jobs"
      ),
      // An input that grows has no known size.
      (State(.reading, byteCount: 2001, of: 2000, milliseconds: 1000), "2.0 kB  2.00 kB/s  0 jobs"),
      (
        State(.replaying, byteCount: 2000, of: 2000, jobCount: 1000, milliseconds: 1000),
        "2.0 kB read, making jobs now  1,000 jobs"
      ),
      (
        State(
          .reading, byteCount: .max, jobCount: .max, rejectedCount: 1_000_000, milliseconds: 1000),
        "9.2 EB  1.00 EB/s  9,223,372,036,854,775,807 jobs  1,000,000 rejected"
      ),
      (
        State(.reading, byteCount: .max - 1, of: .max, milliseconds: .max),
        "9.2 of 9.2 EB  99 %  1.00 kB/s  1 s left  0 jobs"
      ),
    ])
  fileprivate func lineSaysWhatIsKnown(state: RunProgress.State, expected: String) {
    #expect(ProgressLine(state, isGrouped: true).text == expected)
  }

  @Test(
    arguments: [
      (1, "1 s"), (59, "59 s"), (60, "1 min 00 s"), (3599, "59 min 59 s"), (3600, "1 h 00 min"),
      (86399, "23 h 59 min"), (86400, "1 d 00 h"), (99 * 86400, "99 d 00 h"),
    ])
  func timeLeftHasTwoUnits(seconds: Int, expected: String) {
    let state = State(.reading, byteCount: 1, of: 1 + seconds, milliseconds: 1000)
    #expect(ProgressLine(state, isGrouped: false).text.contains("  \(expected) left  "))
  }

  @Test func aTimeLeftOfMonthsIsNotShown() {
    let state = State(.reading, byteCount: 1, of: 1 + 100 * 86400, milliseconds: 1000)
    #expect(ProgressLine(state, isGrouped: false).text == "0.0 of 8.6 MB  0 %  1 B/s  0 jobs")
  }

  private static let sample = State(
    .reading, byteCount: 3_150_000_000, of: 12_400_000_000, jobCount: 812_345, rejectedCount: 3,
    milliseconds: 3000)

  @Test(
    arguments: [
      (
        200, true,
        "hookline:  3.1 of 12.4 GB   25 %  ████████▏                         1.05 GB/s  9 s left  812,345 jobs  3 rejected"
      ),
      (
        200, false,
        "hookline:  3.1 of 12.4 GB   25 %  ########........................  1.05 GB/s  9 s left  812,345 jobs  3 rejected"
      ),
      (
        86, false,
        "hookline:  3.1 of 12.4 GB   25 %  ####............  1.05 GB/s  9 s left  812,345 jobs"
      ),
      (79, false, "hookline:  3.1 of 12.4 GB   25 %  ##......  1.05 GB/s  9 s left  812,345 jobs"),
      (76, false, "hookline:  3.1 of 12.4 GB   25 %  #####...............  1.05 GB/s  9 s left"),
      (60, false, "hookline:  3.1 of 12.4 GB   25 %  ###.........  1.05 GB/s"),
      (45, true, "hookline:  3.1 of 12.4 GB   25 %  ██      "),
      (41, true, "hookline:  3.1 of 12.4 GB   25 %"),
      (31, true, "hookline:  3.1 of 12.4 GB"),
      (24, true, ""),
      (0, true, ""),
    ])
  func whatDoesNotFitIsLeftOutFromTheRight(columnCount: Int, hasEighths: Bool, expected: String) {
    let line = ProgressLine(Self.sample, isGrouped: true)
    #expect(line.text(columnCount: columnCount, hasEighths: hasEighths) == expected)
  }

  /// Whatever the numbers are.
  @Test func lineFitsAnyTerminal() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      func number() -> Int {
        Int.random(in: 0 ... .max, using: &random) >> Int.random(in: 0...62, using: &random)
      }
      let state = State(
        [.reading, .replaying].randomElement(using: &random) ?? .reading, byteCount: number(),
        of: Bool.random(using: &random) ? nil : number(), jobCount: number(),
        rejectedCount: number(), milliseconds: number())
      let line = ProgressLine(state, isGrouped: Bool.random(using: &random))
      let columnCount = Int.random(in: 0...250, using: &random)
      let text = line.text(columnCount: columnCount, hasEighths: Bool.random(using: &random))
      #expect(text.count <= columnCount, "seed \(seed): \(state)")
      #expect(columnCount < 160 || text.contains("job"), "seed \(seed): \(state)")
    }
  }
}

extension ProgressLine {
  /// The line without a bar, as text, without the name of the program.
  var text: String {
    let text = Self.text { append(to: &$0) }
    return text.hasPrefix("hookline: ") ? String(text.dropFirst(10)) : "no name: \(text)"
  }

  /// The line for a terminal of this width, as text.
  func text(columnCount: Int, hasEighths: Bool) -> String {
    Self.text { append(to: &$0, columnCount: columnCount, hasEighths: hasEighths) }
  }

  private static func text(_ compose: (inout OutputRawSpan) -> Void) -> String {
    var bytes: [UInt8] = []
    // SAFETY: the bytes are copied while they are borrowed.
    ShortText.make(compose) { bytes = unsafe $0.withUnsafeBytes { unsafe Array($0) } }
    return String(decoding: bytes, as: UTF8.self)
  }
}
