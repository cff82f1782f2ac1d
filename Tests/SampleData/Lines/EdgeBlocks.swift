/// Lines, and blocks that put each byte of a line at the boundaries between the steps of a kernel.
package enum EdgeBlocks {
  /// A block with copies of `lines` across boundaries of 64 bytes (a step), 512 (the steps in one register) and 4,096 (a pass).
  ///
  /// For each of `shifts` a copy begins that many bytes before a step boundary and, if long enough to reach it, another one
  /// before a 512-byte boundary. The last of these shifts is also used for a 4,096-byte boundary.
  package static func block(over lines: [UInt8], shifts: some Sequence<Int>) -> [UInt8] {
    var block: [UInt8] = []
    var last = 1
    for shift in shifts {
      append(lines, shift: shift, over: 64, to: &block)
      guard shift <= lines.count else { continue }
      append(lines, shift: shift, over: 512, to: &block)
      last = shift
    }
    append(lines, shift: last, over: 4096, to: &block)
    return block
  }

  /// Appends `lines` so that they begin `shift` bytes before a multiple of `step`, after an object of the right length.
  package static func append(
    _ lines: [UInt8], shift: Int, over step: Int, to block: inout [UInt8]
  ) {
    let place = block.count + shift
    let missing = (step - place % step) % step
    block += object(ofCount: missing < 8 ? missing + step : missing, isString: shift % 2 == 1)
    block += lines + [UInt8(ascii: "\n")]
  }

  /// A line of `count` bytes, line feed included: an object with a long string, or one followed by much white space.
  private static func object(ofCount count: Int, isString: Bool) -> [UInt8] {
    let filling = String(repeating: isString ? "x" : " ", count: count - 8)
    return Array((isString ? "{\"\":\"\(filling)\"}\n" : "{\"\":1} \(filling)\n").utf8)
  }
}

extension EdgeBlocks {
  /// Lines to put across a boundary; some of them are several lines.
  package static let lines =
    notations.map { MarkedText($0).bytes } + backslashes + runs + arrays + objects

  /// The judged texts, as values in lines or, if they mean something else there, as lines.
  package static let judgedLines =
    JudgedText.enclosable.map { $0.enclosed(by: #"{"data":"#, and: "}").bytes }
    + JudgedText.alone.map(\.bytes)

  private static let notations = [
    "", " ", "‹09›", "‹0D›", "‹20 09 0D›", "‹0A›", "‹0A 0A›", "‹0D 0D›", "‹00›", "‹EF BB BF›{}",
    #"{"company" : "x" , "data" :{"group": 1 , "taskGroup":null},"type":"\u0061"}"#,
    #"{"\u0063ompany":"a\"","data":{"gr\u006fup":"é€😀","surveyId":"\\"},"typ\u0065":-1.5e+3}"#,
    #"{"data":{"group":1},"data":{"group":2,"group":3},"company":{},"company":[]}"#,
    #"{"a":{"company":1},"data":[{"group":1}],"event":true}‹0D›"#,
    // A string that the line's end leaves open, and lines after it that must be judged by themselves.
    #"""#, #"{"a":""#, #"{"a":"b‹0D›"#, #"{"a":"b\"#, #"{"a":"b\""#, #"{"a":"b\\\"#, #"{"a"#,
    #"["\u00"#,
    #""‹0A›{"a":"b","c":[]}"#, #""‹0A›"‹0A›{"company":"b"}‹0A›""#, #"{"a":"b\‹0A›{"a":"b"}"#,
    #""‹0A›{"a":"‹09›","b":"cdefghijklmnopqrstuvwxyz"}"#, #""‹0A›{"a":"bcdefghijklmn‹00›opqrst"}"#,
    #""‹0A›{"a":1,‹09›"bcdefghijklmnop":‹0D›"qrst"}‹0D›"#, #"[1,‹0A›{"a":1}"#, #"{"a":‹0A›{"a":1}"#,
    #"{"a":1,‹0A›{"a":"b"}"#, #"{"a"‹0A›:{"a":"b"}"#, #"‹0A›{}‹0A›"a":{}"#, #"1‹0A›{"a":2}"#,
    #"12‹0A›{"a":01}"#, #"0‹0A›1"#, #"tru‹0A›{"a":true}"#, #"[1.‹0A›5]"#, #"1e‹0A›1"#,
    // A UTF-8 sequence that the line's end cuts off.
    #"{"a":"‹E2›"#, #"{"a":"‹F0 9F›"#, #"{"a":"‹F0›‹0A›{"a":"b"}"#, #"{"a":"‹F0›‹0A 0A›{"a":"b"}"#,
    #"‹F0 9F 98›‹0A›‹80›{"a":"b"}"#, #"{"a":"‹C3›‹0A›‹A9›"}"#, #"{"a":"‹C3›"}"#,
    #"{"é":"‹F4 8F BF BF›"}"#,
    // A carriage return after each kind of token.
    #"{"a":‹0D›1}"#, #"{"a"‹0D›:‹0D›"b","c":1}"#, #"{‹0D›"a":[‹0D›{}‹0D›,‹0D›1‹0D›]‹0D›}"#,
    #"‹0D›{"a":1}"#, #"1‹0D›2"#, #"‹0D›‹0D 0A›{}"#,
    // Bytes that differ only in their highest bit from a line feed, a carriage return, white space or a bracket.
    #"{"a":"‹8A›"}"#, #"{"a":"‹C2 8A›‹8A›","b":1}"#, #"{"a":‹8A›}"#, #"{"a":"‹8D›"}"#,
    #"{"a":"‹A0 89›"}"#,
    #"{"a":"‹DB›"}"#, #"{"a":‹FB›1‹FD›}"#, #"{"a":1‹DD›}"#,
    // Names and elements in places that allow none, and brackets that do not match.
    #"{},{}"#, #"{},"a":{}"#, #""a":{}"#, #"1,{}"#, #"{}1"#, #"{}"a""#, #"{[]}"#, #"{{}}"#,
    #"{"a":1,[]}"#,
    #"{"a":["b":1]}"#, #"{"a":["b":[]]}"#, #"{"a":{[]}}"#, #"{"a":{1}}"#, #"{"a":{"b"}}"#,
    #"{"a":{"b":{},{}}}"#,
    #"{"a":[}]}"#, #"{"a":[}"#, #"{"a":{]"#, #"{"a":[]]"#, #"{"a":[{]}}"#, #"{"a":[[]"#,
    #"{"a":[],"b":{]}"#,
    #"{"a":[1}"#, #"{"a":1]"#, #"{"data":{"group":1]}"#, #"{"data":{"group":1"#, #"{"data":[}"#,
    #"{"data":{}"#,
    // Arrays without brackets inside: as chosen members, with brackets in strings, with faults, and before faults.
    #"{"company":[],"data":{"group":["]","\"]"],"taskGroup":[ 1 ]},"type":[‹09›"\u005d"‹0D›]}"#,
    #"{"data":[{"group":[]}],"data":[],"type":["a"],"type":[]}"#,
    #"{"data":{"group":[],"group":[1]}}"#,
    #"{"a":[1,],"b":[]}"#, #"{"a":[],"b":[tru],"company":1}"#, #"{"a":["\x"],"b":["‹09›"]}"#,
    #"{"a":["‹C3›"],"b":[1]}"#, #"{"a":[,1]}"#, #"{"a":[1 2],"b":[]}"#, #"{"a":["b":1],"b":[]}"#,
    #"{"a":[],[]}"#, #"{"a":[],{}}"#, #"{"a":[],1}"#, #"{[],"a":1}"#, #"{"a":[],"b"}"#,
    #"{"a":[]:[]}"#, #"{"a":[[],"b":[]]}"#, #"{"a":[[]:1]}"#, #"{"a":[[],[1]],"b":[[]]}"#,
    #"[]"#, #"[],[]"#, #"{},[]"#, #"{}[]"#, #"[]{}"#, #""a":[]"#, #"{"a":[]}]"#, #"{"a":[]]}"#,
    #"{"a":[}"b":[]]"#, #"[1]‹0A›{"a":[]}‹0A›[]"#, #"{"a":[‹0A›{"a":[]}‹0A›]"#,
    #"{"a":"b":"c"}"#, #"{"a":"b" "c"}"#, #"{"a":1:2}"#, #"{"a" "b":1}"#, #"{"a":,"b":1}"#,
    #"{,"a":1}"#,
    // Nested objects without chosen members; chosen names inside them and in others.
    #"{"a":{"b":{"c":{"d":{}}}},"e":[{"f":{}},[{}]],"company":1}"#,
    #"{"a":[{"type":{"x":1}},{"data":{}}],"data":{"a":{"group":{}},"group":{"group":1}}}"#,
    #"{"a":{"type":"b","data":{"group":1}},"data":{"a":{"group":2},"group":3},"type":{"type":4}}"#,
    #"{"data":{"a":{"b":{"group":1}},"group":2},"a":{"b":{"c":{"company":3}}},"company":4}"#,
    #"{"type":{"group":1},"cata":{"group":2},"datp":{"group":3},"data":{"data":{"group":4}}}"#,
    #"{"data" : {"group":1},"type":{},"data":‹09›{ "group" : {} }}"#,
    #"{"data":{},"data":{"group":1}}"#,
    #"{"d\u0061ta":{"group":1},"data":{"gro\u0075p":{"a":[]}},"\u0061":{"\u0062":{"group":2}}}"#,
    #"{"a":["data",{"group":1}],"b":["data",{}],"c":["company","type"],"company":["type"]}"#,
    #"{"company":{"company":1},"company":[{"company":[2]}],"type":[[[{"type":1}]]]}"#,
    // The same with faults.
    #"{"data",{"group":1}}"#, #"{"data"{"group":1}}"#, #"{"data"}"#, #"{"data":{"group":1},{}}"#,
    #"{"a":{},{}}"#, #"{"a":{"b":{}},1}"#, #"{"a":{"b":1}"data":{}}"#, #"{"a":[{}],[]}"#,
    #"{"a":[{} {}]}"#,
    #"{"a":[{},"b":{}]}"#, #"{"a":[{"b":1,}]}"#, #"{"a":{"b":[{}],{}}}"#, #"{"a":{{}}}"#,
    #"{"a":[{]}}"#,
    #"{"a":{"b":{}]}"#, #"{"a":{"data":{}}"#, #"{"a":{"b":{"c":{}}}}}"#,
    #"{"a":{"company":01},"company":1}"#,
    #"{"a":{"b":"‹C3›"},"company":1}"#, #"{"a":{"‹09›":{}},"company":1}"#,
    #"{"a":{"b":{}},"company":tru}"#,
    #"{}{}"#, #"{"a":1}{"company":2}"#, #"{"a":{}},{}"#, #""data":{}"#,
    #"{"a":{}‹0A›{"data":{"group":1}}‹0A›}"#,
    #"{"a":1"b":2}"#, #"{"a":[]"b":2}"#, #"{"a":[] []}"#, #"{"a":"b"[]}"#, #"{"a":12"b"}"#,
    #"{"a":true"b"}"#,
  ]

  /// Runs of backslashes of odd and even length before a quote.
  private static let backslashes = (Array(1...9) + Array(62...67) + [127, 128, 129, 512, 513]).map {
    Array((#"{"a":""# + String(repeating: #"\"#, count: $0) + #"","b":"c"}"#).utf8)
  }

  /// White space and strings about as long as a step, a register's worth of steps, or a pass, and longer.
  private static let runs = [60, 64, 66, 130, 520, 4100].flatMap { count in
    let space = String(repeating: " ", count: count)
    let string = String(repeating: "a", count: count - 3) + "é\\n"
    return [
      "{\(space)}", "{\"a\":\(space)[\(space)]}",
      "{\"a\"\(space):1,\(space)\"b\":2\(space)}\(space)",
      "{\"data\":{\"group\":\(space)1}\(space),\"\(string)\":\"\(string)\"\(space)}",
      "{\(space),\"a\":1}",
      "{\"a\":1\(space)2}", "{\"a\":[1,\(space)]}", "{\"a\"\(space)}", "{\"a\":\"\(string)",
      "\(space)",
      "{\"type\":\"\(string)\"}\(space)1", "{\"\(string)\":\(string)}", "{}\(space)\r",
    ].map { Array($0.utf8) }
  }

  /// Arrays without brackets inside, about as many as are looked at together, which is 64 brackets, and more.
  private static let arrays = [31, 32, 33, 40, 65].flatMap { count in
    let elements = String(repeating: "[],", count: count)
    let members = String(repeating: #""a":["b"],"#, count: count)
    return [
      "{\(members)\"company\":1}", "{\(members)\"company\":[2]}", "{\(members)[]}", "{\(members)1}",
      "{\"data\":{\(members)\"group\":[2]},\"type\":[]}", "{\"data\":{\(members)\"a\":[2]]}",
      "{\"data\":[\(elements)[]],\"type\":[]}", "{\"data\":[\(elements)\"a\":[]]}",
      "{\"data\":{\(elements)\"a\":1}}", "{\"a\":[\(elements)[}]}", "{\"a\":[\(elements)[1,]]}",
    ].map { Array($0.utf8) }
  }

  /// Objects, and names that may be chosen, about as many as are looked at together, and more.
  private static let objects = [20, 31, 32, 33, 62, 63, 64, 65].flatMap { count in
    let elements = String(repeating: "{},", count: count)
    let members = String(repeating: #""a":{"b":1},"#, count: count)
    let names = String(repeating: #""type":1,"#, count: count)
    let outerNames = String(repeating: #""data":{"group":1},"#, count: count)
    return [
      "{\(members)\"company\":1}", "{\(members)\"data\":{\"group\":1}}", "{\(members){}}",
      "{\"a\":{\(members)\"b\":1},\"type\":2}",
      "{\"data\":{\(members)\"group\":{}},\"type\":1}",
      "{\"data\":[\(elements)\"group\",{}],\"type\":1}", "{\"data\":{\(elements)\"a\":1}}",
      "{\(names)\"data\":{\"group\":1}}", "{\"a\":{\(names)\"b\":{}},\"company\":1}",
      "{\"a\":[{\(names)\"b\":1}],\"company\":1}", "{\(outerNames)\"data\":{\"group\":2}}",
      "{\"a\":{\(outerNames)\"b\":1},\"data\":{}}",
      "{\"data\":{\(outerNames)\"group\":{}}}",
    ].map { Array($0.utf8) }
  }
}
