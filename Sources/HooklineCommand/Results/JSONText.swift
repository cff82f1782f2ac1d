internal import JSONScanning

/// JSON that is put together from text.
enum JSONText {
  /// An object with these members, whose names need no escapes and whose values are JSON.
  static func object(_ members: [(name: String, value: String)]) -> String {
    var (text, separator) = ("{", "\"")
    for (name, value) in members {
      text += separator
      text += name
      text += "\":"
      text += value
      separator = ",\""
    }
    text += "}"
    return text
  }

  /// An array of these elements, which are JSON.
  static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  /// Any text as a JSON string; `null` if there is none.
  static func quoted(_ text: String?) -> String {
    guard let text else { return "null" }
    var bytes: [UInt8] = []
    bytes.appendQuoted(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
