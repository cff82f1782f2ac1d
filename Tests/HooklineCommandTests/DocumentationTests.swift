import Foundation
import Testing

/// README.md and the pages of both documentation catalogs.
///
/// Each command in a `console` block prints what the page shows, the links between pages resolve, and the tests that prove a
/// promise exist.
@Suite struct DocumentationTests {
  /// A Markdown file.
  struct Page: CustomTestStringConvertible {
    let url: URL
    let text: String

    /// Its path in the repository.
    var name: String { String(url.path().dropFirst(BuiltBinary.project.path().count)) }
    var testDescription: String { name }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// Whether its blocks of commands are one block, for whose folder it shows files.
    var isOneSession: Bool {
      lines.contains("<!-- the console blocks of this page are one session -->")
    }

    /// The blocks that follow `<!-- file: NAME -->`, by name.
    var files: [String: String] {
      var files: [String: String] = [:]
      var (next, current): (String?, String?)
      for line in lines {
        if line.hasPrefix("```") {
          (current, next) = (next, nil)
        } else if let name = line.wholeMatch(of: /<!-- file: (.+) -->/)?.1 {
          next = String(name)
        } else if let current {
          files[current, default: ""] += line + "\n"
        }
      }
      return files
    }

    init(_ url: URL) throws {
      self.url = url
      text = try String(contentsOf: url, encoding: .utf8)
    }
  }

  /// The commands of a block, each with the output that the page shows.
  struct Block: CustomTestStringConvertible {
    let page: String
    /// The files that the page shows for these commands.
    var files: [String: String] = [:]
    var commands: [(line: String, output: String)] = []

    var testDescription: String { "\(page): \(commands.first?.line ?? "")" }
  }

  static let guide: [Page] = pages(of: "Sources/HooklineCommand/HooklineCommand.docc")
  static let libraryGuide: [Page] = pages(of: "Sources/Hookline/Hookline.docc")
  static let pages: [Page] =
    [try? Page(BuiltBinary.project.appending(path: "README.md"))].compactMap(\.self)
    + guide + libraryGuide

  private static func pages(of catalog: String) -> [Page] {
    let folder = BuiltBinary.project.appending(path: catalog)
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "md" }
      .sorted { $0.path() < $1.path() }.compactMap { try? Page($0) }
  }

  static let blocks = pages.flatMap { page in
    var blocks: [Block] = []
    var isInBlock = false
    for line in page.lines {
      if line.hasPrefix("```") {
        isInBlock = line == "```console"
        guard isInBlock, blocks.isEmpty || !page.isOneSession else { continue }
        blocks.append(Block(page: page.name, files: page.isOneSession ? page.files : [:]))
      } else if isInBlock, line.hasPrefix("$ ") {
        blocks[blocks.count - 1].commands.append((String(line.dropFirst(2)), ""))
      } else if isInBlock, let last = blocks.last?.commands.indices.last {
        blocks[blocks.count - 1].commands[last].output += line + "\n"
      }
    }
    return blocks
  }

  @Test func pagesAndBlocksAreFound() {
    #expect(Self.pages.first?.name == "README.md")
    #expect(Self.guide.count >= 12)
    #expect(Self.libraryGuide.count >= 2)
    #expect(Self.blocks.count >= 20)
    #expect(Self.blocks.count { !$0.files.isEmpty } == 1)
    for block in Self.blocks { #expect(!block.commands.isEmpty, "\(block.page)") }
  }

  @Test(arguments: blocks) func commandsPrintWhatThePageShows(block: Block) throws {
    let scratch = try Scratch()
    for name in ["fixtures", "Tests"] {
      try FileManager.default.createSymbolicLink(
        at: scratch.folder.appending(path: name),
        withDestinationURL: BuiltBinary.project.appending(path: name))
    }
    for (name, text) in block.files { _ = try scratch.file(name, holding: Array(text.utf8)) }
    // One shell for the block, so that `$?` is that of the command before; a separator after each command.
    let script = block.commands.map {
      $0.line + "\n{ status=$?; printf '\\036\\n'; (exit $status); }\n"
    }
    let run = try BuiltBinary.run(shell: "exec 2>&1\n" + script.joined(), in: scratch.folder)
    let outputs = String(decoding: run.output, as: UTF8.self).split(
      separator: "\u{1E}\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
    #expect(outputs.count == block.commands.count)
    for (command, output) in zip(block.commands, outputs) {
      #expect(output == command.output, "\(block.page): \(command.line)")
    }
  }

  /// A relative link works on a code host; `.ci/docs` makes it one that DocC checks and follows.
  @Test(arguments: pages) func relativeLinksResolve(page: Page) {
    let inText = page.text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/).map(\.1)
    let definitions = page.lines.compactMap { $0.wholeMatch(of: /\[[a-z]+\]: (\S+)/)?.1 }
    for path in inText + definitions {
      let target = page.url.deletingLastPathComponent().appending(path: String(path))
      #expect(FileManager.default.fileExists(atPath: target.path()), "\(path)")
    }
  }

  /// Each `sh` block directly follows `<!-- not run: REASON -->`, `<!-- file: NAME -->` if the commands of the page run it, or,
  /// in README.md, `<!-- run: NAME -->` if the gate runs it.
  @Test(arguments: pages) func shellBlocksSayWhetherTheyAreRun(page: Page) {
    for (before, line) in zip(page.lines, page.lines.dropFirst()) where line == "```sh" {
      let isRun =
        page.name == "README.md" && before.wholeMatch(of: /<!-- run: [a-z-]+ -->/) != nil
        || page.isOneSession && before.wholeMatch(of: /<!-- file: [a-z]+\.sh -->/) != nil
      #expect(
        isRun || before.wholeMatch(of: /<!-- not run: .+ -->/) != nil,
        "the sh block after \"\(before)\"")
    }
  }

  /// A fence with a space before or after it would be overlooked here and by the gate.
  @Test(arguments: pages) func fencesAreWrittenInOneWay(page: Page) {
    for line in page.lines where line.contains("```") {
      #expect(line.wholeMatch(of: /```[a-z]*/) != nil, "\(line)")
    }
  }

  /// A code host drops what is in excess cells, and ends a cell at each `|` without a backslash, even in code.
  @Test(arguments: pages) func rowsOfATableHaveTheSameNumberOfCells(page: Page) {
    func cells(_ row: Substring) -> Int { row.replacing("\\|", with: "").count { $0 == "|" } }
    for (before, line) in zip(page.lines, page.lines.dropFirst()) {
      guard line.hasPrefix("|"), before.hasPrefix("|") else { continue }
      #expect(cells(line) == cells(before), "\(line)")
    }
  }

  /// A front page that is longer is not read.
  @Test func readmeIsShort() throws {
    let lines = try #require(Self.pages.first).lines
    #expect(lines.count - 1 <= 180)
    for line in lines { #expect(line.count <= 100, "\(line)") }
  }

  /// Tables and code cannot be wrapped.
  @Test(arguments: guide + libraryGuide) func proseFitsInAHundredColumns(page: Page) {
    var isInBlock = false
    for line in page.lines {
      if line.hasPrefix("```") { isInBlock.toggle() }
      #expect(isInBlock || line.hasPrefix("|") || line.count <= 100, "\(line)")
    }
  }

  /// Each promise names tests; a test that does not exist proves nothing.
  @Test func testsOfEachPromiseExist() throws {
    let page = try #require(Self.guide.first { $0.name.hasSuffix("/WhatIsPromised.md") }).text
    let start = try #require(page.range(of: "| promise | test |")).upperBound
    let end = try #require(page.range(of: "\nNot tested:")).lowerBound
    let names = page[start..<end].matches(of: /`([A-Za-z]+)`/).map { String($0.1) }
    #expect(names.count > 30)
    let sources = try BuiltBinary.run(
      shell: "find Tests/*Tests -name '*.swift' -exec cat {} +; ls fixtures/cases")
    let text = String(decoding: sources.output, as: UTF8.self)
    for name in names {
      let isThere = ["func \(name)(", "struct \(name) {", "\n\(name)\n"].contains(
        where: text.contains)
      #expect(isThere || name == "xxh128sum", "\(name)")
    }
    let sentences = page[start..<end].matches(of: /"([^"]+)"/).map { String($0.1) }
    let invariants = try BuiltBinary.run(shell: "cat Tests/Invariants/*.swift").output
    let known = String(decoding: invariants, as: UTF8.self)
    #expect(sentences.count > 5)
    for sentence in sentences { #expect(known.contains("(\"\(sentence)\""), "\(sentence)") }
  }
}
