import Foundation
import SampleData

/// Files to measure with, generated from a fixed seed: the same bytes on every machine.
struct Corpus {
  /// The folder of the files.
  let folder: URL

  /// The number of different events; the files repeat them, so that generating them takes seconds.
  private static let eventCount = 20_000

  /// The size in bytes of the file `events`, or 0 if there is none.
  var byteCount: Int { byteCount(of: "events") }

  /// The size in bytes of the file called `name`, or 0 if there is none.
  func byteCount(of name: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int) ?? 0
  }

  /// Writes the files; those of events and logs have about `megabytes` million bytes each.
  func make(megabytes: Int) throws {
    var samples = SampleEvents(seed: 1)
    // Numbers too large for a double are replaced: a yardstick may reject such a line and so save work.
    let lines = (0..<Self.eventCount).map { _ in
      let text = String(decoding: samples.next(), as: UTF8.self)
      return Array(text.replacing("1e400", with: "1e300").utf8) + [UInt8(ascii: "\n")]
    }
    let block = Array(lines.joined())
    let repetitions = max(1, megabytes * 1_000_000 / block.count)
    // A broken line ends in `]` instead of `}`.
    let broken = lines.map { line in
      Array(line.reversed().drop { $0 != 0x7D }.dropFirst().reversed()) + [0x5D, 0x0A]
    }
    let few = lines.indices.map { $0.isMultiple(of: 100) ? broken[$0] : lines[$0] }
    try write(block, repetitions, to: "events")
    try write(Array(few.joined()), repetitions, to: "one-bad-in-100")
    try write(Array(broken.joined()), repetitions, to: "all-bad")
    try write([], 1, to: "nothing")
    try write(Fixtures.webhooks(), 1, to: "webhooks")
    for (name, isOneCompany) in [("webhooks-100000", false), ("webhooks-one-company", true)] {
      let many = Self.manyWebhooks(ofOneCompany: isOneCompany)
      try write(Fixtures.webhooks() + Array(many.utf8), 1, to: name)
    }
    let records = lines.prefix(2000).map {
      SampleLog.record(Array($0.dropLast()), to: "62685990d918fb5557f9f992")
    }
    let array = Array(records.joined(separator: ",".utf8)) + Array(",".utf8)
    let count = max(1, megabytes * 1_000_000 / array.count)
    let log = SampleLog.file(records, in: .lines)
    // The answers of the API one after the other, each with 100 records.
    let pages = stride(from: 0, to: records.count, by: 100).flatMap { first -> [UInt8] in
      SampleLog.file(Array(records[first...].prefix(100)), in: .compact) + [0x0A]
    }
    try write(log, count, to: "log-lines")
    try write(pages, count, to: "log-pages")
    try write(array, count, to: "log-array", after: "[", before: "{}]")
    try write(SampleLog.spread(array), count, to: "log-pretty", after: "[", before: "{}]")
  }

  /// The path of the file called `name`.
  func path(_ name: String) -> String { folder.appending(path: name).path() }

  private func write(
    _ block: [UInt8], _ repetitions: Int, to name: String, after head: String = "",
    before tail: String = ""
  ) throws {
    try Data(head.utf8).write(to: folder.appending(path: name))
    let file = try FileHandle(forWritingTo: folder.appending(path: name))
    defer { try? file.close() }
    try file.seekToEnd()
    let data = Data(block)
    for _ in 0..<repetitions { try file.write(contentsOf: data) }
    try file.write(contentsOf: Data(tail.utf8))
  }

  /// 100,000 more definitions, of task webhooks that each ask for a different task group, which no event has.
  ///
  /// Each has a company of its own, or all have the same one, which has many events.
  private static func manyWebhooks(ofOneCompany isOneCompany: Bool) -> String {
    (0..<100_000).map { number in
      let id = String(0x1000_0000_0000 + number, radix: 16)
      let company = isOneCompany ? "625be93a286ef83c1c0e845f" : "aaaaaaaaaaaa" + id
      return """
        {"_id":"bbbbbbbbbbbb\(id)","company":"\(company)","isActive":true,"trigger":"create-edit-delete-task",\
        "url":"https://hooks.example.com/in/\(number)","name":"Órdenes \(number)","code":"many_\(number)",\
        "context":{"survey":"","group":"","taskGroup":"cccccccccccc\(id)"},"__v":0,"description":"One of many"}
        """
    }
    .joined(separator: "\n")
  }
}
