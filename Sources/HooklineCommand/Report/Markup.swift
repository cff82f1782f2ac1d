/// A part of a page that is well-formed XML as well as HTML.
///
/// A literal is markup, and what is inserted into it is text: each string is escaped, here and nowhere else.
struct Markup: ExpressibleByStringInterpolation {
  /// The characters of the page.
  let source: String

  init(stringLiteral markup: String) { source = markup }

  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  /// `parts` with commas and an "and" between them.
  static func list(_ parts: [Markup]) -> Markup {
    guard let last = parts.last, parts.count > 1 else { return "\(parts)" }
    let first = parts.dropLast().enumerated().map { index, part -> Markup in
      index == 0 ? part : ", \(part)"
    }
    return "\(first) and \(last)"
  }

  /// A literal with values in it.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      source.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ markup: String) { source += markup }

    /// Inserts text.
    mutating func appendInterpolation(_ text: String) { source += Markup.escaped(text) }

    /// Inserts a number without separators, as markup itself needs it.
    mutating func appendInterpolation(_ number: Int) { source += String(number) }

    /// Inserts markup.
    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }

    /// Inserts one part after the other.
    mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { source += part.source }
    }
  }

  /// `text` with everything escaped that means something in markup, or that could hide or change what is around it.
  ///
  /// The characters that ``TerminalText`` escapes, and those that XML does not allow, are shown by their numbers.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.escaped(Array(text.utf8)).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where scalar.isForbiddenInXML:
        result += #"\u{"# + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether XML does not allow it, of those that ``TerminalText`` leaves as they are (XML 1.0, section 2.2).
  var isForbiddenInXML: Bool { self == "\u{FFFE}" || self == "\u{FFFF}" }
}
