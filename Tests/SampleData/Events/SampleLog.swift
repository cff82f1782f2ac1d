/// Records of the platform's delivery log around events, and files of such records.
package enum SampleLog {
  /// The ways to write a file of records.
  package enum Form: CaseIterable, Sendable {
    /// One record per line.
    case lines
    /// An array on one line, as in the answers of the platform's API.
    case compact
    /// An array over many lines.
    case pretty
  }

  /// A record of a try to deliver `event` to the webhook with the id `subscription`, which ended with `status`.
  ///
  /// Its other members hold what could mislead a careless reader.
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

  /// `text`, which must be JSON, with each element and member on its own line.
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

  /// `text`, which must be JSON, without the white space between its tokens.
  package static func compacted(_ text: [UInt8]) -> [UInt8] {
    tokens(of: text).flatMap(\.self)
  }

  /// The pieces of `text`, which must be JSON: each string, and each character outside strings that is not white space.
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
