// What the lines are made of and corrupted with.

extension CorruptedLines {
  static let eventNames = ["company", "type", "event", "data"]
  static let dataNames = ["taskGroup", "surveyId", "group", "grou\\u0070"]
  static let otherNames = [
    "", "a", "createdAt", "x/y", "é", "\\\"", "dat\\u0061", "\\\\", "\\u0063ompany", "companys",
    "mygroup", "{", "a:b",
  ]

  static let types = [
    #""COTTask""#, #""COTUser""#, #""COTSurvey""#, #""Auth""#, #""COT\u0054ask""#, #""""#,
  ]
  static let actions = [#""create""#, #""edit""#, #""delete""#, #""logout""#, #""\u0065dit""#]

  static let values: [[UInt8]] =
    [
      "0", "-0", "7", "12", "-345", "1.5", "-0.0e+1", "10E400", "1e-7", "1234567890123456789012",
      "true", "false", "null", "{}", "[]", "[[]]", "\"\"", "\"a\"", "\"[{,:}]\"", "\"\\\"\"",
      "\"\\\\\"", "\"\\\\\\\"\"", "\"\\u00e9\\n\"", "\"\\ud83d\\ude00\"", "\"é€😀\"", "\"‹7F›\"",
      "\"6261612a8f1e99002e5c8cc3\"", "[1,2,{\"a\":[]}]", "{\"group\":1}", "\"2022-04-27T21:28\"",
    ].map { MarkedText($0).bytes }

  /// White space between tokens, with few carriage returns, because a line with one is rejected.
  static let spaces: [[UInt8]] =
    (Array(repeating: ["‹20›", "‹09›", "‹20 20 20›"], count: 12).flatMap(\.self) + ["‹0D›"])
    .map { MarkedText($0).bytes }

  /// The bytes that a line is corrupted with: mostly those of the grammar, and some of each kind that it does not allow.
  static let alphabet: [UInt8] =
    [UInt8](#"""""""\\\\{}[]{}[],,::  0123.-+eEtruefalsnu/bx"#.utf8)
    + [0x00, 0x01, 0x08, 0x09, 0x09, 0x0A, 0x0A, 0x0B, 0x0C, 0x0D, 0x1F, 0x7F]
    + [0x80, 0x8A, 0x8D, 0x9F, 0xA0, 0xA2, 0xBF, 0xC0, 0xC2, 0xDB, 0xDF, 0xE0, 0xE2, 0xED, 0xEF]
    + [0xF0, 0xF4, 0xF5, 0xFB, 0xFF]

  /// Longer pieces to corrupt a line with, for each rule of the grammar.
  static let pieces: [[UInt8]] =
    [
      "\"\"", "\"a\":", ",\"a\":1", ",1", ",[]", ",{}", "[[", "]]", "{}", "[]", "}{", "}‹0A›{",
      "‹0A›",
      "‹0D 0A›", "\"‹0A›", "\"‹0A›{\"a\":\"", "‹0A›\"", "\\‹0A›", "\\\"", "\\\\", "\\\\\\", "\\x",
      "\\u00e9", "\\u12", "\\u", "\\ud800", "tru", "true", "nul", "null1", "00", "01", "-", "1.",
      "1e",
      "1e+", "0x", "é", "€", "😀", "‹C2›", "‹E2 82›", "‹F0 9F 98›", "‹C0 80›", "‹ED A0 80›",
      "‹ED 9F BF›",
      "‹F4 90 80 80›", "‹F4 8F BF BF›", "‹EF BB BF›", "‹F0 8F BF BF›", "‹E0 9F BF›",
      "‹F5 80 80 80›",
      ",\"type\":1", ",\"data\":{\"group\":1,\"group\":2}", ",\"gr\\u006fup\":2", "\"data\":{",
    ].map { MarkedText($0).bytes }
}
