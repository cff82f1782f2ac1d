/// Records of the platform's delivery log round events, and the files that they stand in.
package enum SampleLog {
  /// The ways to write a file of records.
  package enum Form: CaseIterable, Sendable {
    /// A record on each line.
    case lines
    /// One array on one line, as the platform's API answers.
    case compact
    /// One array over many lines.
    case pretty
  }

  /// A record that says that `event` was sent to the webhook of the id `subscription`, with `status`.
  ///
  /// Its own members hold what could mislead a reader that does not look closely.
  package static func record(_ event: [UInt8], to subscription: String, status: Int = 500)
    -> [UInt8]
  {
    Array(
      #"{"_id":"62742b7562f37034d9399914","company":"000000000000000000000000","status":\#(status),"#
        .utf8)
      + Array(#""response":"{\"event\":[\\","data":{"taskGroup":"},{"},"retry":3,"event":"#.utf8)
      + event + Array(#","subscription":"\#(subscription)","__v":0}"#.utf8)
  }

  /// A file of `records` in `form`.
  package static func file(_ records: [[UInt8]], in form: Form) -> [UInt8] {
    switch form {
    case .lines: Array(records.map { $0 + [UInt8(ascii: "\n")] }.joined())
    case .compact: Array("[".utf8) + Array(records.joined(separator: ",".utf8)) + Array("]".utf8)
    case .pretty: spread(file(records, in: .compact))
    }
  }

  /// `text`, which is JSON, with each element and member on a line of its own.
  package static func spread(_ text: [UInt8]) -> [UInt8] {
    tokens(of: text).flatMap { token in
      switch String(decoding: token, as: UTF8.self) {
      case "{", "[", ",": token + Array("\n  ".utf8)
      case "}", "]": Array("\r\n".utf8) + token
      case ":": token + Array(" ".utf8)
      default: token
      }
    }
  }

  /// `text`, which is JSON, without the white space between its tokens.
  package static func compacted(_ text: [UInt8]) -> [UInt8] {
    tokens(of: text).flatMap(\.self)
  }

  /// The tokens of `text`, which is JSON: each string, and each character between strings that is no white space.
  private static func tokens(of text: [UInt8]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var rest = text[...]
    while let first = rest.popFirst() {
      var token = [first]
      if first == UInt8(ascii: "\"") {
        while let byte = rest.popFirst() {
          token.append(byte)
          if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { token.append(escaped) }
          if byte == first { break }
        }
      }
      if token != [0x20] && token != [0x09] && token != [0x0A] && token != [0x0D] {
        tokens.append(token)
      }
    }
    return tokens
  }
}
