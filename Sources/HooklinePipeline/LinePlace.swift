/// A line of one of the inputs.
package struct LinePlace: Hashable, Sendable {
  /// The index of the input among those that were named, from 0.
  package let file: Int
  /// The number of the line in that input, from 1.
  package let line: Int
}
