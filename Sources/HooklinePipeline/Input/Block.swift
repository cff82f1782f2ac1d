/// A piece of the input on its way from the reader to the output, in the order of the input.
struct Block: Sendable {
  /// What a block has.
  enum Content: Sendable {
    /// What happened to an input.
    case notice(InputNotice)
    /// Records of an input.
    case records(RecordBlock)
  }

  /// Its position among the blocks of the run, from 0; turns come in this order.
  let number: Int
  /// Whether blocks come faster than they are processed, so that another worker would help.
  let needsAnotherWorker: Bool
  /// What it has.
  let content: Content

  /// Whether it takes so much memory that there must not be two like it.
  var isLarge: Bool {
    if case .records(let records) = content { records.isLarge } else { false }
  }
}
