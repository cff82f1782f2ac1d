internal import JSONScanning

/// Scans the lines of a block, one after the other, as the objects that they should be.
///
/// Readers of events and of log records have it in common. It is made once; scanning allocates nothing.
struct LineScanner: Sendable {
  /// Where the members stand that the object scanned last has, counted from the start of its line.
  private(set) var members: SelectedMembers

  private let selection: MemberSelection
  /// How many objects and arrays count as open around a line's object, or -1 if that is no level itself.
  private let depth: Int
  /// Whether no carriage return may stand between the tokens of an object.
  private let asLine: Bool
  /// What a kernel found in the lines of the block.
  private var index: LineIndex

  /// Makes a scanner that locates the members of `selection`, with `kernel`, which must be available.
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

  /// The offset of the line feed that ends the line at `start` of `block`, or `nil` if it has to be searched for.
  ///
  /// That line is then scanned faster. The lines of a block must be asked for one after the other, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the line), amortized.
  mutating func endOfLine(at start: Int, in block: Span<UInt8>) -> Int? {
    index.endOfLine(at: start, in: block)
  }

  /// Looks for the end of the object at `start` of `block`, an element of an array that is then scanned faster.
  ///
  /// The elements of a block must be looked for one after the other, after ``beginBlock()``.
  ///
  /// - Complexity: O(length of the element), amortized.
  mutating func findElement(at start: Int, in block: Span<UInt8>) {
    _ = index.endOfElement(at: start, in: block)
  }

  /// The extent of the object that the line in `extent` of `block` is, counted from the start of the line, or `nil` if there
  /// is nothing but white space.
  ///
  /// - Throws: What is wrong with the grammar, or that it is no object.
  /// - Complexity: O(`extent.count`).
  @inline(__always)
  mutating func scan(
    _ extent: Range<Int>, of block: Span<UInt8>
  ) throws(Rejection) -> Range<Int>? {
    let object: Range<Int>?
    do throws(ScanFault) {
      object = try index.scanObject(
        inLine: extent, of: block, depth: depth, asLine: asLine, into: &members)
    } catch {
      throw Rejection(.malformed(error), at: error.offset)
    }
    if let object { return object }
    return try Scanner.scanObject(
      block.extracting(extent), depth: depth, asLine: asLine, selecting: selection, into: &members)
  }
}
