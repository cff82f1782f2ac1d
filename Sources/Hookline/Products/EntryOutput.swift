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

  /// Appends a piece of `count` bytes, which `body` writes, if it is to be in memory.
  ///
  /// - Returns: Whether it is; if not, nothing was appended.
  mutating func append(
    _ count: Int, writing body: (inout OutputSpan<UInt8>) -> Void
  ) throws(Failure) -> Bool

  /// Ends the entry, whose last byte must be a line feed.
  mutating func endEntry()
}

extension EntryOutput where Self: ~Copyable {
  /// Appends nothing, as an output that takes pieces only from where they are.
  @inlinable
  public mutating func append(
    _ count: Int, writing body: (inout OutputSpan<UInt8>) -> Void
  ) throws(Failure) -> Bool { false }
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

  /// Appends `count` bytes, which `body` writes.
  @inlinable
  public mutating func append(
    _ count: Int, writing body: (inout OutputSpan<UInt8>) -> Void
  ) -> Bool {
    append(addingCapacity: count, initializingWith: body)
    return true
  }

  /// Does nothing: the entry is already in the array.
  public mutating func endEntry() {}
}
