import Hookline

/// Files, near misses among them, and the hints that each must get.
enum HintedFiles {
  private static let company = #""company":"625be93a286ef83c1c0e845f""#
  private static let event = "{\(company),\"type\":\"COTTask\",\"event\":\"edit\"}"
  private static let record =
    #"{"_id":"a","status":409,"event":\#(event),"subscription":"62685990d918fb5557f9f992"}"#
  private static let definition =
    #"{"_id":"a",\#(company),"isActive":true,"trigger":"logout-user","url":"http://a"}"#
  private static let job = #"{"id":"a","subscription":"b",\#(company),"event":\#(event)}"#

  /// `text`, whose objects are on one line, spread over several lines.
  private static func pretty(_ text: String) -> String {
    text.replacing(",", with: ",\n").replacing("{", with: "{\n").replacing("}", with: "\n}")
  }

  private static let curlResult =
    #"{"id":"62685990d918fb5557f9f992-00","status":"500","exit":22,"seconds":0.1}"#

  /// `text` as a JSON string.
  private static func quoted(_ text: String) -> String {
    let content = text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(content)\""
  }

  /// Event files in the notation of `MarkedText`, and the hints for their rejected lines.
  static let events: [(file: String, hints: [Hint])] = [
    // Recognized by the first bytes.
    ("‹1F 8B 08›", [.format(.gzip)]), ("‹28 B5 2F FD›", [.format(.zstandard)]), ("‹1F›", []),
    ("‹FD›7zXZ‹00 00 04›", [.format(.xz)]), ("‹FD›7zXZ", []),
    ("BZh91AY&SY‹00›", [.format(.bzip2)]), ("BZh9‹17›rE8P‹90›", [.format(.bzip2)]), ("BZh91AY", []),
    ("BZhaar!!!!", []), ("PK‹03 04 14›", [.format(.zip)]), ("PK‹03›", []),
    ("‹FF FE 7B 00›", [.format(.utf16)]), ("‹FE FF 00 7B›", [.format(.utf16)]),
    ("‹7B 00 22 00›", [.format(.utf16)]),
    ("‹00 7B 00 22›", [.format(.utf16BigEndian)]),
    ("x\n‹1F 8B 08›", []), ("x\n‹7B 00›", []),
    ("‹1F 8B 08›\n[{}]\n‹FF FE›\n{\n\"a\":1}", [.format(.gzip)]),
    // JSON over several lines, decided by the first object.
    ("{\n", [.prettyPrinted]), (" {\r\n \"a\": 1\r\n}\n", [.prettyPrinted]),
    ("{\n}\n", [.prettyPrinted]),
    ("{", [.cutOff]), ("{\n\"a\": 'b'\n}", []), ("{\n{\"a\":1}\n", []), ("{\n\"a\": 1,\n}\n", []),
    (pretty(event), [.prettyPrinted]), (pretty(record), [.prettyLog]), (pretty(job), [.job]),
    (pretty(definition), [.definition]), (pretty("{\"data\":[\(event)]}"), [.wrappedEvents(.data)]),
    (pretty(event) + "\n" + pretty(record), [.prettyPrinted]),
    (
      "{\n\"status\":1,\"event\":{\"a\":\"" + String(repeating: "é", count: 40_000) + "\"}}",
      [.prettyLog]
    ),
    ("{\n\"a\":\"" + String(repeating: "é", count: 40_000) + "\"}", [.prettyPrinted]),
    // Arrays.
    ("[\n", [.array]), ("[", [.cutOff]), ("[]", []), ("[\n]", []), ("[1,{}]", []),
    ("[\(event)\n\(event)\n", []), ("{\n},\n{\n}", []),
    ("{\n}\n7", []), ("[\n{}\n{}\n", []), ("{\n}\n{\n}", [.prettyPrinted]),
    ("[\n1,\n2]", []),
    ("[{}]", [.array]), (" [ {\"a\":1},2]", [.array]), ("[[{}]]", []), ("[2022-05-05] x", []),
    ("[\(event)]", [.array]), ("[\(record)]", [.logRecord]), ("[\(definition)]", [.definition]),
    ("[\(job)]", [.jobArray]), ("[\(event),\n\(event)]\n", [.array]),
    ("[{\n\"status\":200,\n\"event\":{},\"subscription\":1}]", [.logRecord]),
    (pretty("[\(event)]"), [.array]), (pretty("[\(record)]"), [.logRecord]),
    (pretty("[\(definition),\(definition)]"), [.definition]),
    ("[\n{\"a\":1},\n{\"b\":2},\n]", [.array]),
    // After a hint about the whole file its lines get none; without one they do.
    ("[\n\(event),\n\(record)\n]\n\(definition)", [.array]),
    ("[{}]\n\(definition)\n{\n\"a\":1}", [.array]),
    ("{\n\"a\": 1\n}\n\(definition)\n{\"b\"", [.prettyPrinted]),
    ("{\nx\n}\n\(definition)\n", [.definition]),
    // Recognized by the members of an object.
    (record, [.logRecord]), (job, [.job]), (definition, [.definition]), ("{}", []),
    ("{\"event\":{\"company\":1},\"subscription\":2,\"response\":\"\"}", [.logRecord]),
    ("{\"subscription\":1,\"event\":\"edit\"}", []), ("{\"status\":1,\"event\":{}}", []),
    ("{\"trigger\":\"a\",\"url\":\"b\"}", []), ("{\"trigger\":1,\"url\":\"b\",\"code\":\"c\"}", []),
    // A sender's log has the members of a job, too.
    ("{\"id\":\"a\",\"trigger\":\"b\",\"url\":\"c\",\"code\":\"d\",\"status\":200}", []),
    ("{\"trigger\":\"a\",\"url\":\"b\",\"code\":\"c\",\"status\":200,\"event\":{}}", []),
    ("{\"data\":[\(event)],\"total\":1}", [.wrappedEvents(.data)]),
    ("{\"value\":[\(event)],\"Count\":1}", [.wrappedEvents(.value)]),
    ("{\"records\":[ \(record)]}", [.wrappedLog(.records)]),
    ("{\"items\":[\(definition)]}", [.definition]),
    ("{\"data\":[{}]}", []), ("{\"data\":\(event)}", []), ("{\"others\":[\(event)]}", []),
    ("{\"data\":[]}", []),
    (
      "{\"company\":{\"$oid\":\"625be93a286ef83c1c0e845f\"},\"type\":\"\",\"event\":\"\"}",
      [.extendedJSON]
    ),
    ("\(event)\n\u{FEFF}\(event)\n\u{FEFF}", [.byteOrderMark]), ("\u{FEFF}\(event)", []),
    ("{\"company\":{\"oid\":1},\"type\":\"\",\"event\":\"\"}", []),
    // Output of other programs.
    ("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"\"}", [.journal]), ("{\"MESSAGE\":\"\"}", []),
    ("{\"topic\":\"t\",\"partition\":0,\"offset\":1,\"payload\":\"\"}", [.kafkaEnvelope]),
    ("{\"topic\":\"t\",\"offset\":1,\"payload\":\"\"}", []),
    ("{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"\"}", [.apiError]),
    ("{\"error\":{\"code\":1}}", [.apiError]), ("{\"message\":\"x\",\"code\":500}", [.apiError]),
    ("{\"message\":\"x\",\"code\":200}", []), ("{\"message\":\"x\",\"code\":5000}", []),
    ("{\"error\":null}", []),
    ("{\"error\":\"\"}", []), ("{\"errors\":[],\"data\":null}", []),
    ("{\"error\":\"x\",\"pid\":7}", []),
    ("{\"error\":\"x\",\"timestamp\":7}", []), ("{\"message\":\"x\"}", []),
    ("7\n{\"error\":\"x\"}", []),
    ("{\n\"error\": \"x\"\n}\n", [.apiError]),
    ("<!DOCTYPE html>\n<html>\n", [.html]), ("\n <HTML lang=\"es\">", [.html]), ("<html", [.html]),
    ("<htmlx>", []), ("<?xml version=\"1.0\"?>", []), ("<!doctype htm", []),
    // Objects with something before or after them.
    ("\(event),\n\(event),\n", [.trailingComma]), ("\(event) , \n", [.trailingComma]),
    ("{\"a\":1},", []), ("\(event),,", []), ("\(event),7", []), ("\(event);", []), ("{\"a\",", []),
    ("2022-05-05T19:54:30Z \(event)", [.prefixed]),
    ("May  5 19:54:30 host app[7]: \(event)", [.prefixed]),
    ("[2022-05-05 19:54:30] \(event)\n", [.prefixed]), ("12:\(event) ", [.prefixed]),
    ("\"event\": \(event)", []), ("[ \(event)", [.cutOff]), ("7 {\"a\":1}", []),
    ("7 \(event)}", []),
    ("7 \(event.dropLast())", []), ("-- \(event)", []), ("‹00›1 \(event)", []), ("x\(event)", []),
    ("\(event)\r\(event)\r\(event)\r", [.carriageReturns]),
    ("\(event) \r \(event)", [.carriageReturns]),
    // One company must not get a line among those of others by what a hint suggests.
    ("\(event)\n\(event)\r\(event)", []), ("\(event)\r\(event)\n", []),
    ("\(event)\n\(event)\(event)\n", []),
    ("\(event)\(event)", [.concatenated]), ("\(event) \(event)\n", [.concatenated]),
    ("\(event) {}{} ", [.concatenated]), ("\(event) {", []), ("\(event)\(event.dropLast())\n", []),
    ("\(event) {} 7", []), ("\(event) {} {", []), ("\(event) 7", []), ("{}{}", []),
    ("\(record)\(record)", []),
    ("\(event)\r7", []), ("\(event)\r", []),
    ("{\r\(event.dropFirst()),\n", []), ("12:{\r\(event.dropFirst())", []),
    // Other formats and encodings.
    ("company,type,event,createdAt\n", [.csv]), ("\"_id\";\"company\";\"Created At\"", [.csv]),
    ("id\ttype\tdata", [.csv]), ("\u{FEFF}company,event\n", [.csv]), ("company,other", []),
    ("company type event", []),
    ("7\ncompany,type,event", []), ("[company,type]", []), ("company: 1, type: 2, event", []),
    ("{\"a\":\"cami‹F3›n\"}", [.latin1]), ("{\"a\":\"CAMI‹D3›N\"}", [.latin1]),
    ("{\"a\":\"compa‹F1 ED›a\"}", [.latin1]),
    ("{\"a\":\"‹BF›Qu‹E9›? 5‹B0›\", \"b\":\"‹E9›poca\"}", [.latin1]), ("{\"a\":\"caf‹E9›\"}", []),
    ("{\"a\":\"na‹C3›\"}", []),
    ("{\"a\":\"cami‹F3›n\"", []), ("{\"a\":cami‹F3›n}", []),
    ("{\"a\":\"cami‹F3›n ‹93›x‹94›\"}", []),
    ("{\"a\":\"cami‹F3›n ca‹C3 B1›\"}", []), ("{\"a\":\"cami‹A2›n\"}", []),
    ("{\"a\":\"‹A5›\\a‹A4›N\"}", []),
    ("{\"a\":\"‹D6 D0›A\"}", []), ("\"cami‹F3›n\"", []),
    (curlResult, [.curlResult]), ("[\(curlResult)]", [.array]),
    (curlResult.replacing("\"exit\":22", with: "\"exit\":\"22\""), []),
    // JSON in strings.
    (quoted(event), [.strings]), (" \(quoted(event)) \n", [.strings]),
    (quoted(" " + event), [.strings]),
    (quoted(event).replacing("{", with: "\\u007b"), [.strings]),
    (quoted(pretty(event)), []),
    (quoted(record), []), (quoted("{}"), []), (quoted("a"), []), ("\"\"", []), ("\" \"", []),
    // Anything else, and files that are cut off.
    ("7", []), ("\"text\"", []), ("{\"a\":}", []), ("hello", []), ("‹EF BB BF›\n7", []),
    ("{\"company\":\"a", [.cutOff]), ("{\"a\":1", [.cutOff]), ("[1,", [.cutOff]), ("[1,\n", []),
    ("{\"a\":1\n", []), ("{\"a\":\"caf‹C3›", [.cutOff]), ("{\"a\":\"caf‹C3›\n", []),
    ("{\"a\":\"‹E2 82›", [.cutOff]), ("{\"a\":\"‹E2 82 C3›", []), ("{\"a\":\"‹FF›", []),
  ]

  /// The same for files whose lines should be delivery log records.
  static let logs: [(file: String, hints: [Hint])] = [
    (event, [.event]), (pretty(event), [.event]), ("{\"company\":\"a\",\"event\":\"edit\"}", []),
    (definition, [.definition]), (pretty(definition), [.definition]), ("{\n", [.prettyPrinted]),
    (pretty(record), [.prettyPrinted]), (pretty(job), [.prettyPrinted]), ("7\n[\n", []),
    ("7\n[{}]\n", []),
    ("{\"event\":{\"company\":1},\"subscription\":2,\"response\":\"\"}", []),
    ("{\"id\":1,\"subscription\":2,\"company\":3,\"event\":{}}", []),
    (
      "{\"id\":1,\"subscription\":2,\"company\":\"3\",\"trigger\":\"\",\"url\":\"\",\"status\":null,\"event\":7}",
      []
    ),
    ("\(record),", [.trailingComma]), ("\(job),", [.trailingComma]), ("\(event),", []),
    ("\(record)\n\(record),", []), ("\(record)\n[\n\(record),\n\(record)\n]", [.arrayAfterLines]),
    ("\(record)\n[\n\(pretty(record))\n]\n", [.arrayAfterLines]),
    ("1 \(record)", [.prefixed]), ("\(record) \(job)", []),
    (quoted(record), [.strings]), (quoted(job), [.strings]), (quoted(event), []),
    (curlResult, [.curlResult]),
    ("\(record)\n[\(record),\(record)]\n[\(record)]", [.arrayAfterLines]), ("7\n[\(event)]", []),
    ("{\"logs\":[\(record)]}", [.wrappedLog(.logs)]), ("{\"error\":\"x\"}", [.apiError]),
    ("‹1F 8B›", [.format(.gzip)]),
    ("{\"a\":1", [.cutOff]),
  ]
}
