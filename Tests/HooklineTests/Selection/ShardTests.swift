import Hookline
import SampleData
import Testing

/// Shards of webhooks.
@Suite struct ShardTests {
  /// The shard of this id is 1 + (0xbccd903dcee659ec mod N): the digits are those that `xxh128sum` prints.
  @Test(arguments: [1, 2, 3, 5, 7, 64, 1000, 4096, Int.max])
  func shardFollowsFromTheHashOfTheDigits(count: Int) throws {
    for digits in ["62685990d918fb5557f9f992", "62685990D918FB5557F9F992"] {
      let id = try #require(ObjectID(digits))
      let number = 1 + Int(0xbccd_903d_cee6_59ec % UInt64(count))
      #expect(try #require(Shard(number, of: count)).contains(id))
      if count > 1 {
        #expect(try !#require(Shard(number % count + 1, of: count)).contains(id))
      }
    }
  }

  @Test(arguments: [1, UInt64.random(in: 0...1 << 48)])
  func eachIDIsInExactlyOneShard(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = random.number(in: 1...20)
      let shards = try (1...count).map { try #require(Shard($0, of: count)) }
      let digits = (0..<24).map { _ in String(random.number(in: 0...15), radix: 16) }.joined()
      let id = try #require(ObjectID(digits))
      #expect(shards.count { $0.contains(id) } == 1, "seed \(seed)")
    }
  }

  @Test(arguments: ["1/1", "2/5", "5/5", "9223372036854775807/9223372036854775807"])
  func writtenShardIsReadAsTheSame(text: String) throws {
    #expect(try #require(Shard(text)).description == text)
  }

  @Test func numbersCanHaveLeadingZeros() { #expect(Shard("02/005") == Shard(2, of: 5)) }

  @Test(arguments: [
    "", "/", "1", "1/", "/1", "0/1", "2/1", "0/0", "1/0", "-1/1", "1/-1", "+1/1", "1/+1", "1/1/1",
    "1 /1", " 1/1", "1/1 ", "1:2", "1/9223372036854775808", "1/18446744073709551617", "a/b", "1/١",
  ])
  func somethingElseIsNoShard(text: String) { #expect(Shard(text) == nil) }
}
