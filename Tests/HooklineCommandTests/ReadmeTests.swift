import Foundation
import Testing

/// The README: each command of its `console` blocks prints what the README shows, and the tests that it names exist.
@Suite struct ReadmeTests {
  /// The commands of a block, each with the output that the README shows.
  struct Block: CustomTestStringConvertible {
    var commands: [(line: String, output: String)] = []

    var testDescription: String { commands.first?.line ?? "" }
  }

  private static let readme =
    (try? String(contentsOf: BuiltBinary.project.appending(path: "README.md"), encoding: .utf8))
    ?? ""

  static let blocks: [Block] = {
    var blocks: [Block] = []
    var isInBlock = false
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
        if isInBlock { blocks.append(Block()) }
      } else if isInBlock, line.hasPrefix("$ ") {
        blocks[blocks.count - 1].commands.append((String(line.dropFirst(2)), ""))
      } else if isInBlock, let last = blocks.last?.commands.indices.last {
        blocks[blocks.count - 1].commands[last].output += line + "\n"
      }
    }
    return blocks
  }()

  @Test func thereAreBlocks() {
    #expect(Self.blocks.count >= 4)
    #expect(Self.blocks.allSatisfy { !$0.commands.isEmpty })
  }

  @Test(arguments: blocks) func printsWhatItSays(block: Block) throws {
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      at: scratch.folder.appending(path: "fixtures"), withDestinationURL: BuiltBinary.fixtures)
    // One shell for the block, so that `$?` is that of the command before; a separator after each command.
    let script = block.commands.map {
      $0.line + "\n{ status=$?; printf '\\036'; (exit $status); }\n"
    }
    let run = try BuiltBinary.run(shell: "exec 2>&1\n" + script.joined(), in: scratch.folder)
    let outputs = String(decoding: run.output, as: UTF8.self).split(
      separator: "\u{1E}", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
    #expect(outputs.count == block.commands.count)
    for (command, output) in zip(block.commands, outputs) {
      #expect(output == command.output, "\(command.line)")
    }
  }

  /// Each promise of the README names tests; a test that does not exist proves nothing.
  @Test func theTestsOfEachPromiseAreThere() throws {
    let start = try #require(Self.readme.range(of: "| promise | test |")).upperBound
    let end = try #require(Self.readme.range(of: "\nNot tested:")).lowerBound
    let names = Self.readme[start..<end].matches(of: /`([A-Za-z]+)`/).map { String($0.1) }
    #expect(names.count > 30)
    let sources = try BuiltBinary.run(
      shell: "find Tests -path 'Tests/*Tests/*.swift' -exec cat {} +; ls fixtures/cases")
    let text = String(decoding: sources.output, as: UTF8.self)
    for name in names {
      let isThere = ["func \(name)(", "struct \(name) {", "\n\(name)\n"].contains(
        where: text.contains)
      #expect(isThere || name == "xxh128sum", "\(name)")
    }
    let sentences = Self.readme[start..<end].matches(of: /"([^"]+)"/).map { String($0.1) }
    let invariants = try BuiltBinary.run(shell: "cat Tests/Invariants/*.swift").output
    let known = String(decoding: invariants, as: UTF8.self)
    #expect(sentences.count > 5)
    for sentence in sentences { #expect(known.contains("(\"\(sentence)\""), "\(sentence)") }
  }
}
