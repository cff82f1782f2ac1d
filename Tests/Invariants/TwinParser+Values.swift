// What the twin reads, and what is asked of it.

extension TwinParser {
  /// A value, as far as chosen members can stand in it.
  package indirect enum Value {
    /// An object, its members in their order.
    case object([Member])
    /// An array, its elements in their order.
    case array([Element])
    /// A string: what it stands for, in UTF-8.
    case string([UInt8])
    /// A number or a literal.
    case other
  }

  /// One member of an object.
  package struct Member {
    /// What its name stands for.
    package let name: [UInt8]
    /// Where the name's opening quote stands.
    package let nameOffset: Int
    /// Where the value stands.
    package let extent: Range<Int>
    /// The value.
    package let value: Value
  }

  /// One element of an array.
  package struct Element {
    /// Where it stands.
    package let extent: Range<Int>
    /// The value.
    package let value: Value
  }
}

extension TwinParser.Value {
  /// The members of an object, or none.
  package var members: [TwinParser.Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The first member of this name, escapes decoded.
  package func member(_ name: String) -> TwinParser.Member? {
    members.first { $0.name.elementsEqual(name.utf8) }
  }

  /// What a string says, or `nil` for what is none.
  package var text: String? {
    if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }

  /// The digits of an ObjectId in lower case, or `nil` for what is none.
  package var id: String? {
    guard case .string(let bytes) = self, bytes.count == 24,
      bytes.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self).lowercased()
  }
}
