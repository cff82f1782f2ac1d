internal import Hookline

extension Hint {
  /// What to do, as a fragment that can stand behind the name of a file.
  var advice: String {
    switch self {
    case .prettyPrinted:
      "this looks like JSON over several lines: jq -c . puts each object on one"
    case .array:
      "this is an array: jq -c '.[]' puts each of its events on a line, and --from log reads the"
        + " delivery log as it is"
    case .gzip: "this is compressed: read it through zcat"
    case .zstandard: "this is compressed: read it through zstdcat"
    case .utf16: "this looks like UTF-16: iconv -f UTF-16 -t UTF-8 makes it UTF-8"
    case .logRecord: "this looks like the delivery log: --from log reads it"
    case .event: "this looks like events and not like the delivery log: leave out --from log"
    case .definition: "this looks like a webhook definition: name its file with -w"
    case .job: "this looks like a job of hookline: jq -c .event takes out the event"
    case .extendedJSON:
      "this looks like MongoDB's Extended JSON: write each id as a string, without $oid"
    case .cutOff: "the last line ends too early: its writer was stopped, or is not done yet"
    }
  }
}
