import Foundation
import HooklineCommand
import HooklinePipeline
import SampleData
import Testing

/// `--max-line-bytes`: longer lines and records are rejected, however they arrive, and cut where they are kept.
@Suite struct MaxLineBytesTests {
  @Test(
    arguments: [
      ("-w a --max-line-bytes 80", .routing { $0.limits.lineLength = 80 }),
      ("-w a --max-line-bytes 64K", .routing { $0.limits.lineLength = 64 << 10 }),
      ("-w a --max-line-bytes 1M", .routing { $0.limits.lineLength = 1 << 20 }),
      ("-w a --max-line-bytes=007G", .routing { $0.limits.lineLength = 7 << 30 }),
      (
        "-w a --max-line-bytes 8589934591G", .routing { $0.limits.lineLength = 8_589_934_591 << 30 }
      ),
      ("-w a --max-line-bytes 8589934592G", .routing { $0.limits.lineLength = .max }),
      ("-w a --max-line-bytes 99999999999999999999", .routing { $0.limits.lineLength = .max }),
    ] as [(String, Invocation)])
  func maxLineBytesOptionIsAccepted(line: String, expected: Invocation) throws {
    #expect(try Invocation(line: line) == expected)
  }

  @Test(arguments: [" 1k", " K", "=", " 1KB", " -1K", " 1.5M"])
  func wrongMaxLineBytesAreRejected(value: String) {
    #expect(throws: UsageError.invalidByteCount("--max-line-bytes")) {
      try Invocation(line: "-w a --max-line-bytes\(value)")
    }
  }

  /// The limit of 64 MiB applies to the bytes before the line feed.
  @Test(
    arguments: [(1, "67108865: too-long"), (0, "1: missing-field")]
      .prefix(TestSize.debug(1, release: 2)))
  func defaultLineLimitIs64MiB(excess: Int, expected: String) throws {
    let blanks = (64 << 20) - 2 + excess
    let run = try BuiltBinary.run(
      shell: "{ printf '{}'; head -c \(blanks) /dev/zero | tr '\\0' ' '; echo; } |"
        + " hookline -w fixtures/webhooks.json")
    #expect(run.messages.hasPrefix("hookline: (standard input):1:\(expected): "))
  }

  /// An overlong line is cut to 64 KiB in its record and whole among the raw lines, whether it is held, streams by, or
  /// streams by to the end of the file.
  @Test(arguments: [("\r\n", 100), ("\r\n", 1_000_000), ("", 1_000_000), ("\n", 70_000)])
  func overlongLineIsCutInItsRecord(end: String, length: Int) throws {
    let scratch = try Scratch()
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    let input = Array("{}\n".utf8) + line + Array(end.utf8) + Array("7".utf8)
    let cut = end.isEmpty ? line + [UInt8(ascii: "7")] : line
    let run = try MixedLines.run(
      "--max-line-bytes 99 --rejects r --rejects-raw raw dump.ndjson", input: input, in: scratch)
    #expect(run.messages.contains("dump.ndjson:2:100: too-long: longer than 99 bytes"))
    let records = try scratch.bytes(of: "r").split(separator: lineFeed)
    #expect(records.count == (end.isEmpty ? 2 : 3))
    let record = try #require(
      JSONSerialization.jsonObject(with: Data(records[1])) as? [String: Any])
    #expect(record["length"] as? Int == cut.count)
    #expect(record["offset"] as? Int == 3)
    #expect((record["text"] as? String)?.utf8.count == min(cut.count, 65_536))
    #expect(record["cut"] as? Bool == (cut.count > 65_536 ? true : nil))
    let raw = try scratch.bytes(of: "raw").split(separator: lineFeed)
    let isWhole = raw[1].filter { $0 != 13 }.elementsEqual(cut)
    #expect(isWhole)
  }

  /// However the bytes arrive, the same records are too long, and the same part of them is kept.
  @Test(arguments: [
    "[123456  ,2]", "[123456\n7 ,2]", "[1     ,2]", "[{\n\"a\":\n1}\r\n]", "[{}        ",
    "123456\r\n7\n",
    "123456\r\r\n", "   123456\n", "[[1,\n2,3]]", "1\n[1\n", "[\"a\nb\",\n1]",
  ])
  func sameRecordsAreTooLongForAnyReads(text: String) throws {
    let bytes = Array(text.utf8)
    var outcomes: [Run] = []
    for cut in stride(from: 0, to: bytes.count, by: TestSize.debug(2, release: 1)) {
      let scratch = try Scratch()
      _ = try scratch.file("a", holding: Array(bytes[..<cut]))
      _ = try scratch.file("b", holding: Array(bytes[cut...]))
      outcomes.append(
        try BuiltBinary.run(
          shell:
            "{ cat a; sleep 0.05; cat b; } | hookline -w \(BuiltBinary.fixtures.path())/webhooks.json"
            + " --from log --max-line-bytes 4 --rejects r --rejects-raw raw; s=$?; cat r raw; exit $s",
          in: scratch.folder))
    }
    for outcome in outcomes { #expect(outcome == outcomes[0]) }
    #expect(outcomes[0].status == 65)
  }
}
