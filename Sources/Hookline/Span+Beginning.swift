extension Span<UInt8> {
  /// Whether the first bytes are `bytes`.
  ///
  /// - Complexity: O(`bytes.count`).
  package func begins(with bytes: [UInt8]) -> Bool {
    bytes.count <= count && bytes.indices.allSatisfy { self[$0] == bytes[$0] }
  }
}
