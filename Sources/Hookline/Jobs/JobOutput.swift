/// Something that takes the bytes of jobs, piece by piece and in order.
public protocol JobOutput: ~Copyable {
  /// What can go wrong; `Never` for an output in memory.
  associatedtype Failure: Error

  /// Is told that a job begins, which it can refuse by throwing.
  mutating func beginJob() throws(Failure)

  /// Takes the next piece of the job that is being written.
  ///
  /// The bytes belong to the caller and are gone afterwards.
  mutating func append(_ piece: Span<UInt8>) throws(Failure)

  /// Is told that all pieces of a job were appended, its line feed the last byte.
  mutating func endJob()
}

extension [UInt8]: JobOutput {
  /// Nothing need be done: a job begins where the last one ended.
  public mutating func beginJob() {}

  /// Appends the bytes of `piece`.
  ///
  /// - Complexity: O(`piece.count`), amortized.
  public mutating func append(_ piece: Span<UInt8>) {
    for index in piece.indices { append(piece[index]) }
  }

  /// Nothing need be done: the job is in the array.
  public mutating func endJob() {}
}
