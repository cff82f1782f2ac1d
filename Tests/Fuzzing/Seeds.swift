package import Foundation
internal import SampleData

// The inputs that fuzzing starts from: fixtures and sample data, in the form that each target takes.

extension FuzzTarget {
  /// The seeds from the folder `fixtures` and from sample data, none longer than ``longestSeed``.
  package func seeds(from fixtures: URL) throws -> [[UInt8]] {
    let cases = try Case.all(in: fixtures.appending(path: "cases"))
    let seeds: [[UInt8]] =
      switch self {
      case .scanner: Self.scannerSeeds(cases)
      case .definitions: Self.definitionSeeds(cases)
      case .log: Self.logSeeds(cases)
      case .arguments: Self.argumentSeeds(cases)
      case .library: Self.librarySeeds(cases)
      case .curl: Self.curlSeeds
      case .done: Self.doneSeeds(cases)
      }
    return seeds.filter { $0.count <= Self.longestSeed }
  }

  /// The most bytes that an input should have: longer ones are slow and find nothing more.
  package static let longestSeed = 4096

  private static func scannerSeeds(_ cases: [Case]) -> [[UInt8]] {
    var blocks = cases.flatMap { $0.files(endingWith: ".ndjson").map(\.bytes) }
    blocks += sampleEvents.map { $0 + [0x0A] }
    for number in 0..<10 as Range<UInt64> {
      var lines = CorruptedLines(seed: number)
      blocks.append(lines.block(ofLines: 10))
    }
    return blocks.enumerated().map { [UInt8($0 * 37 % 256)] + $1 }
  }

  private static func definitionSeeds(_ cases: [Case]) -> [[UInt8]] {
    var files = cases.flatMap { $0.files(endingWith: ".json").map(\.bytes) }
    for number in 0..<20 {
      var samples = SampleRouting(seed: UInt64(number))
      files.append(samples.definitions(1 + number % 6))
    }
    files += urls.map { url in
      let text =
        #"{"_id":"62685990d918fb5557f9f992","company":"625be93a286ef83c1c0e845f","isActive":true,"#
        + #""trigger":"logout-user","url":"\#(url)","code":"a"}"#
      return Array(text.utf8)
    }
    return files
  }

  /// URLs at the edges of what is accepted.
  private static let urls = [
    "http://a", "http://a:1", "https://a.b:65535/c?d=e", "HTTPS://[2001:db8::7]:8443/in",
    "http://[::ffff:10.20.0.7]/%2F", "http://10.20.0.7:8080/notes;v=1", #"https:\/\/a.b\/c@d"#,
    "http://0x7f.1/", "http://127.1./", "http://127.0.0.%31/", "http://a..b/", "http://0.0xfg.1a:8",
  ]

  private static func logSeeds(_ cases: [Case]) -> [[UInt8]] {
    let events = sampleEvents.filter { $0.count < 800 }
    let records = events.enumerated().map { number, event in
      SampleLog.record(
        event, to: webhookIDs[number % webhookIDs.count], status: number % 3 == 0 ? 200 : 409)
    }
    var files = cases.flatMap { $0.files(startingWith: "log").map(\.bytes) }
    for form in SampleLog.Form.allCases {
      for number in records.indices.dropLast() {
        files.append(SampleLog.file(Array(records[number...number + 1]), in: form))
      }
    }
    return files.enumerated().map { [UInt8($0 * 37 % 256)] + $1 }
  }

  private static func argumentSeeds(_ cases: [Case]) -> [[UInt8]] {
    let lines = [
      "-w webhooks.json events.ndjson", "-ewa -j8 x - y", "--webhooks=a --from=log --failed -- -x",
      "-w a --company 625BE93A286ef83c1c0e845f --count", "-Vh", "--help", "-w a --kernel avx2",
      "-w a --max-jobs=1 --max-rejects 2 --max-line-bytes=3 --read-bytes 4096 --threads=256",
      "-w - --rejects r --rejects-raw=s x", "-w a --stats t", "-w a --kernel=scalar -e",
      "--nothing", "-x", "-w a -q", "-w a --check=json --strict", "-w a --check",
      "-w a --progress --progress-interval 5", "-qw a --progress",
      "-w a /dev/stdin -", "-w a --max-line-bytes=1M --read-bytes 4K x", "-w a --rejects -",
      "-count", "-w a --only b --only=c --except 62685990D918FB5557F9F992 --shard 02/5",
      "-w a --columns id,url,job --format=json", "-w a --unique --seen b --seen=c --keep-bytes 1K",
      "-w a --since 2022-05-01 --until=2022-05-01T18:30:60.5Z", "-w a --until 1-1-1 --shard=0/0",
    ]
    return cases.flatMap { $0.files(startingWith: "arguments").map(\.bytes) }
      + lines.map { Array($0.replacing(" ", with: "\n").utf8) }
  }

  private static func librarySeeds(_ cases: [Case]) -> [[UInt8]] {
    var seeds = sampleEvents.map { [0xFF] + $0 }
    for fixture in cases {
      let definitions = fixture.files(startingWith: "webhooks.json").first?.bytes ?? []
      for file in fixture.files(endingWith: ".ndjson") where file.name != "jobs.ndjson" {
        seeds.append(definitions + [0xFF] + file.bytes)
      }
    }
    for number in 0..<40 {
      var samples = SampleRouting(seed: UInt64(number))
      let definitions = samples.definitions(1 + number % 4)
      let events = (0..<3).map { _ in samples.event() }
      seeds.append(definitions + [0xFF] + Array(events.joined(separator: [0x0A])))
    }
    return seeds
  }

  /// Results in the spellings of senders, and jobs, which are results too.
  private static func doneSeeds(_ cases: [Case]) -> [[UInt8]] {
    let id = "62685990d918fb5557f9f992-0f343b0931126a20f133d67c2b018a3b"
    let statuses = ["", "200", "409", "null", "\"204\"", "\"000\"", "2e2", "true", "\"20\\u0030\""]
    let results = statuses.map { status in
      (status.isEmpty ? #"{"id":"\#(id)"}"# : #"{"status":\#(status),"id":"\#(id)"}"#) + "\n"
    }
    let others = [
      #"{"id":5}"#, "{}", "[]", id, #"{"id":"\#(id.uppercased())","id":""}"#, "", "\r\n",
    ]
    return (results + others + [results.joined(), others.joined(separator: "\n")]).map {
      Array($0.utf8)
    } + cases.flatMap { $0.files(startingWith: "jobs.ndjson").map(\.bytes) }
  }

  /// Runs of bytes around the lengths at which an event is cut.
  private static let curlSeeds: [[UInt8]] = [61_437, 61_441, 65_530, 65_535].flatMap { count in
    ["a@", "a@b", "\"@\\", "@a@", "\\\"a", "é@"].map { text in
      text.utf8.flatMap { byte in
        let length = byte == UInt8(ascii: "@") ? 4096 : byte == UInt8(ascii: "a") ? count : 40_000
        return [byte, UInt8(length >> 8), UInt8(length & 0xFF)]
      }
    }
  }

  private static let sampleEvents: [[UInt8]] = {
    var events = SampleEvents(seed: 1)
    return (0..<200).map { _ in events.next() }.filter { $0.count < 1500 }
  }()

  private static let webhookIDs = [
    "62685990d918fb5557f9f992", "62685991d918fb5557f9f9b4", "62685990d918fb5557f9f9a1",
    "62702a1e5be2a70008d16a01", "6274d00c9d46b3000797fb21", "62685992d918fb5557f9f9c0",
  ]
}

/// The files of one golden case.
private struct Case {
  let files: [(name: String, bytes: [UInt8])]

  static func all(in folder: URL) throws -> [Case] {
    let manager = FileManager.default
    return try manager.contentsOfDirectory(atPath: folder.path()).sorted().map { name in
      let folder = folder.appending(path: name)
      return Case(
        files: try manager.contentsOfDirectory(atPath: folder.path()).sorted().map { name in
          (name, [UInt8](try Data(contentsOf: folder.appending(path: name))))
        })
    }
  }

  func files(startingWith start: String) -> [(name: String, bytes: [UInt8])] {
    files.filter { $0.name.hasPrefix(start) }
  }

  func files(endingWith end: String) -> [(name: String, bytes: [UInt8])] {
    files.filter { $0.name.hasSuffix(end) }
  }
}
