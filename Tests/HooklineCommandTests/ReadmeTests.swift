import Foundation
import Testing

/// The `console` blocks of the README: each command is run, and what it prints is compared.
@Suite struct ReadmeTests {
  /// A block: its commands, each with what the README says that it prints.
  struct Block: CustomTestStringConvertible {
    var commands: [(line: String, output: String)] = []

    var testDescription: String { commands.first?.line ?? "" }
  }

  static let blocks: [Block] = {
    let readme = try? String(
      contentsOf: BuiltBinary.project.appending(path: "README.md"), encoding: .utf8)
    var blocks: [Block] = []
    var isInBlock = false
    for line in (readme ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
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
    // One shell for the block, so that `$?` is that of the command before; a separator behind each command.
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
}
