// The values that the reference reads, and questions about them.

extension ReferenceParser {
  /// A value, in the detail needed to find chosen members.
  package indirect enum Value {
    /// An object, its members in order.
    case object([Member])
    /// An array, its elements in order.
    case array([Element])
    /// A string, decoded, in UTF-8.
    case string([UInt8])
    /// A number or a literal.
    case other
  }

  /// One member of an object.
  package struct Member {
    /// The name, decoded, in UTF-8.
    package let name: [UInt8]
    /// The offset of the name's opening quote.
    package let nameOffset: Int
    /// The extent of the value.
    package let extent: Range<Int>
    /// The value.
    package let value: Value
  }

  /// One element of an array.
  package struct Element {
    /// The extent of the value.
    package let extent: Range<Int>
    /// The value.
    package let value: Value
  }
}

extension ReferenceParser.Value {
  /// The members of an object; empty for other values.
  package var members: [ReferenceParser.Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The first member with this name, escapes decoded, or `nil`.
  package func member(_ name: String) -> ReferenceParser.Member? {
    members.first { $0.name.elementsEqual(name.utf8) }
  }

  /// The text of a string, or `nil` for other values.
  package var text: String? {
    if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }

  /// The digits of an ObjectId in lower case, or `nil` for other values.
  package var id: String? {
    guard case .string(let bytes) = self, bytes.count == 24,
      bytes.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }
}
