import Foundation
import SampleData

/// Files to measure with, made from a fixed seed: the same bytes on every machine.
struct Corpus {
  /// The folder that they are in.
  let folder: URL

  /// How many different events there are; the files repeat them, so that making them takes seconds.
  private static let eventCount = 20_000

  /// How many bytes of events there are, in each of the files of events.
  var byteCount: Int { byteCount(of: "events") }

  /// How many bytes the file of `name` has.
  func byteCount(of name: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path(name))[.size] as? Int) ?? 0
  }

  /// Makes the files, of about `megabytes` million bytes each.
  func make(megabytes: Int) throws {
    var samples = SampleEvents(seed: 1)
    // Numbers that no double holds are left out: a yardstick may turn such a line down and be done with it.
    let lines = (0..<Self.eventCount).map { _ in
      let text = String(decoding: samples.next(), as: UTF8.self)
      return Array(text.replacing("1e400", with: "1e300").utf8) + [UInt8(ascii: "\n")]
    }
    let block = Array(lines.joined())
    let repetitions = max(1, megabytes * 1_000_000 / block.count)
    // What breaks a line: its last brace is another one.
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
    try write(log, count, to: "log-lines")
    try write(array, count, to: "log-array", behind: "[", before: "{}]")
    try write(SampleLog.spread(array), count, to: "log-pretty", behind: "[", before: "{}]")
  }

  /// The path of the file of `name`.
  func path(_ name: String) -> String { folder.appending(path: name).path() }

  private func write(
    _ block: [UInt8], _ repetitions: Int, to name: String, behind head: String = "",
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

  /// 100,000 definitions more: webhooks for tasks, each of a group of its own that no event is of, of companies of their own
  /// or all of one that has many events.
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
