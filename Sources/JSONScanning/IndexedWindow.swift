internal import ScanKernels

/// What a kernel found in some of the bytes of a block, the window.
///
/// It can go with the block, from the ``LineIndex`` that finds where the elements of an array end to the one that scans
/// them.
public struct IndexedWindow: Sendable {
  /// The extent of the window in the block: whole lines, or elements.
  var extent = 0..<0
  /// The tokens, in order; those from ``tokenCount`` on are of another window.
  var tokens: [UInt32] = []
  /// How many tokens there are.
  var tokenCount = 0
  /// One bit for each byte: quotes that begin or end strings, then backslashes, then line feeds if it has elements.
  var masks: [UInt64] = []

  /// The most tokens of a window.
  static let tokenLimit = 1 << 16

  /// A window without bytes; memory is allocated when something is indexed.
  public init() {}

  /// Whether it has no bytes.
  public var isEmpty: Bool { extent.isEmpty }

  /// Makes it a window of the bytes in `extent`, in which nothing was found so far.
  package mutating func clear(to extent: Range<Int> = 0..<0) {
    (self.extent, tokenCount) = (extent, 0)
  }

  /// Allocates memory for what is found, unless there is some: 0.6 MB.
  mutating func makeRoom() {
    guard tokens.isEmpty else { return }
    tokens = Array(repeating: 0, count: Self.tokenLimit)
    masks = Array(repeating: 0, count: 3 * Int(SCAN_STEPS))
  }
}
