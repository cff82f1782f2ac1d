import SampleData
import Testing

@testable import JSONScanning

/// A name is looked up by its last bytes and confirmed by all of them.
@Suite struct NameListTests {
  /// A name of each length that is compared in a different way.
  private static let names = (1...20).map { String("abcdefghijklmnopqrst".prefix($0)) }

  /// Names that differ from `name` in one byte, lack one, or have one more.
  private static func neighbours(of name: String) -> [String] {
    let letters = Array(name)
    let changed = letters.indices.flatMap { place in
      ["", "_", letters[place].uppercased()].map { replacement in
        String(letters[..<place]) + replacement + String(letters[(place + 1)...])
      }
    }
    return changed + ["_" + name, name + "_"]
  }

  /// Whether `name` is found if only `known` and `*` are chosen, as a member's name and as a value; `margin` precedes the text.
  private func isFound(
    _ name: String, among known: String, after margin: String
  ) throws -> (member: Bool, value: Bool) {
    let text = Array("\(margin){\"\(name)\":\"\(name)\",\"*\":\"\(name)\"}".utf8)
    let selection = MemberSelection([known, "*"])
    var members = SelectedMembers(for: selection)
    var scanner = Scanner()
    _ = try scanner.scanText(in: text.span, selecting: selection, into: &members)
    let value = try #require(members[1].flatMap { DecodedString($0) })
    return (members[0] != nil, NameList([known]).place(of: value, in: text.span) == 0)
  }

  /// So many bytes before a name that it is looked up by its hash, however short it is.
  private static let margin = String(repeating: " ", count: 16)

  @Test(arguments: names, ["", "        ", margin])
  func nameIsFoundOnlyIfEveryByteMatches(name: String, margin: String) throws {
    #expect(try isFound(name, among: name, after: margin) == (true, true))
    for other in Self.neighbours(of: name) {
      let found = try isFound(other, among: name, after: margin)
      #expect(found == (false, false), "\(other) for \(name)")
    }
  }

  @Test(arguments: [
    ["group", "taskGroup", "_id"], ["a", "xa", "xxa", "xxxa", "b"],
    ["sequence", "subsequence", "quence"],
  ])
  func namesWithTheSameEndingAreFound(names: [String]) throws {
    let list = NameList(names)
    #expect(list.isHashed)
    for (place, name) in names.enumerated() {
      let text = Array("\(Self.margin)\"\(name)\"".utf8)
      let string = DecodedString(Self.margin.utf8.count..<text.count, hasEscapes: false)
      #expect(list.place(of: string, in: text.span) == place, "\(name)")
    }
  }

  @Test func listOfMoreThan32NamesIsNotHashed() {
    #expect(!NameList((100...132).map { "name\($0)" }).isHashed)
    #expect(NameList((100...131).map { "name\($0)" }).isHashed)
  }

  /// A list finds each of its names and nothing else, with or without a perfect hash.
  ///
  /// To rerun a seed that was printed, paste it into the list.
  @Test(arguments: [UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max)])
  func randomNameListFindsExactlyItsNames(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<TestSize.debug(100, release: 3_000) {
      let all = Self.randomNames(&generator)
      let known = Array(all.prefix(generator.number(in: 0...all.count)))
      let list = NameList(known)
      for name in all {
        let text = Array("\(name.count % 2 == 0 ? "" : "{\"name\":       ")\"\(name)\"".utf8)
        let extent = text.count - name.utf8.count - 2..<text.count
        let place = list.place(of: DecodedString(extent, hasEscapes: false), in: text.span)
        guard place != known.firstIndex(of: name) else { continue }
        Issue.record("seed \(seed): \(name) among \(known) is \(place as Any)")
        return
      }
    }
  }

  /// Distinct names, many with the same ending.
  private static func randomNames(_ generator: inout SeededGenerator) -> [String] {
    let ends = ["", "a", "At", "Name", "12345", "createdAt", "é"]
    let names = (0..<generator.number(in: 1...50)).map { _ in
      let start = (0..<generator.number(in: 0...14)).map { _ in
        generator.one(of: ["a", "b", "_", "N"])
      }
      return start.joined() + generator.one(of: ends)
    }
    return Array(Set(names)).sorted()
  }
}
