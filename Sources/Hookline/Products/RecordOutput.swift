/// Something that takes the bytes of records, such as jobs, piece by piece and in order.
public protocol RecordOutput: ~Copyable {
  /// What can go wrong; `Never` for an output in memory.
  associatedtype Failure: Error

  /// Is told that a record begins, which it can refuse by throwing.
  mutating func beginRecord() throws(Failure)

  /// Takes the next piece of the record that is being written.
  ///
  /// The bytes belong to the caller and are gone afterwards.
  mutating func append(_ piece: Span<UInt8>) throws(Failure)

  /// Is told that all pieces of a record were appended, its line feed the last byte.
  mutating func endRecord()
}

extension [UInt8]: RecordOutput {
  /// Nothing need be done: a record begins where the last one ended.
  public mutating func beginRecord() {}

  /// Appends the bytes of `piece`.
  ///
  /// - Complexity: O(`piece.count`), amortized.
  public mutating func append(_ piece: Span<UInt8>) {
    append(addingCapacity: piece.count) { $0.append(copying: piece) }
  }

  /// Nothing need be done: the record is in the array.
  public mutating func endRecord() {}
}
