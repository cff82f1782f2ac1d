internal import Hookline

extension DefinitionsHint {
  /// What to do, as a fragment that can follow the name of the file.
  var advice: String {
    switch self {
    case .events: "this looks like events: name the file of events without an option"
    case .indentedEvents:
      "this looks like pretty-printed events: put each on one line with jq -c . and name that"
        + " file without an option"
    case .eventArray:
      "this looks like an array of events: put each on one line with jq -c '.[]' and name that"
        + " file without an option"
    case .deliveryLog:
      "this looks like a delivery log: name the file without an option and add --from log"
    case .jobs: "this looks like hookline's own jobs: name a file of webhook definitions with -w"
    case .extendedJSON: Hint.extendedJSON.advice
    case .errorResponse:
      "this looks like an API error: correct the request and save the response again"
    case .wrapped(let member):
      "this looks like an object that wraps the definitions: extract them with jq .\(member.rawValue)"
        + " (and those of its other pages, if there are any)"
    case .markup:
      "this looks like HTML or XML: save the JSON that the platform's API returns"
    case .format(let format): format.advice
    }
  }
}
