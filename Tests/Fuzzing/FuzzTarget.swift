/// A part of the program that is fuzzed.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// Each kernel compared with the scanner, and the scanner with its reference.
  case scanner
  /// The reader of webhook definitions.
  case definitions
  /// The reader of delivery logs, whole and cut into blocks.
  case log
  /// The command line.
  case arguments
  /// Definitions and events, and the jobs that result.
  case library
  /// Jobs for curl.
  case curl
  /// Files that say which jobs are done.
  case done

  /// How `input` breaks a rule that must hold, in words, or `nil` if it breaks none.
  package func contradiction(in input: [UInt8]) -> String? {
    switch self {
    case .scanner: ScannerTarget.contradiction(in: input)
    case .definitions: DefinitionsTarget.contradiction(in: input)
    case .log: LogTarget.contradiction(in: input)
    case .arguments: ArgumentsTarget.contradiction(in: input)
    case .library: LibraryTarget.contradiction(in: input)
    case .curl: CurlTarget.contradiction(in: input)
    case .done: DoneTarget.contradiction(in: input)
    }
  }

  /// Words that random bytes are unlikely to form.
  package var dictionary: [String] {
    switch self {
    case .scanner: Self.grammar
    case .definitions: Self.grammar + Self.definitionWords
    case .log: Self.grammar + Self.eventWords + Self.recordWords
    case .arguments: Self.argumentWords
    case .done: Self.grammar + Self.doneWords
    case .library: Self.grammar + Self.definitionWords + Self.eventWords
    case .curl:
      ["@\u{10}\0", "@\u{0F}\u{7F}", "@\0\u{01}", "\"\u{7F}\u{7F}", "a\u{7F}\u{7F}", "\\\0\u{01}"]
    }
  }

  private static let grammar = [
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r\n", "\\u00", "\\ud83d\\ude00", "\\\"",
    "\\\\", "true", "false", "null", "0", "-1.5e+3", "1E400", "é", "€", "😀", "\u{FEFF}",
    "{\"a\":", "[[[[[[[[", "]]]]]]]]",
  ]
  private static let eventWords = [
    "\"company\":", "\"type\":", "\"event\":", "\"createdAt\":", "\"data\":", "\"taskGroup\":",
    "\"surveyId\":", "\"group\":", "\"625be93a286ef83c1c0e845f\"", "\"COTTask\"", "\"COTUser\"",
    "\"COTSurvey\"", "\"COTProperty\"", "\"COTNote\"", "\"Auth\"", "\"create\"", "\"edit\"",
    "\"delete\"", "\"logout\"", "\"6261612a8f1e99002e5c8cce\"", "\"6261612a8f1e99e93f5c8d03\"",
  ]
  private static let recordWords = [
    "\"subscription\":", "\"status\":", "\"event\":{", "\"62685990d918fb5557f9f992\"", "200", "409",
    "},{", "},\n{", "[{", "}]",
  ]
  private static let doneWords = [
    "{\"id\":\"62685990d918fb5557f9f992-0f343b0931126a20f133d67c2b018a3b\"", ",\"status\":200",
    ",\"status\":\"204\"", ",\"status\":null", ",\"exit\":0", "}\n",
  ]
  private static let definitionWords = [
    "\"_id\":", "\"company\":", "\"isActive\":", "\"trigger\":", "\"url\":", "\"code\":",
    "\"context\":", "\"survey\":", "\"group\":", "\"taskGroup\":", "\"62685990d918fb5557f9f992\"",
    "\"625be93a286ef83c1c0e845f\"", "\"create-edit-delete-user\"", "\"create-edit-delete-task\"",
    "\"create-edit-delete-survey\"", "\"create-edit-delete-property\"",
    "\"create-edit-delete-note\"", "\"logout-user\"", "https://", "http://[::1]:8080/", "@", "#",
    "%2F", ":65535", ":65536", "\"\"",
  ]
  private static let argumentWords = [
    "-w\n", "--webhooks=", "--webhooks\n", "--company=625be93a286ef83c1c0e845f\n", "--company\n",
    "--from=log\n", "--from\nevents\n", "--failed\n", "--rejects=", "--rejects-raw=", "--stats=",
    "--count\n", "--format=curl\n", "--unique\n", "--seen=", "--columns=id,job\n",
    "--max-jobs=", "--max-rejects=", "--max-line-bytes=", "-e", "-j", "--threads=", "--kernel=",
    "-q", "--quiet\n", "--progress\n", "--progress-interval=",
    "scalar\n", "avx2\n", "avx512\n", "--read-bytes=", "-h", "--help\n", "-V", "--version\n",
    "--\n",
    "-\n", "/dev/stdin\n", "K\n", "M\n", "8589934591G\n", "--dry-run\n", "256", "1048576",
    "9223372036854775807", "9223372036854775808", "\u{202E}", "\u{1B}[2J",
  ]
}
