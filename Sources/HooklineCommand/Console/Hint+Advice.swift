internal import Hookline

extension Hint {
  /// Other bytes are another event, with another id.
  private static let aboutJQ =
    " (jq can change numbers and escapes, which gives jobs other ids)"

  /// What to do about an array, as a fragment that can follow the name of a file.
  static let adviceForArrays =
    "this looks like an array: put each object on one line with jq -c '.[]'"

  /// What to do, as a fragment that can follow the name of a file.
  var advice: String {
    switch self {
    case .prettyPrinted:
      "this looks like pretty-printed JSON: put each object on one line with jq -c .\(Self.aboutJQ)"
    case .array:
      Self.adviceForArrays + Self.aboutJQ
    case .format(let format): format.advice
    case .latin1:
      "this line may be Latin-1: if the whole file is, convert it with iconv -f LATIN1 -t UTF-8"
    case .logRecord: "this looks like a delivery log: add --from log"
    case .prettyLog:
      "this looks like a pretty-printed delivery log: put each record on one line with jq -c ., and"
        + " use --from log\(Self.aboutJQ)"
    case .event: "this looks like events, not a delivery log: leave out --from log (and --failed)"
    case .definition:
      "this looks like webhook definitions: leave the file out, or give it its own -w"
        + " (-w defs/*.json names only the first)"
    case .job: "this looks like hookline's own jobs: add --from log to match their events again"
    case .jobArray:
      "this looks like an array of hookline's own jobs: add --from log to match their events again"
    case .wrappedEvents(let member):
      "this looks like an object that wraps an array: put each event on one line with"
        + " jq -c '.\(member.rawValue)[]'\(Self.aboutJQ)"
    case .wrappedLog(let member):
      "this looks like an object that wraps a delivery log: put each record on one line with"
        + " jq -c '.\(member.rawValue)[]', and use --from log\(Self.aboutJQ)"
    case .extendedJSON:
      "this looks like MongoDB's Extended JSON: write each id as a string, without $oid"
    case .byteOrderMark:
      #"a byte-order mark is allowed only at the start of a file: remove it with sed 's/^\xEF\xBB\xBF//'"#
    case .trailingComma:
      "this looks like objects with a comma after each: remove it with sed 's/,[[:space:]]*$//'"
    case .concatenated:
      "this looks like several objects on a line: put each on a line of its own with jq -c ."
        + Self.aboutJQ
    case .strings: "this looks like JSON in strings: jq -rc . extracts it"
    case .prefixed:
      "this looks like a log with text before each object: remove it with sed 's/^[^{]*//'"
    case .carriageReturns:
      #"this looks like lines that end in a bare carriage return: convert them with tr '\r' '\n'"#
    case .csv: "this looks like CSV: export it as JSON, one object per line"
    case .html: "this looks like HTML, perhaps an error page: check the request that returned it"
    case .apiError: "this looks like an API error: check the request that returned it"
    case .journal:
      "this looks like the output of journalctl -o json: journalctl -o cat prints only the messages"
    case .kafkaEnvelope:
      "this looks like the output of kcat -J: kcat without -J prints only the messages"
    case .curlResult:
      "this looks like what curl reports, which has no events: name it with --seen"
    case .arrayAfterLines: "this looks like an array after lines: name it as a file of its own"
    case .arrayOfArrays:
      "this looks like arrays in an array: put each record on one line with jq -c 'flatten[]'"
        + Self.aboutJQ
    case .holdsRecords:
      "a bracket or a quote is missing in a record, or a line feed is in a string, so the records after"
        + " it count as part of it: correct the file and run it again"
    case .cutOff: "this is cut off at its end: its writer was stopped or has not finished"
    }
  }
}

extension FileFormat {
  /// What to do, as a fragment that can follow the name of a file.
  var advice: String {
    switch self {
    case .gzip: "this is compressed: decompress it with zcat"
    case .zstandard: "this is compressed: decompress it with zstdcat"
    case .xz: "this is compressed: decompress it with xzcat"
    case .bzip2: "this is compressed: decompress it with bzcat"
    case .zip: "this is a ZIP archive: extract it with unzip -p"
    case .utf16: "this looks like UTF-16: convert it with iconv -f UTF-16 -t UTF-8"
    case .utf16BigEndian: "this looks like UTF-16: convert it with iconv -f UTF-16BE -t UTF-8"
    }
  }
}
