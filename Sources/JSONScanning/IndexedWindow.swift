internal import ScanKernels

/// What a kernel found in some of the bytes of a block, the window.
///
/// It can go with the block, from the ``LineIndex`` that finds where the elements of an array end to the one that scans
/// them.
public struct IndexedWindow: Sendable {
  /// The extent of the window in the block: whole lines, or elements.
  var extent = 0..<0
  /// The tokens, in order.
  var tokens: [UInt32] = []
  /// Masks of the bytes.
  var masks = WindowMasks()

  /// The most tokens of a window.
  static let tokenLimit = 1 << 16

  /// A window without bytes; memory is allocated when something is indexed.
  public init() {}

  /// Whether it has no bytes.
  public var isEmpty: Bool { extent.isEmpty }

  /// Makes it a window of the bytes in `extent`, in which nothing was found so far.
  package mutating func clear(to extent: Range<Int> = 0..<0) {
    self.extent = extent
    tokens.removeAll(keepingCapacity: true)
  }
}

/// Masks of a window, which have one bit for each byte.
///
/// Unlike tokens they are initialized: the word after the last one that a kernel wrote can be read, too.
struct WindowMasks {
  /// The quotes that begin or end strings, then the backslashes, then the line feeds if the window has elements.
  var words: [UInt64] = []
  /// How many words each mask has: a kernel writes those of whole chunks.
  private(set) var size = 0

  /// The place in ``words`` at which the backslashes begin.
  var backslashes: Int { size }
  /// The place in ``words`` at which the line feeds begin.
  var lineFeeds: Int { 2 * size }

  /// Makes room for masks of `byteCount` bytes, at most as many as a window can have; what was in them is lost.
  ///
  /// There is room for half as much again, so that a longer window, as each rest of a line before it makes one, seldom needs more.
  mutating func makeRoom(for byteCount: Int) {
    guard byteCount > size * Int(SCAN_STEP) else { return }
    let room = min(byteCount + byteCount / 2, Int(SCAN_WINDOW))
    size = (room + Int(SCAN_CHUNK) - 1) / Int(SCAN_CHUNK) * Int(SCAN_CHUNK / SCAN_STEP)
    words = Array(repeating: 0, count: 3 * size)
  }
}
