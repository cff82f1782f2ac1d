import Hookline
import SampleData
import Testing

/// What a whole file given as definitions seems to be instead.
@Suite struct DefinitionsHintTests {
  private static let event = #"{"company":"c","type":"COTTask","event":"edit","data":{"a":[1]}}"#
  private static let indented = event.replacing(",", with: ",\n  ")
  private static let record =
    #"{"_id":"1","company":"c","status":409,"event":{"company":"c"},"subscription":"2"}"#
  private static let job =
    #"{"id":"1-2","subscription":"1","company":"c","code":"a","trigger":"b","url":"u","event":{}}"#
  private static let definition = definitionText()

  private static let events: [(text: String, hint: DefinitionsHint)] = [
    (event, .events), ("‹EF BB BF› \n\(event)\n\(event)\n", .events), ("\(event)\n{\"a", .events),
    ("\(event) 5", .events), ("\(event),", .events), ("\(event)\n‹FF›", .events),
    (event.replacing("company", with: #"c\u006fmpany"#), .events),
    ("{\"x\":\"\(String(repeating: "x", count: 100_000))\",\(event.dropFirst())", .events),
    (indented, .indentedEvents), ("\n\n\(indented)\n\(indented)", .indentedEvents),
    ("{\r\n\(event.dropFirst())", .indentedEvents),
    ("[\(event)]", .eventArray), ("[\n  \(indented),\n", .eventArray), (" [\(event)", .eventArray),
    ("‹EF BB BF›[ \(event), tru", .eventArray),
  ]

  private static let others: [(text: String, hint: DefinitionsHint)] = [
    (record, .deliveryLog), ("[\(record),\(record)]", .deliveryLog), ("[\(record)", .deliveryLog),
    ("[ \(record.replacing(",", with: ",\n"))  ,]", .deliveryLog),
    // A job with the members that a sender adds is a log record.
    (#"{"status":200,\#(job.dropFirst())"#, .deliveryLog),
    (#"{"response":"",\#(job.dropFirst())"#, .deliveryLog),
    (#"{"subscription":"1","event":{}}"#, .deliveryLog),
    (
      definition.replacing("\"_id\":", with: "\"_id\":{\"$oid\":").replacing(
        ",", with: "},", maxReplacements: 1), .extendedJSON
    ),
    (job, .jobs), ("\(job)\n\(job)\n{\"id", .jobs), ("[\(job)]", .jobs),
    ("<!DOCTYPE html><html>", .markup), ("\n\n <?xml version=\"1.0\"?>", .markup),
    ("‹EF BB BF›<html>", .markup), ("<", .markup),
    ("‹1F 8B 08 00›", .format(.gzip)), ("‹1F 8B›", .format(.gzip)),
    ("‹28 B5 2F FD 04›", .format(.zstandard)),
    ("‹FD›7zXZ‹00 00›", .format(.xz)), ("BZh91AY&SY‹01›", .format(.bzip2)),
    ("BZh1‹17 72 45 38 50 90›", .format(.bzip2)), ("PK‹03 04›", .format(.zip)),
    ("‹FF FE 5B 00›", .format(.utf16)), ("‹FE FF 00 5B›", .format(.utf16)),
    ("‹5B 00 7B 00›", .format(.utf16)),
    ("‹7B 00 0A 00 20 00›", .format(.utf16)), ("‹00 5B 00 7B›", .format(.utf16BigEndian)),
    ("‹00 7B 00 22›", .format(.utf16BigEndian)),
  ]

  private static let responses: [(text: String, hint: DefinitionsHint)] = [
    (#"{"error":"unauthorized"}"#, .errorResponse), (#"{"errors":[{"a":1}]}"#, .errorResponse),
    (#"{"statusCode":401,"error":true,"message":"x","path":"/a"}"#, .errorResponse),
    (#"{"error":{"code":3,"url":"x"}}"#, .errorResponse),
    ("\n {\n\"message\":\"Not Found\"}\n\n", .errorResponse),
    (#"{"data":[],"error":"unauthorized"}"#, .errorResponse),
    (#"{"type":"about:blank","title":"Not Found","status":404}"#, .errorResponse),
    (#"{"\u0065rror":"unauthorized"}"#, .errorResponse),
    (#"{"data":[\#(definition)]}"#, .wrapped(.data)),
    (#"{"total":1,"webhooks":[ \#(definition),{}]} {}"#, .wrapped(.webhooks)),
    (#"{"subscriptions":[\#(definition)],"message":"ok"}"#, .wrapped(.subscriptions)),
    (#"{"results":[\#(definition)],"_id":"a"}"#, .wrapped(.results)),
    (#"{"error":null,"items":[\#(definition)]}"#, .wrapped(.items)),
    ("{\n\"docs\"\n:\n[\n\(definition)]}", .wrapped(.docs)),
    (#"{"records":[{"trigger":5,"url":null}]}"#, .wrapped(.records)),
    (#"{"data":[],"items":[\#(definition)]}"#, .wrapped(.items)),
    (#"{"rows":[\#(definition)]}"#, .wrapped(.rows)),
    (#"{"events":5,"values":[\#(definition)]}"#, .wrapped(.values)),
  ]

  private static let unknown = [
    "", " ", "‹EF BB BF›", "[", "[]", "{", "{}", "[{}]", "5", "\"<\"", "[5]", "[[\(event)]]",
    definition, "[\(definition)]", "\(definition)\n\(event)", "{\"_id\": }",
    // Cut off or broken before the first object ends.
    String(event.dropLast()), "{\"a\":tru,\(event.dropFirst())", "[\(record.dropLast())",
    #"{"data":[\#(definition),]}"#, #"{"data":[\#(definition)]"#,
    // Values of the wrong kind, and definitions that also have some of these members.
    #"{"company":1,"type":"COTTask","event":"edit"}"#, #"{"company":"c","type":"COTTask"}"#,
    #"{"subscription":"1","event":"edit"}"#, #"{"subscription":1,"event":{}}"#,
    #"{"type":"a","event":"b",\#(definition.dropFirst())"#,
    definitionText(url: nil, others: #""type":"a","event":"b""#),
    #"{"error":"x",\#(definition.dropFirst())"#, definitionText(id: nil, others: #""message":"x""#),
    // More than one object is no response.
    #"{"error":"unauthorized"} {}"#, "{\"error\":\"unauthorized\"}\n5",
    #"{"message":"x","_id":"1"}"#, #"{"message":"x","company":"1"}"#, #"{"message":"x","url":"1"}"#,
    #"{"message":"x","trigger":"1"}"#,
    // A message or a number can occur in anything.
    #"{"message":5}"#, #"{"message":"x","level":30}"#, #"{"statusCode":500}"#,
    #"{"message":"OK","callbacks":[\#(definition)]}"#, #"{"errors":[],"list":[\#(definition)]}"#,
    #"{"error":0,"callbacks":[\#(definition)]}"#, #"{"error":"","callbacks":[\#(definition)]}"#,
    #"{"message":"3","count":3,"payload":{"list":[\#(definition)]}}"#,
    // No error, or not a single object.
    #"{"error":null}"#, #"{"error":false}"#, #"{"statusCode":200,"message":"ok"}"#,
    #"{"statusCode":"x","message":"ok"}"#, #"{"data":[],"message":"ok"}"#,
    #"{"items":{},"error":"x"}"#, #"{"message":"x"} {"message":"x"}"#, #"{"message":"x"},"#,
    #"[{"message":"x"}]"#,
    // No known wrapper, or no definition directly in it.
    #"{"data":[]}"#, #"{"data":[[\#(definition)]]}"#, #"{"data":[5,\#(definition)]}"#,
    #"{"data":\#(definition)}"#, #"{"data":[{"trigger":1}]}"#, #"{"data":[{"url":1}]}"#,
    #"{"callbacks":[\#(definition)]}"#, #"[{"data":[\#(definition)]}]"#,
    #"{"data":{"webhooks":[\#(definition)]}}"#, #"{"data":[\#(definition)],"trigger":1,"url":2}"#,
    // Almost a magic number.
    "‹1F›", "‹1F 8C›", "‹28 B5 2F›", "‹FD›7zXZ", "BZh9", "BZh01AY&SY", "BZh9xxxxxx", "BZh",
    "‹FF FE›", "‹FF FE 00 00›", "‹7B 00 00 00›", "‹00 00 00 7B›", "‹7B 00 00 22›", "‹00 7B 22 00›",
    "‹22 00 7B 00›", "‹7B›", "‹00 7B 00›",
  ]

  @Test(arguments: events + others + responses)
  func hintSaysWhatTheDefinitionsFileIs(notation: String, hint: DefinitionsHint) {
    #expect(DefinitionsHint(of: MarkedText(notation).bytes.span) == hint)
  }

  @Test(arguments: unknown)
  func unclearDefinitionsFileGetsNoHint(notation: String) {
    #expect(DefinitionsHint(of: MarkedText(notation).bytes.span) == nil)
  }
}
