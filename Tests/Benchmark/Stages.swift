import Glibc
import Hookline
import HooklinePipeline
import HooklineSystem
import JSONScanning

/// The stages from events to jobs.
///
/// All but reading work on bytes in memory. Matching includes scanning, and routing includes both.
struct Stages {
  private let bytes: [UInt8]
  private let lines: [Range<Int>]
  /// The lines of each block, as ranges of indices of `lines`; a block has about the size that a read has.
  private let blocks: [Range<Int>]
  private let webhooks: [Webhook]

  /// Reads at most the first 64 MB of the events, because they repeat anyway.
  init(events: FileName, webhooks: FileName) throws {
    bytes = Array(try WholeFile(events).bytes.prefix(64_000_000))
    lines = Self.lines(of: bytes)
    blocks = Self.blocks(of: lines)
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

  private static func blocks(of lines: [Range<Int>]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    for (number, line) in lines.enumerated() {
      if let last = blocks.last, line.upperBound - lines[last.lowerBound].lowerBound < 256 << 10 {
        blocks[blocks.count - 1] = last.lowerBound..<number + 1
      } else {
        blocks.append(number..<number + 1)
      }
    }
    return blocks
  }

  private static func definitions(in text: [UInt8]) throws -> [Webhook] {
    var reader = WebhookReader()
    reader.read(text.span, file: 0)
    return try reader.finish()
  }

  /// The number of bytes that each stage in memory processes.
  var byteCount: Int { bytes.count }

  /// Reading lines from a file, in blocks.
  static func read(_ file: FileName) throws {
    var reader = LineReader(try Descriptor.open(file), limit: 64 << 20)
    while try reader.readMore() {}
  }

  /// Finding the line ends and indexing the lines, 64 bytes at a time.
  func index(with kernel: ScanKernel) {
    var index = LineIndex(kernel, selecting: MemberSelection([]))
    for block in blocks {
      index.reset()
      let text = bytes.span.extracting(0..<lines[block.upperBound - 1].upperBound + 1)
      for line in lines[block] { _ = index.endOfLine(at: line.lowerBound, in: text) }
    }
  }

  /// Checking every byte and locating the routed members with the scalar scanner, one line at a time.
  func scan() {
    var reader = EventReader(kernel: .scalar)
    for line in lines { _ = try? reader.read(bytes.span.extracting(line)) }
  }

  /// Scanning, and finding the matching webhooks.
  func match(with kernel: ScanKernel) {
    var router = Router(webhooks, kernel: kernel)
    forEachLine(with: &router) { router, line, block in _ = router.route(line, of: block) }
  }

  /// Hashing all lines; a run hashes only those that match.
  func hash() -> UInt8 {
    var sum: UInt8 = 0
    for line in lines {
      let digits = XXH128(of: bytes.span.extracting(line)).digits
      sum &+= digits[0]
    }
    return sum
  }

  /// Everything from scanning to writing the jobs, to `/dev/null`.
  func route(with kernel: ScanKernel) throws {
    var router = Router(webhooks, kernel: kernel)
    let output = try Descriptor.create(FileName(Array("/dev/null".utf8))).descriptor
    var writer = LineWriter(to: output)
    var product = Product.jobs(for: webhooks)
    forEachLine(with: &router) { router, line, block in
      product.add(router.route(line, of: block), by: router, in: block, to: &writer)
    }
    writer.flush()
    if let failure = writer.failure { throw failure }
  }

  /// Calls `body` with each line of each block, as the pipeline does.
  private func forEachLine(
    with router: inout Router, _ body: (inout Router, Range<Int>, Span<UInt8>) throws -> Void
  ) rethrows {
    for block in blocks {
      let text = bytes.span.extracting(0..<lines[block.upperBound - 1].upperBound + 1)
      router.beginBlock()
      for line in lines[block] {
        _ = router.endOfLine(at: line.lowerBound, in: text)
        try body(&router, line, text)
      }
    }
  }
}
