import Foundation
import Testing

/// The HTTP server of `Tests/Receiver`, which notes what it receives.
final class Receiver {
  /// What it noted of a request.
  struct Request: Decodable {
    let method: String
    let path: String
    let headers: [String: [String]]
    let sha256: String
    let length: Int

    /// The id of the job, if it is that of one.
    var id: String { headers["webhook-id"]?.first ?? "" }

    /// Whether all of the body arrived.
    var isWhole: Bool { headers["content-length"] == ["\(length)"] }
  }

  /// The port of 127.0.0.1 at which it listens.
  let port: String
  private let child: Child
  private let scratch: Scratch
  private let input = Pipe()

  /// Starts a server that answers by `plan`, which the script explains.
  init(plan: String = "{}") throws {
    scratch = try Scratch()
    let bodies = scratch.folder.appending(path: "bodies")
    try FileManager.default.createDirectory(at: bodies, withIntermediateDirectories: true)
    child = Child(
      [
        "python3", "Tests/Receiver/receiver.py", try scratch.file("log").path(), "--plan", plan,
        "--bodies", bodies.path(),
      ], of: URL(filePath: "/usr/bin/env"))
    let output = Pipe()
    child.process.standardInput = input
    child.process.standardOutput = output
    try child.start()
    var line: [UInt8] = []
    while line.last != lineFeed, let byte = try output.fileHandleForReading.read(upToCount: 1) {
      line += byte
    }
    port = String(decoding: line.dropLast(), as: UTF8.self)
    try #require(Int(port) != nil, "the receiver did not start")
  }

  /// What it received until now, in order.
  func requests() throws -> [Request] {
    // A line without a line feed is being written.
    let lines = try scratch.bytes(of: "log").split(
      separator: lineFeed, omittingEmptySubsequences: false
    ).dropLast()
    return try lines.map { try JSONDecoder().decode(Request.self, from: Data($0)) }
  }

  /// Ends it, and returns what it received: the requests in order, each with its body.
  func finish() throws -> [(request: Request, body: [UInt8])] {
    try input.fileHandleForWriting.close()
    _ = child.finish(within: 20)
    return try requests().enumerated().map { number, request in
      (request, try scratch.bytes(of: "bodies/\(number)"))
    }
  }
}
