/// A file as the user named it: the bytes of a path, or `-` for standard input.
///
/// A path is bytes, not text: it need not be UTF-8.
package struct FileName: Hashable, Sendable {
  /// The bytes as given, without a terminating zero.
  package let bytes: [UInt8]

  /// The name with these bytes.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The name of standard input, `-`.
  package static let standardInput = FileName([UInt8(ascii: "-")])

  /// Whether it is one of the usual names of standard input.
  package var namesStandardInput: Bool {
    ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains { bytes.elementsEqual($0.utf8) }
  }

  /// The path as the system needs it, with a zero after it.
  var terminatedPath: [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
  }
}
