// What is asked of a value that the twin read.

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
