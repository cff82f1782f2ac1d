import Foundation
import Fuzzing
import SampleData
import Testing

/// Runs the fuzz targets on their seeds and on mutated ones, so that they keep working.
@Suite struct FuzzTargetTests {
  private static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures")

  @Test(arguments: FuzzTarget.allCases)
  func fuzzSeedsContradictNothing(target: FuzzTarget) throws {
    let seeds = try target.seeds(from: Self.fixtures)
    #expect(seeds.count >= 20)
    for seed in seeds.filter({ $0.count <= Self.longest }).prefix(Self.count) {
      #expect(target.contradiction(in: seed) == nil, "\(MarkedText.notation(of: seed))")
    }
  }

  /// Past findings: each file is named after its target, a hyphen, and what it is about.
  @Test func pastFuzzFindingsAreFixed() throws {
    let folder = Self.fixtures.appending(path: "findings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    #expect(!names.isEmpty)
    for name in names {
      let target = try #require(
        FuzzTarget(rawValue: String(name.prefix { $0 != "-" })), "\(name) names no target")
      let input = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      #expect(target.contradiction(in: input) == nil, "\(name)")
    }
  }

  /// To rerun a printed seed, paste it into the list.
  @Test(arguments: FuzzTarget.allCases, [UInt64.random(in: .min ... .max)])
  func mutatedFuzzSeedsContradictNothing(target: FuzzTarget, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let seeds = try target.seeds(from: Self.fixtures).filter { $0.count <= Self.longest }
    for _ in 0..<Self.count {
      var input = seeds.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        mutate(&input, target, using: &random)
      }
      let contradiction = target.contradiction(in: input)
      guard contradiction == nil else {
        let smallest = shrunk(input) { target.contradiction(in: $0) != nil }
        Issue.record(
          """
          seed \(seed): \(target.contradiction(in: smallest) ?? "")
          in \(MarkedText.notation(of: smallest))
          """)
        return
      }
    }
  }

  private static let count = TestSize.debug(15, release: 2_000)
  private static let longest = TestSize.debug(600, release: 1_000)

  private func mutate(
    _ input: inout [UInt8], _ target: FuzzTarget, using random: inout SeededGenerator
  ) {
    let place = Int.random(in: 0...input.count, using: &random)
    let rest = input.count - place
    let piece = input[place..<place + Int.random(in: 0...min(rest, 20), using: &random)]
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where rest > 0: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1 where rest > 0: input[place] = .random(in: .min ... .max, using: &random)
    case 2: input.removeSubrange(piece.indices)
    case 3: input.insert(contentsOf: piece, at: Int.random(in: 0...input.count, using: &random))
    default:
      let word = target.dictionary.randomElement(using: &random) ?? ""
      input.insert(contentsOf: word.utf8, at: place)
    }
  }
}
