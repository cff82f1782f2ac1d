internal import Hookline

extension Hint {
  /// What to do, as a fragment that can follow the name of a file.
  var advice: String {
    switch self {
    case .prettyPrinted:
      "this looks like JSON over several lines: jq -c . puts each object on one"
    case .array: "this looks like an array: jq -c '.[]' puts each of its objects on a line"
    case .format(let format): format.advice
    case .latin1: "this looks like Latin-1: iconv -f LATIN1 -t UTF-8 makes it UTF-8"
    case .logRecord: "this looks like the delivery log: --from log reads it as it is"
    case .prettyLog:
      "this looks like the delivery log over several lines: jq -c . puts each record on one, and"
        + " --from log reads them"
    case .event: "this looks like events and not like the delivery log: leave out --from log"
    case .definition:
      "this looks like webhook definitions: give each such file its own -w"
        + " (-w defs/*.json names only the first)"
    case .job: "this looks like a job of hookline: jq -c .event takes out the event"
    case .jobArray:
      "this looks like an array of jobs of hookline: jq -c '.[].event' takes out the events"
    case .wrappedEvents(let member):
      "this looks like an object around an array: jq -c '.\(member.rawValue)[]' puts each event on"
        + " a line"
    case .wrappedLog(let member):
      "this looks like an object around the delivery log: jq -c '.\(member.rawValue)[]' puts each"
        + " record on a line, and --from log reads them"
    case .extendedJSON:
      "this looks like MongoDB's Extended JSON: write each id as a string, without $oid"
    case .trailingComma:
      "this looks like objects with a comma after each: sed 's/,[[:space:]]*$//' removes it"
    case .prefixed:
      "this looks like a log with text before each object: sed 's/^[^{]*//' removes it"
    case .carriageReturns:
      #"this looks like lines that end in a carriage return alone: tr '\r' '\n' ends them in a"#
        + " line feed"
    case .csv: "this looks like CSV: export it as JSON, one object per line"
    case .html: "this looks like HTML, perhaps an error page: check the request that it answers"
    case .apiError: "this looks like an API's error: check the request that it answers"
    case .journal:
      "this looks like journalctl -o json: journalctl -o cat prints only the messages"
    case .kafkaEnvelope: "this looks like kcat -J: kcat without -J prints only the messages"
    case .cutOff: "the last line ends too early: its writer was stopped, or is not done yet"
    }
  }
}

extension FileFormat {
  /// What to do, as a fragment that can follow the name of a file.
  var advice: String {
    switch self {
    case .gzip: "this is compressed: read it through zcat"
    case .zstandard: "this is compressed: read it through zstdcat"
    case .xz: "this is compressed: read it through xzcat"
    case .bzip2: "this is compressed: read it through bzcat"
    case .utf16: "this looks like UTF-16: iconv -f UTF-16 -t UTF-8 makes it UTF-8"
    }
  }
}
