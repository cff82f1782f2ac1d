import Foundation
import JSONScanning
import Testing

/// The folders under `fixtures/cases`, each a run of the program and its expected result.
///
/// A folder holds `webhooks.json` and `events.ndjson`, and the expected `status`, `jobs.ndjson` and `diagnostics.txt`; the
/// last two are absent if nothing is to be written. If it also holds `stats.json`, that is what `--stats` writes, but for the
/// seconds. The program runs in the folder with `-w webhooks.json events.ndjson`, or
/// with the lines of the file `arguments` as its arguments, and the file `input` as its standard input. It runs once with
/// each kernel that this processor supports, and once with several threads and small reads.
@Suite struct GoldenCaseTests {
  static let folder = BuiltBinary.fixtures.appending(path: "cases")
  static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()) ?? []

  @Test func caseFoldersAreFound() {
    #expect(Self.names.count >= 20)
  }

  @Test(arguments: names) func caseGivesTheExpectedResult(name: String) throws {
    let folder = Self.folder.appending(path: name)
    func bytes(_ file: String) -> [UInt8]? {
      (try? Data(contentsOf: folder.appending(path: file))).map { [UInt8]($0) }
    }
    func text(_ file: String) -> String? {
      bytes(file).map { String(decoding: $0, as: UTF8.self) }
    }
    let arguments = text("arguments")?.split(separator: "\n").map(String.init)
    let status = try #require(text("status").flatMap { Int32($0.dropLast()) })

    let kernels = ScanKernel.allCases.filter(\.isAvailable).map { ["--kernel", $0.rawValue] }
    // One after the other: all at once would be more processes and files than a test run should have.
    for way in kernels + [["--threads", "3", "--read-bytes", "61"]] {
      let scratch = try Scratch()
      let file = scratch.folder.appending(path: "stats").path()
      let stats = bytes("stats.json")
      let run = try BuiltBinary.run(
        way + (stats == nil ? [] : ["--stats", file])
          + (arguments ?? ["-w", "webhooks.json", "events.ndjson"]), input: bytes("input") ?? [],
        in: folder)

      #expect(run.messages == text("diagnostics.txt") ?? "", "\(way)")
      // A report shows the command line.
      let output = String(decoding: run.output, as: UTF8.self)
        .replacing("hookline \(way.joined(separator: " ")) ", with: "hookline ")
      let isSame =
        run.output == bytes("jobs.ndjson") ?? [] || Array(output.utf8) == bytes("jobs.ndjson")
      #expect(isSame, "\(way): \(output)")
      #expect(run.status == status, "\(way)")
      if let stats {
        let written = try scratch.text(of: "stats").replacing(
          /"seconds":[0-9]+\.[0-9]{3},/, with: "")
        #expect(Array(written.utf8) == stats, "\(way): \(written)")
      }
    }
  }
}
