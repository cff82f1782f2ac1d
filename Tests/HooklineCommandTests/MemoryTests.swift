import Foundation
import SampleData
import Testing

/// That memory does not grow with the input.
@Suite struct MemoryTests {
  /// How much is streamed: two gigabytes in a release build.
  static var byteCount: Int {
    #if DEBUG
      32 << 20
    #else
      2_000_000_000
    #endif
  }

  /// The peak of resident memory in KiB, of a run over `byteCount` bytes of `block` again and again.
  private func peak(
    ofStreaming block: [UInt8], behind head: String = "", byteCount: Int, options: [String] = []
  ) throws -> Int {
    let input = Pipe()
    let child = Child(["-w", "fixtures/webhooks.json"] + options)
    child.process.standardInput = input
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    let data = Data(block)
    try input.fileHandleForWriting.write(contentsOf: Data(head.utf8))
    for _ in 0..<(byteCount / block.count) {
      try input.fileHandleForWriting.write(contentsOf: data)
    }
    // The kernel tells the peak as long as the process lives, and it lives until its input ends.
    let status = try String(
      contentsOfFile: "/proc/\(child.process.processIdentifier)/status", encoding: .utf8)
    try input.fileHandleForWriting.close()
    #expect([0, 65].contains(child.finish()))
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(whereSeparator: { !$0.isNumber }).joined()))
  }

  @Test func aLongStreamRunsInConstantMemory() throws {
    let events = try Data(contentsOf: BuiltBinary.fixtures.appending(path: "events.ndjson"))
    #expect(try peak(ofStreaming: [UInt8](events), byteCount: Self.byteCount) < 32 << 10)
  }

  @Test func anEndlessLineIsNotHeld() throws {
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
    // The limit of 64 MiB, half of it again while the buffer grows, and the program itself.
    #expect(try peak(ofStreaming: blanks, byteCount: 256 << 20) < 120 << 10)
  }

  /// One array without an end, half as long as the stream of lines, on one line and over many.
  @Test(arguments: [SampleLog.Form.compact, .pretty])
  func aLongArrayRunsInConstantMemory(form: SampleLog.Form) throws {
    let records = DirectRun.lines.map { line in
      let record = SampleLog.record(Array(line), to: "62685990d918fb5557f9f992")
      return (form == .pretty ? SampleLog.spread(record) : record) + Array(",".utf8)
    }
    #expect(
      try peak(
        ofStreaming: Array(records.joined()), behind: "[", byteCount: Self.byteCount / 2,
        options: ["--from", "log"]) < 32 << 10)
  }
}
