/// A JSON value that is to be written.
///
/// It is written in code much as in JSON: `["name": "Ñuñoa", "tags": [1, true]]`.
indirect enum SampleValue: Sendable {
  /// A value of which these are the very characters: `null`, `1.10`, `"https:\/\/server"`.
  case verbatim(String)
  /// A string, given without quotes and escapes.
  case string(String)
  /// An array.
  case array([SampleValue])
  /// An object.
  case object([Member])

  /// A name and its value.
  typealias Member = (name: String, value: SampleValue)

  /// The value `null`.
  static let null = SampleValue.verbatim("null")

  /// The number `number`.
  static func number(_ number: Int) -> SampleValue {
    .verbatim(String(number))
  }

  /// The value of the member `name`, or `nil` where there is none.
  subscript(name: String) -> SampleValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension SampleValue: ExpressibleByStringLiteral {
  /// Creates a string.
  init(stringLiteral text: String) {
    self = .string(text)
  }
}

extension SampleValue: ExpressibleByIntegerLiteral {
  /// Creates a number.
  init(integerLiteral number: Int) {
    self = .number(number)
  }
}

extension SampleValue: ExpressibleByBooleanLiteral {
  /// Creates `true` or `false`.
  init(booleanLiteral truth: Bool) {
    self = .verbatim(truth ? "true" : "false")
  }
}

extension SampleValue: ExpressibleByArrayLiteral {
  /// Creates an array.
  init(arrayLiteral elements: SampleValue...) {
    self = .array(elements)
  }
}

extension SampleValue: ExpressibleByDictionaryLiteral {
  /// Creates an object whose members keep the order they are given in.
  init(dictionaryLiteral members: (String, SampleValue)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }
}
