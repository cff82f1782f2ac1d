/// A JSON value to be written.
///
/// In code it looks much as in JSON: `["name": "Ñuñoa", "tags": [1, true]]`.
indirect enum SampleValue: Sendable {
  /// A value written with exactly these characters: `null`, `1.10`, `"https:\/\/server"`.
  case verbatim(String)
  /// A string, without quotes and escapes.
  case string(String)
  /// An array, its elements in order.
  case array([SampleValue])
  /// An object, its members in the order in which they are written.
  case object([Member])

  /// A name and its value.
  typealias Member = (name: String, value: SampleValue)

  static let null = SampleValue.verbatim("null")

  static func number(_ number: Int) -> SampleValue {
    .verbatim(String(number))
  }

  /// The value of the first member called `name`, or `nil` if there is none.
  subscript(name: String) -> SampleValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension SampleValue: ExpressibleByStringLiteral {
  init(stringLiteral text: String) {
    self = .string(text)
  }
}

extension SampleValue: ExpressibleByIntegerLiteral {
  init(integerLiteral number: Int) {
    self = .number(number)
  }
}

extension SampleValue: ExpressibleByBooleanLiteral {
  init(booleanLiteral truth: Bool) {
    self = .verbatim(truth ? "true" : "false")
  }
}

extension SampleValue: ExpressibleByArrayLiteral {
  init(arrayLiteral elements: SampleValue...) {
    self = .array(elements)
  }
}

extension SampleValue: ExpressibleByDictionaryLiteral {
  /// An object whose members keep the order of the literal.
  init(dictionaryLiteral members: (String, SampleValue)...) {
    self = .object(members.map { (name: $0.0, value: $0.1) })
  }
}
