internal import JSONScanning

/// Scans the lines of a block in order, each of which should be an object.
///
/// The readers of events and of log records share it. One scanner is used for all blocks; only the first one allocates.
struct LineScanner: Sendable {
  /// The members located in the object scanned last, with offsets from the start of its line.
  private(set) var members: SelectedMembers

  private let selection: MemberSelection
  /// How many levels of nesting the object of a line is inside, or -1 if the object itself does not count as one.
  private let depth: Int
  /// Whether a carriage return between the tokens of an object is a fault.
  private let asLine: Bool
  /// What a kernel found in the lines of the block.
  private var index: LineIndex
  /// Whether the window of the index came with the block.
  private var hasWindowOfBlock = false

  /// A scanner that locates the members of `selection` with `kernel`, which must be available.
  init(_ selection: MemberSelection, depth: Int = 0, asLine: Bool, kernel: ScanKernel) {
    self.selection = selection
    self.depth = depth
    self.asLine = asLine
    members = SelectedMembers(for: selection)
    index = LineIndex(kernel, selecting: selection)
  }

  /// Prepares for the lines of another block.
  mutating func beginBlock() {
    index.reset()
  }

  /// Prepares for the elements of another block; `window` is empty, or an index for the same selection found it in these very bytes.
  ///
  /// It is exchanged for another until ``endBlock(with:)``.
  mutating func beginBlock(with window: inout IndexedWindow) {
    index.reset()
    hasWindowOfBlock = !window.isEmpty
    if hasWindowOfBlock { index.exchangeWindow(with: &window) }
  }

  /// Brings what is at the addresses of `ahead` into the processor's cache while the lines of the block are indexed.
  mutating func prefetch(_ ahead: Range<UInt>) { index.prefetch(ahead) }

  /// Puts the memory of the window of the latest block back into `window`.
  mutating func endBlock(with window: inout IndexedWindow) {
    if hasWindowOfBlock { index.exchangeWindow(with: &window) }
    hasWindowOfBlock = false
  }

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for.
  ///
  /// That line is then scanned faster. The lines of a block must be asked for in order, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the line), amortized.
  mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    index.endOfLine(at: start, in: block)
  }

  /// Looks for the end of the object at `start` of `block`, an element of an array, which is then scanned faster.
  ///
  /// The elements of a block must be looked for in order, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the element), amortized.
  mutating func findElement(at start: Int, in block: Span<UInt8>) {
    _ = index.endOfElement(at: start, in: block)
  }

  /// The extent of the object on the line in `extent` of `block`, counted from the start of the line, or `nil` if the line is
  /// blank.
  ///
  /// - Throws: The first fault of the grammar, or that the line is not an object.
  /// - Complexity: O(`extent.count`).
  @inline(__always)
  mutating func scan(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) throws(Rejection) -> Range<Int>? {
    var value: Range<Int>?
    do throws(ScanFault) {
      value = try index.scanValue(
        ofLine: extent, of: block, depth: depth, asLine: asLine, into: &members)
      if value == nil {
        var scanner = Scanner()
        value = try scanner.scanText(
          in: block.extracting(extent), depth: depth, asLine: asLine, selecting: selection,
          into: &members)
      }
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    guard let value, block[extent.lowerBound + value.lowerBound] != ASCII.leftBrace else {
      return value
    }
    throw Rejection(.notAnObject, at: value.lowerBound)
  }
}
