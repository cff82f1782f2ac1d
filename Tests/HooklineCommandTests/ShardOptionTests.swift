import Foundation
import Hookline
import HooklineCommand
import SampleData
import Testing

/// `--shard`: only the webhooks of that shard take part.
@Suite struct ShardOptionTests {
  private static let form = "K/N, the shard K of N, with K from 1 to N, such as 2/5"

  @Test func shardOptionIsAccepted() throws {
    #expect(
      try Invocation(line: "-w a --shard 2/5")
        == .routing { $0.selection.shard = Shard(2, of: 5) })
  }

  @Test(
    arguments: [
      ("-w a --shard", .missingValue("--shard", value: "K/N")),
      ("-w a --shard 1/1 --shard 1/1", .repeatedOption("--shard")),
    ]
      + ["0/5", "6/5", "1/0", "5", "1/x", ""].map {
        ("-w a --shard=\($0)", .invalidValue("--shard", form: form))
      } as [(String, UsageError)])
  func wrongShardIsRejected(line: String, error: UsageError) {
    #expect(throws: error) { try Invocation(line: line) }
  }

  /// Each job is in the shard of its webhook, which `xxh128sum` computes, and in its order.
  @Test(arguments: [("3", "events"), ("7", "log")])
  func shardsDivideTheJobs(count: String, form: String) throws {
    let input =
      form == "log" ? SampleLog.file(try FixtureLog.records(), in: .compact) : DirectRun.events
    let scratch = try Scratch()
    _ = try scratch.file("input", holding: input)
    let run = try scratch.run(
      """
      set -e; n=\(count); w="\(BuiltBinary.fixtures.path())/webhooks.json"
      hookline -w $w --from \(form) input > all 2> /dev/null
      cut -d'"' -f8 all | while read -r id; do
        hash=$(printf %s $id | xxh128sum)
        echo $(((0x${hash:16:8} % n * (0x100000000 % n) + 0x${hash:24:8}) % n + 1))
      done > shards
      for k in $(seq \(count)); do
        hookline -w $w --from \(form) --shard $k/\(count) -j $k input 2> messages > jobs
        paste -d: shards all | sed -n "s/^$k://p" | cmp - jobs
        if [ \(form) = log ]; then cat messages; fi
        wc -l < jobs
      done
      """)
    let counts = String(decoding: run.output, as: UTF8.self).split(separator: "\n").map {
      Int($0) ?? 0
    }
    let all = try DirectRun.run.lines.count
    #expect(run.status == 0 && run.messages == "")
    #expect(counts.count == Int(count) && counts.reduce(0, +) == all)
  }

  @Test(arguments: ["jobs", "counts", "log"]) func shardWithoutWebhooksIsNoError(mode: String)
    throws
  {
    let isLog = mode == "log"
    let input = isLog ? SampleLog.file(try FixtureLog.records(), in: .lines) : DirectRun.events
    let run = try BuiltBinary.run(
      DirectRun.webhooks + ["--shard=1/1000000000000"] + (mode == "counts" ? ["--count"] : [])
        + (isLog ? ["--from=log"] : []), input: input)
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(
      mode == "counts" ? text.hasPrefix("  0  jobs in all\n  0  events that match\n") : text == "")
    #expect(run.status == 0 && run.messages == "")
  }
}
