import Glibc
import Hookline
import HooklinePipeline

/// The parts of the way from the events to the jobs, each of them alone and over bytes that are in memory.
struct Stages {
  private let bytes: [UInt8]
  private let lines: [Range<Int>]
  private let webhooks: [Webhook]

  /// Takes the first part of the events, at most 64 MB, which repeat anyway.
  init(events: FileName, webhooks: FileName) throws {
    bytes = Array(try WholeFile(events).bytes.prefix(64_000_000))
    lines = Self.lines(of: bytes)
    self.webhooks = try Self.definitions(in: try WholeFile(webhooks).bytes)
  }

  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var (lines, start) = ([Range<Int>](), 0)
    while let end = bytes[start...].firstIndex(of: lineFeed) {
      lines.append(start..<end)
      start = end + 1
    }
    return lines
  }

  private static func definitions(in text: [UInt8]) throws -> [Webhook] {
    var reader = WebhookReader()
    reader.read(text.span, file: 0)
    return try reader.finish()
  }

  /// How many bytes each stage goes over.
  var byteCount: Int { bytes.count }

  /// Reading lines from a file, in blocks.
  static func read(_ file: FileName) throws {
    var reader = LineReader(try Descriptor.open(file), limit: 64 << 20)
    while try reader.readMore() {}
  }

  /// Checking every byte and locating what decides where an event goes.
  func scan() {
    var reader = EventReader()
    for line in lines { _ = try? reader.read(bytes.span.extracting(line)) }
  }

  /// The same, and finding the webhooks.
  func match() {
    var router = Router(webhooks)
    var counts = JobCounts(webhookCount: webhooks.count)
    for line in lines { _ = router.count(bytes.span.extracting(line), in: &counts) }
  }

  /// Hashing all lines, of which a run hashes those that match.
  func hash() -> UInt8 {
    var sum: UInt8 = 0
    for line in lines {
      let digits = XXH128(of: bytes.span.extracting(line)).digits
      sum &+= digits[0]
    }
    return sum
  }

  /// The whole way, jobs written to `/dev/null`.
  func route() throws {
    var router = Router(webhooks)
    var writer = RecordWriter(to: try Descriptor.create(FileName(Array("/dev/null".utf8))))
    for line in lines { _ = try router.route(bytes.span.extracting(line), to: &writer) }
    try writer.flush()
  }
}
