package import Hookline
internal import SampleData

/// A rejected line of a file, and the hint for it.
package struct HintedLine {
  /// The line without its line end.
  package let bytes: [UInt8]
  /// The hint: what the line seems to be.
  package let hint: Hint

  /// The rejected lines of `file` for which `finder` has a hint, in order, passed to it as the pipeline passes them.
  package static func all(
    in file: [UInt8], of form: InputForm = .events, by finder: inout HintFinder
  ) -> [HintedLine] {
    var (start, isFirst, found) = (ByteOrderMark.length(in: file.span), true, [HintedLine]())
    finder.beginInput()
    while start < file.count {
      let end = file[start...].firstIndex(of: 0x0A) ?? file.count
      var line = Array(file[start..<end])
      if end < file.count, line.last == 0x0D { line.removeLast() }
      if let rejection = rejection(of: line, in: form) {
        let text = file[start...].prefix(HintFinder.lookAheadLength)
        let hint = finder.hint(
          for: rejection, of: line.span, isFirst: isFirst, isUnended: end == file.count
        ) { Array(text) }
        if let hint { found.append(HintedLine(bytes: line, hint: hint)) }
      }
      (start, isFirst) = (end + 1, false)
    }
    return found
  }

  /// Only the hints of ``all(in:of:by:)``.
  package static func hints(
    in file: [UInt8], of form: InputForm = .events, by finder: inout HintFinder
  ) -> [Hint] {
    all(in: file, of: form, by: &finder).map(\.hint)
  }

  /// Why `line` is rejected, or `nil` if it is not.
  package static func rejection(of line: [UInt8], in form: InputForm = .events) -> Rejection? {
    var router = Router([], of: form)
    guard case .rejected(let rejection) = router.route(line.span) else { return nil }
    return rejection
  }

  /// A description of the first mistake in the hints for `file`, or `nil`.
  ///
  /// Each kind of hint must be given only once, and a line corrected as its hint advises must not be malformed any more.
  package static func contradiction(in file: [UInt8], of form: InputForm) -> String? {
    var finder = HintFinder(in: form)
    let lines = all(in: file, of: form, by: &finder)
    guard Set(lines.map(\.hint)).count == lines.count,
      hints(in: file, of: form, by: &finder).isEmpty
    else { return "hints \(lines.map(\.hint)) more than once" }
    for line in lines {
      guard let corrected = line.corrected, let rejection = rejection(of: corrected, in: form),
        case .malformed = rejection.cause
      else { continue }
      return "\(line.hint) for \(MarkedText.notation(of: line.bytes)), which stays \(rejection)"
    }
    return nil
  }

  /// The line corrected as the hint advises, or `nil` if the advice is not about one line alone.
  private var corrected: [UInt8]? {
    switch hint {
    case .prefixed: Array(bytes.drop { $0 != UInt8(ascii: "{") })
    case .trailingComma: Array(bytes[..<(bytes.lastIndex(of: UInt8(ascii: ",")) ?? 0)])
    case .carriageReturns: Array(bytes.prefix { $0 != 0x0D })
    case .latin1: bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) }
    default: nil
    }
  }
}
