/// A configuration of curl, read as curl 7.88 reads it (`src/tool_parsecfg.c`), and no more of the syntax than is written.
///
/// It is the twin of what writes one.
package struct CurlConfiguration {
  /// An option; `value` is `nil` if it has none.
  package typealias Option = (name: String, value: [UInt8]?)

  /// What `next` separates; the first is what comes before it.
  package private(set) var operations: [[Option]] = [[]]

  /// The configuration in `bytes`, or `nil` if curl would not read it like this.
  package init?(_ bytes: [UInt8]) {
    guard bytes.isEmpty || bytes.last == lineFeed else { return nil }
    for line in bytes.split(separator: lineFeed, omittingEmptySubsequences: false).dropLast() {
      if line.isEmpty { continue }
      // Curl before 8.2 refuses longer lines.
      guard line.count < 102_398, let option = Self.option(in: line) else { return nil }
      if option.name == "next" {
        operations.append([])
      } else {
        operations[operations.count - 1].append(option)
      }
    }
  }

  private static func option(in line: ArraySlice<UInt8>) -> Option? {
    let name = line.prefix { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty else { return nil }
    var rest = line.dropFirst(name.count)
    let text = String(decoding: name, as: UTF8.self)
    if rest.isEmpty { return (text, nil) }
    guard rest.starts(with: " = ".utf8) else { return nil }
    rest = rest.dropFirst(3)
    guard rest.popFirst() == UInt8(ascii: "\"") else {
      return (text, Array(line.dropFirst(name.count + 3)))
    }
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        // Curl ignores what follows; nothing may.
        return rest.isEmpty ? (text, value) : nil
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        value.append(Self.controls[escaped] ?? escaped)
      default:
        value.append(byte)
      }
    }
    // Curl does not need the closing quote.
    return nil
  }

  /// What a letter after a backslash stands for; any other byte stands for itself.
  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "v"): 0x0B,
  ]
}

extension CurlConfiguration {
  /// The body that `operation` sends, or `nil` if it would send a file or several bodies.
  package static func body(of operation: [Option]) -> [UInt8]? {
    let (raw, pieces) = (values(of: "data-raw", in: operation), values(of: "json", in: operation))
    guard raw.count + min(pieces.count, 1) == 1 else { return nil }
    guard !pieces.contains(where: { $0.first == UInt8(ascii: "@") }) else { return nil }
    return Array((raw + pieces).joined())
  }

  /// The values of the options called `name` in `operation`.
  package static func values(of name: String, in operation: [Option]) -> [[UInt8]] {
    operation.filter { $0.name == name }.map { $0.value ?? [] }
  }
}

private let lineFeed = UInt8(ascii: "\n")
