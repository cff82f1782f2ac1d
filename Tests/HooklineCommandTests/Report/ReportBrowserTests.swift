import Foundation
import Testing

/// A page in a browser, headless Chromium, which Debian has as the package `chromium`.
///
/// `.ci/picture` makes pictures of pages, to be looked at.
@Suite(.enabled(if: Chromium.isInstalled, "skipped: chromium is not installed"))
struct ReportBrowserTests {
  /// The page of the fixtures, with a webhook whose name tries everything.
  private static func page() throws -> [UInt8] {
    let scratch = try Scratch()
    let definitions = try String(
      contentsOf: BuiltBinary.fixtures.appending(path: "webhooks.json"), encoding: .utf8)
    let name =
      #"</title></style></svg>\"'><img src=http://asked.example/x onerror=console.log(1)><script>console.log(2)</script>"#
    _ = try scratch.file(
      "w", holding: Array(definitions.replacing("Work Orders Update", with: name).utf8))
    _ = try scratch.file("e", holding: DirectRun.events + Array("\n7\n".utf8))
    let run = try BuiltBinary.run(["-w", "w", "--report", "e"], in: scratch.folder)
    #expect(run.status == 65)
    return run.output
  }

  /// The elements in the browser are those of the file; nothing runs, complains, or is asked for.
  @Test func pageIsWhatTheBrowserShows() throws {
    let bytes = try Self.page()
    let visit = try Chromium.visit(bytes)
    let (file, shown) = (Tokens(bytes).list, Tokens(visit.document).list)
    #expect(file.count > 500 && file.count == shown.count)
    let difference = zip(file, shown).first { $0 != $1 }
    #expect(difference == nil, "\(difference.map { "\($0)" } ?? "")")
    #expect(visit.consoleLines == [])
    #expect(visit.hosts == [])
  }

  /// The test above can fail: a page that does all this is found out.
  @Test func pageThatDoesMoreIsNoticed() throws {
    let page = """
      <!DOCTYPE html><html><head><title>t</title></head><body><p>text</p>
      <img src="http://asked.example/x.png"><script>console.log('here');document.title='other'</script></body></html>
      """
    let visit = try Chromium.visit(Array(page.utf8))
    #expect(Tokens(Array(page.utf8)).list != Tokens(visit.document).list)
    #expect(visit.consoleLines.count == 1)
    #expect(visit.hosts == ["asked.example"])
  }
}

/// Headless Chromium.
private enum Chromium {
  static let isInstalled =
    (try? BuiltBinary.run(shell: "command -v chromium").status) == 0

  /// What came of opening a page.
  struct Visit {
    /// The document in the end, as HTML.
    let document: [UInt8]
    let consoleLines: [String]
    /// The hosts that the page asked for something, sorted.
    let hosts: [String]
  }

  static func visit(_ page: [UInt8]) throws -> Visit {
    let scratch = try Scratch()
    _ = try scratch.file("page.html", holding: page)
    let run = try BuiltBinary.run(
      shell: """
        timeout 100 chromium --headless --no-sandbox --disable-gpu --user-data-dir=$PWD/profile --enable-logging=stderr \
        --disable-background-networking --disable-component-update --host-resolver-rules='MAP * ~NOTFOUND' \
        --log-net-log=$PWD/net.json --dump-dom file://$PWD/page.html
        """, in: scratch.folder)
    try #require(run.status == 0, "\(run.messages)")
    let log = try scratch.text(of: "net.json")
    // Chromium itself asks its maker, even if it should not.
    let own = ["google.com", "googleapis.com", "gvt1.com", "gstatic.com"]
    let hosts = Set(log.matches(of: /"url":"https?:\/\/([^\/":]+)/).map { String($0.1) })
    return Visit(
      document: run.output,
      consoleLines: run.messages.split(separator: "\n").filter { $0.contains("CONSOLE") }.map {
        String($0)
      },
      hosts: hosts.filter { host in !own.contains { host.hasSuffix($0) } }.sorted())
  }
}

/// The tags and texts of a document, with everything that can be written in two ways written in one.
private struct Tokens {
  private(set) var list: [String] = []

  init(_ document: [UInt8]) {
    // As the parser of HTML does: what follows the body belongs to it.
    let pieces = String(decoding: document, as: UTF8.self).split(separator: "<")
    for piece in pieces {
      let end = piece.firstIndex(of: ">") ?? piece.endIndex
      addTag(piece[..<end])
      guard end < piece.endIndex else { continue }
      let text = Self.decoded(piece[piece.index(after: end)...])
      if !text.allSatisfy(\.isWhitespace) { list.append(text) }
    }
  }

  private mutating func addTag(_ tag: Substring) {
    guard !tag.hasPrefix("/") else { return list.append("/" + tag.dropFirst().lowercased()) }
    let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" })
    let attributes = tag.matches(of: /([-\w:]+)="([^"]*)"/).map {
      "\($0.1)=\(Self.decoded($0.2))"
    }
    list.append(([name] + attributes.sorted()).joined(separator: " "))
    if tag.hasSuffix("/") || ["meta", "br"].contains(name) { list.append("/" + name) }
  }

  private static func decoded(_ text: Substring) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    return entities.reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
  }
}
