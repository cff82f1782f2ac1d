import Foundation
import SampleData
import Testing

/// Memory does not grow with the input.
@Suite struct MemoryTests {
  /// How many bytes are streamed: one gigabyte in a release build.
  static let byteCount = TestSize.debug(32 << 20, release: 1_000_000_000)

  /// The peak resident memory, in KiB, of a run over `head` and about `byteCount` bytes of repeated `block`.
  private func peak(
    ofStreaming block: [UInt8], after head: String = "", byteCount: Int, options: [String] = []
  ) throws -> Int {
    let input = Pipe()
    let child = Child((options.contains("-w") ? [] : DirectRun.webhooks) + options)
    child.process.standardInput = input
    child.process.standardOutput = FileHandle.nullDevice
    child.process.standardError = FileHandle.nullDevice
    try child.start()
    let data = Data(block)
    try input.fileHandleForWriting.write(contentsOf: Data(head.utf8))
    for _ in 0..<(byteCount / block.count) {
      try input.fileHandleForWriting.write(contentsOf: data)
    }
    // The kernel reports the peak only while the process is alive, which it is until its input ends.
    let status = try String(
      contentsOfFile: "/proc/\(child.process.processIdentifier)/status", encoding: .utf8)
    try input.fileHandleForWriting.close()
    #expect([0, 65].contains(child.finish()))
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(whereSeparator: { !$0.isNumber }).joined()))
  }

  /// The bound is in MiB, for a release build: the code of a debug build is larger.
  @Test(arguments: [("1", 16), ("2", 20), ("8", 32)])
  func longStreamUsesConstantMemory(threads: String, bound: Int) throws {
    let events = try Data(contentsOf: BuiltBinary.fixtures.appending(path: "events.ndjson"))
    let peak = try peak(
      ofStreaming: [UInt8](events), byteCount: Self.byteCount, options: ["-j", threads])
    #expect(peak < (bound + TestSize.debug(4, release: 0)) << 10)
  }

  /// Eight threads could each hold a line, in a buffer of twice its size.
  @Test func oneLongLineIsHeldAtATime() throws {
    let line = [UInt8](repeating: UInt8(ascii: " "), count: 8 << 20) + [lineFeed]
    let block = DirectRun.events + line
    #expect(
      try peak(
        ofStreaming: block, byteCount: TestSize.debug(5, release: 20) * block.count,
        options: ["-j", "8"]) < 64 << 10)
  }

  @Test func endlessLineIsNotHeld() throws {
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
    // The limit of 64 MiB, half as much again while the buffer grows, and the program itself.
    let byteCount = TestSize.debug(128 << 20, release: 1 << 30)
    let bound = 120 + TestSize.debug(8, release: 0)
    #expect(try peak(ofStreaming: blanks, byteCount: byteCount) < bound << 10)
  }

  /// An array without an end, half as long as the stream of lines, on one line or over many.
  @Test(arguments: [SampleLog.Form.compact, .pretty])
  func longLogArrayUsesConstantMemory(form: SampleLog.Form) throws {
    let records = DirectRun.lines.map { line in
      let record = SampleLog.record(Array(line), to: "62685990d918fb5557f9f992")
      return (form == .pretty ? SampleLog.spread(record) : record) + Array(",".utf8)
    }
    #expect(
      try peak(
        ofStreaming: Array(records.joined()), after: "[", byteCount: Self.byteCount / 2,
        options: ["--from", "log"]) < 32 << 10)
  }

  /// Each comma is a rejected record, whose description takes much more than a byte.
  @Test func arrayOfCommasUsesLittleMemory() throws {
    let commas = [UInt8](repeating: UInt8(ascii: ","), count: 1 << 20)
    #expect(
      try peak(
        ofStreaming: commas, after: "[", byteCount: 2 << 20,
        options: ["--from", "log", "-j", "2"]) < 32 << 10)
  }

  /// The record of a line is up to six times as long, and is written while it is escaped.
  @Test(arguments: [0x01, 0xFF] as [UInt8]) func longRejectedLineUsesLittleMemory(byte: UInt8)
    throws
  {
    let line = [UInt8](repeating: byte, count: 8 << 20) + [lineFeed]
    let peak = try peak(
      ofStreaming: line, byteCount: TestSize.debug(2, release: 10) * line.count,
      options: ["-j", "1", "--rejects", "/dev/null"])
    // 40 MiB with and without records; held whole, the shorter one, in base64, would take 11 MiB more.
    #expect(peak < 50 << 10)
  }

  /// How many webhooks one event matches.
  private static let webhookCount = TestSize.debug(200, release: 20_000)

  /// The jobs of an event that matches many webhooks are not held: in a release build they take a hundred times the bound.
  @Test func eventForManyWebhooksUsesLittleMemory() throws {
    let scratch = try Scratch()
    let webhooks = (0..<Self.webhookCount).map { number in
      let id = String(repeating: "0", count: 16) + String(0x1000_0000 + number, radix: 16)
      return """
        {"_id":"\(id)","company":"625be93a286ef83c1c0e845f","isActive":true,"url":"http://a.b/\(number)",
        "trigger":"create-edit-delete-task","code":"c\(number)"}
        """
    }
    let file = try scratch.file("webhooks", holding: Array(webhooks.joined(separator: "\n").utf8))
    let filling = String(repeating: "x", count: Self.byteCount / 2 / Self.webhookCount)
    let event = #"{"company":"625be93a286ef83c1c0e845f","type":"COTTask","event":"edit","x":""#
    // The blank lines after the event are read once its jobs are written.
    let blanks = Array(repeating: lineFeed, count: 1 << 20)
    let block = Array((event + filling + "\"}").utf8) + blanks
    let options = ["-w", file.path()]
    let without = try peak(ofStreaming: blanks, byteCount: blanks.count, options: options)
    let with = try peak(ofStreaming: block, byteCount: block.count, options: options)
    #expect(with - without < 8 << 10)
  }

  /// How many deliveries a log has.
  private static let deliveryCount = TestSize.debug(20_000, release: 400_000)

  /// At most 64 bytes for each delivery, and 64 MiB for what failed: the events, in a release build, are three times that.
  @Test(arguments: ["--from log --failed log", "--seen done events"])
  func deliveriesAreHeldInBoundedMemory(options: String) throws {
    let scratch = try Scratch()
    let run = try scratch.run(
      """
      w=62685991d918fb5557f9f9bb c=625be93a286ef83c1c0e845f x=$(printf %0150d 0)
      seq -f '%07.0f' \(Self.deliveryCount) > numbers
      case '\(options)' in
        *log) sed "s/.*/{\\"subscription\\":\\"$w\\",\\"event\\":{\\"company\\":\\"$c\\",\\"type\\":\\"COTNote\\",\\"event\\":\\"edit\\",\\"x\\":\\"$x&\\"}}/" numbers > log ;;
        *) head -n 2000 \(BuiltBinary.fixtures.path())/events.ndjson > events
           sed "s/.*/{\\"id\\":\\"$w-000000000000000000000000&0\\"}/" numbers > done ;;
      esac
      """)
    try #require(run.status == 0, "\(run.messages)")
    let webhooks = "\(BuiltBinary.fixtures.path())/webhooks.json"
    let (peak, count) = try peak(ofRunning: "-w \(webhooks) \(options)", in: scratch)
    #expect(count == (options.contains("log") ? Self.deliveryCount : 142))
    let program = 24 << 10
    #expect(peak < program + (64 << 10) + Self.deliveryCount * 64 / 1024)
  }

  /// As many as make the table large soon after it has grown, which is when it takes most for each.
  private static let eventCount = 3520
  private static let uniqueWebhookCount = TestSize.debug(50, release: 1000)

  /// At most 64 bytes for each id, for several threads, too; only in a release build are they enough to tell.
  @Test(arguments: ["-j 2", "-j 8"])
  func idsAreHeldInBoundedMemory(options: String) throws {
    let scratch = try Scratch()
    let company = #""company":"625be93a286ef83c1c0e845f""#
    let webhooks = (0..<Self.uniqueWebhookCount).map { number in
      #"{"_id":"62685990d918fb5557f\#(10_000 + number)",\#(company),"isActive":true,"code":"c\#(number)","#
        + #""trigger":"create-edit-delete-note","url":"http://a"}"#
    }
    let events = (0..<Self.eventCount).map { number in
      #"{\#(company),"type":"COTNote","event":"edit","n":\#(number)}"# + "\n"
    }
    _ = try scratch.file("webhooks", holding: Array(webhooks.joined(separator: "\n").utf8))
    _ = try scratch.file("events", holding: Array(events.joined().utf8))
    let command = "-w webhooks events --columns id \(options)"
    let without = try peak(ofRunning: command, in: scratch)
    let with = try peak(ofRunning: command + " --unique", in: scratch)
    let count = Self.eventCount * Self.uniqueWebhookCount
    #expect(without.jobCount == count && with.jobCount == count)
    #expect(with.peak - without.peak < count * 64 / 1024 + 1024)
  }

  /// The peak resident memory, in KiB, of a run of `hookline` with these arguments, and how many jobs it writes.
  private func peak(
    ofRunning arguments: String, in scratch: Scratch
  ) throws -> (peak: Int, jobCount: Int) {
    let run = try scratch.run(
      """
      python3 -c 'import resource, subprocess, sys
      subprocess.run(["bash", "-c", sys.argv[1]], check=True)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' 'hookline \(arguments) > jobs'
      wc -l < jobs
      """)
    let numbers = run.lines.map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    try #require(run.status == 0 && numbers.count == 2, "\(run.messages)")
    return (numbers[0], numbers[1])
  }

  /// In definitions with nothing but faults, only the first faults of each file are kept.
  @Test func definitionFaultsUseLittleMemory() throws {
    let run = try BuiltBinary.run(
      shell: "yes '{}' | head -n 200000 |"
        + " { ulimit -v 100000; hookline -w - fixtures/events.ndjson; }")
    #expect(run.status == 78)
    #expect(run.messages.split(separator: "\n").count == 22)
    #expect(
      run.messages.hasSuffix(
        ": 1199980 more faults\n"
          + "hookline: to list all faults, check the same definitions with --check\n"))
  }
}
