import Foundation
import HooklineCommand
import JSONScanning
import SampleData
import Testing

/// `--kernel`, an option for tests: all kernels that this processor supports give the same jobs, rejects and messages.
@Suite struct KernelOptionTests {
  @Test func kernelOptionIsAccepted() throws {
    #expect(try Invocation(line: "-w a --kernel scalar") == .routing { $0.kernel = .scalar })
  }

  @Test(
    arguments: [
      (
        "-w a --kernel sse",
        .invalidWord("--kernel", allowed: ["scalar", "avx2", "avx512"], isOptional: false)
      ),
      ("-w a --kernel scalar --kernel scalar", .repeatedOption("--kernel")),
    ] as [(String, UsageError)])
  func wrongKernelIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  @Test func outputIsIdenticalForEveryKernel() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let count = TestSize.debug(600, release: 6000)
    let events = CorruptedEvents.lines(count, seed: seed)
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
