import Hookline
import HooklinePipeline
import JSONScanning
import SampleData

@testable import HooklineCommand

// Messages made by the library and by parts of the program.

extension MessageTests {
  static let wrongUsage = [
    "", "-x", "--webhook", "-n", "-o", "-f", "-s", "-v", "--jobs", "-c", "--limit",
    "--from-log", "--json", "--man", "--send", "--after", "--before", "--exclude", "--resume",
    "--dedup", "--replay", "--lint", "--follow", "--usage", "--html", "--tsv",
    "--filter", "-w", "-w=a",
    "-w a --rejects --count", "-w a \u{2013}count", "-w a --count=", "--help=yes",
    "-w a --from log --from log",
    "-w a --company 1",
    "-w a --max-jobs many",
    "-w a --max-line-bytes 1KB", "-w a -j 0", "-w a --from csv", "-w a --kernel sse",
    "--generate csh", "-w a --failed", "-w a --since now", "--until 2022-05-01 --since 2022-05-02",
    "-w a --shard 2", "--count --generate man", "-w a --count --max-jobs 1", "-w a -e --count",
    "-w a --count --format json", "-w a --columns=", "-w a --columns id,createdat",
    "-w a --columns id,name", "-w a --columns id,url,id", "-w a --columns event,id",
    "-w a --columns id --format json", "-w a --format csv",
    "-w a - -", "-w a --rejects -", "-w a --strict", "-w a --check=xml", "-w a -q --progress",
  ]

  static func description(of line: String) -> String {
    do throws(UsageError) {
      _ = try Invocation(line.split(separator: " ").map { Array($0.utf8) })
      return "\(line): accepted"
    } catch {
      return error.description
    }
  }

  static let rejections: [Rejection] = {
    let fields: [Rejection.Field] = EventMember.allCases.map { .event($0) }
    let required: [Rejection.Field] =
      [.event(.company), .event(.type), .event(.event)]
      + LogMember.allCases.filter { $0 != .createdAt }.map { .record($0) }
    let causes: [Rejection.Cause] =
      [.tooLong(limit: 64 << 20)]
      + ScanFault.Expectation.allCases.map { .malformed(ScanFault(at: 0, expected: $0)) }
      + [.malformed(ScanFault(at: 0, expected: .value, isAtEnd: true)), .notAnObject]
      + (fields + [.record(.event), .recordedEvent(.taskGroup)]).map { .duplicate($0) }
      + required.map { .missing($0) } + required.map { .invalid($0) }
    return causes.map { Rejection($0, at: 0) }
  }()

  /// The members of a definition without faults.
  private static let members = [
    #""_id":"62685990d918fb5557f9f992""#, #""company":"625be93a286ef83c1c0e845f""#,
    #""isActive":true"#, #""trigger":"logout-user""#, #""url":"http://a""#, #""code":"a""#,
  ]

  /// A definition in which `member` replaces that at `index`, or is one more.
  private static func definition(_ index: Int? = nil, _ member: String...) -> String {
    var all = members
    if let index { all.remove(at: index) }
    return "{" + (all + member).joined(separator: ",") + "}"
  }

  /// Texts that each have one fault: in the whole, in each member, and in the URL.
  static let definitions: [String] = {
    let sameID = definition(5, #""code":"b""#)
    let sameCode = definition(0, #""_id":"62685990d918fb5557f9f993""#)
    let urls = [
      "a", "http://a/b c", "http://a b", "http://a/%", "http://a@b", "http://a#", "http://",
      "http://%61",
      "http://a..b", "http://127.1", "http://a:0", "http://[a]", "http://[::1%25a]",
    ]
    let second = [sameID.replacing("992", with: "993"), "\n" + sameID, "\n" + sameCode]
    var texts = ["", "5"] + second.map { definition() + $0 }
    texts += members.indices.map { definition($0) }
    for (index, member) in members.enumerated() {
      texts.append(definition(index, member.prefix { $0 != ":" } + ":0"))
    }
    texts += [
      definition(nil, #""code":"b""#), definition(nil, #""context":0"#),
      definition(nil, #""context":{"survey":0}"#), definition(nil, #""context":{"user":"a"}"#),
      definition(nil, #""survey":"a""#), definition(nil, #""Context":{}"#),
    ]
    return texts + urls.map { definition(4, "\"url\":\"" + $0 + "\"") }
  }()

  static func faults(of text: String) -> String {
    var reader = WebhookReader()
    reader.read(Array(text.utf8).span, file: 0)
    do throws(DefinitionFaults) {
      _ = try reader.finish()
      return "no fault"
    } catch {
      return error.listed.map(\.description).joined(separator: " AND ")
    }
  }

  static let hints: [Hint] =
    [.gzip, .zstandard, .xz, .bzip2, .zip, .utf16, .utf16BigEndian].map { .format($0) } + [
      .latin1, .prettyPrinted, .array, .logRecord, .prettyLog, .event, .definition, .job, .jobArray,
      .wrappedEvents(.data), .wrappedLog(.data), .extendedJSON, .byteOrderMark, .trailingComma,
      .concatenated, .strings, .prefixed, .carriageReturns, .csv, .html, .apiError, .journal,
      .kafkaEnvelope, .curlResult, .arrayAfterLines, .arrayOfArrays, .holdsRecords, .cutOff,
    ]

  static let progress: [RunProgress.State] = [
    RunProgress.State(),
    RunProgress.State(
      .reading, byteCount: 3_100_000_000, of: 12_400_000_000, jobCount: 812_345, rejectedCount: 3,
      milliseconds: 3000),
    RunProgress.State(.reading, byteCount: 3_100_000_000, jobCount: 1, milliseconds: 3000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 2000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 200_000),
    RunProgress.State(.reading, byteCount: 1, of: 100, milliseconds: 2_000_000),
    RunProgress.State(.replaying, byteCount: 3_100_000_000, of: 3_100_000_000, jobCount: 2),
  ]

  static let definitionsHints: [DefinitionsHint] = [
    .events, .indentedEvents, .eventArray, .deliveryLog, .jobs, .extendedJSON, .errorResponse,
    .wrapped(.data), .markup, .format(.gzip),
  ]
}
