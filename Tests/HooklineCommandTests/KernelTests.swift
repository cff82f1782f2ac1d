import Foundation
import JSONScanning
import SampleData
import Testing

/// The ways of scanning that this processor has give the same jobs, rejects and messages.
@Suite struct KernelTests {
  /// Sample events, one byte of every tenth of which is another one, some ended by CRLF; the last without a line feed.
  private static func events(seed: UInt64) -> [UInt8] {
    var (samples, generator) = (SampleEvents(seed: seed), SeededGenerator(seed: seed))
    let odd =
      Array(#"{}[]:,"\0-.eEu tfn"#.utf8) + [0, 9, 10, 13, 0x1F, 0x80, 0x8A, 0xC3, 0xE2, 0xF0, 0xFF]
    let lines = (0..<3000).map { number in
      var line = samples.next()
      if number.isMultiple(of: 10) {
        let place = Int.random(in: line.indices, using: &generator)
        line[place] = odd[Int.random(in: odd.indices, using: &generator)]
      }
      return line + Array((number.isMultiple(of: 7) ? "\r\n" : "\n").utf8)
    }
    return Array(lines.joined().dropLast())
  }

  @Test func allGiveTheSame() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let events = Self.events(seed: seed)
    var expected: (run: Run, rejects: [UInt8])?
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      let scratch = try Scratch()
      let rejects = scratch.folder.appending(path: "rejects")
      let run = try BuiltBinary.run(
        DirectRun.webhooks + ["--kernel", kernel.rawValue, "--rejects", rejects.path()],
        input: events)
      let found = (run, try [UInt8](Data(contentsOf: rejects)))
      #expect(run.status == 65 && run.lines.count > 500 && found.1.count > 10_000)
      let isSame = expected.map { $0 == found } ?? true
      #expect(isSame, "\(kernel), seed: \(seed)")
      expected = expected ?? found
    }
    #expect(expected != nil)
  }
}
