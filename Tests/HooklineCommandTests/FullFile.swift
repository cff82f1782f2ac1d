import Foundation
import Testing

/// What a run leaves in a file that reaches the limit on the size of files.
struct FullFile {
  /// The bytes of the file.
  let bytes: [UInt8]
  private let run: Run

  /// The file of a run with `options` that would write many times as much as `blocks` KiB, the limit.
  init(of options: String = "", blocks: Int) throws {
    let scratch = try Scratch()
    let file = try scratch.file("jobs")
    let events = try scratch.copies(10, of: DirectRun.events).joined(separator: " ")
    run = try BuiltBinary.run(
      shell: "ulimit -f \(blocks); exec hookline -w fixtures/webhooks.json \(options) \(events)"
        + " > \(file.path())")
    bytes = try scratch.bytes(of: "jobs")
    #expect(run.status == 74)
    #expect(bytes.count == blocks * 1024)
  }

  /// Expects a message that `count` whole jobs, in the first `length` bytes, were written.
  func expectReport(of count: Int, length: Int) {
    #expect(
      run.messages.hasPrefix(
        "hookline: standard output: File too large: "
          + "\(count) whole job\(count == 1 ? "" : "s") written to standard output, \(length) bytes: "
          + "allow larger files (ulimit -f), or use another file system, then run again"))
  }
}
