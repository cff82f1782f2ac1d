import Foundation
import JSONScanning
import SampleData
import Testing

/// All kernels that this processor supports give the same jobs, rejects and messages.
@Suite struct KernelTests {
  @Test func allGiveTheSame() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let count = TestSize.debug(600, release: 6000)
    let events = SpoiledEvents.lines(count, seed: seed)
    var expected: (run: Run, rejects: [UInt8])?
    for kernel in ScanKernel.allCases where kernel.isAvailable {
      let scratch = try Scratch()
      let rejects = scratch.folder.appending(path: "rejects")
      let run = try BuiltBinary.run(
        DirectRun.webhooks + ["--kernel", kernel.rawValue, "--rejects", rejects.path()],
        input: events)
      let found = (run, try [UInt8](Data(contentsOf: rejects)))
      #expect(run.status == 65 && run.lines.count > count / 6 && found.1.count > 3 * count)
      let isSame = expected.map { $0 == found } ?? true
      #expect(isSame, "\(kernel), seed: \(seed)")
      expected = expected ?? found
    }
    #expect(expected != nil)
  }
}
