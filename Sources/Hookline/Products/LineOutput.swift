/// An output that takes the bytes of records, such as jobs, in pieces and in order.
public protocol LineOutput: ~Copyable {
  /// The error that it throws; `Never` for an output in memory.
  associatedtype Failure: Error

  /// Begins a record; an output that takes no more records throws.
  mutating func beginLine() throws(Failure)

  /// Appends the next piece of the record that is being written.
  ///
  /// The bytes belong to the caller and are valid only during the call.
  mutating func append(_ piece: Span<UInt8>) throws(Failure)

  /// Ends the record, whose last byte must be a line feed.
  mutating func endLine()
}

extension [UInt8]: LineOutput {
  /// Does nothing: a record begins at the end of the array.
  public mutating func beginLine() {}

  /// Appends the bytes of `piece`.
  ///
  /// - Complexity: O(`piece.count`), amortized.
  public mutating func append(_ piece: Span<UInt8>) {
    append(addingCapacity: piece.count) { $0.append(copying: piece) }
  }

  /// Does nothing: the record is already in the array.
  public mutating func endLine() {}
}
