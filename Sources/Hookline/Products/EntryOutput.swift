/// An output that takes whole entries, such as jobs, in pieces and in order.
///
/// An entry is one line, or several that belong together.
public protocol EntryOutput: ~Copyable {
  /// The error that it throws; `Never` for an output in memory.
  associatedtype Failure: Error

  /// Begins an entry; an output that takes no more throws.
  mutating func beginEntry() throws(Failure)

  /// Appends the next piece of the entry.
  ///
  /// The bytes belong to the caller and are valid only during the call.
  mutating func append(_ piece: Span<UInt8>) throws(Failure)

  /// Ends the entry, whose last byte must be a line feed.
  mutating func endEntry()
}

extension [UInt8]: EntryOutput {
  /// Does nothing: an entry begins at the end of the array.
  public mutating func beginEntry() {}

  /// Appends the bytes of `piece`.
  ///
  /// - Complexity: O(`piece.count`), amortized.
  public mutating func append(_ piece: Span<UInt8>) {
    append(addingCapacity: piece.count) { $0.append(copying: piece) }
  }

  /// Does nothing: the entry is already in the array.
  public mutating func endEntry() {}
}
