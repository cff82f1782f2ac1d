import Foundation
import Testing

// Texts in the sources.

extension MessageTests {
  /// The texts of all string literals in the sources that can be of messages, split where values are inserted.
  static func texts() throws -> [String] {
    let sources = BuiltBinary.project.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path())
    let swift = files.filter { $0.hasSuffix(".swift") && !hasNoMessages($0) }
    #expect(swift.count > 50)
    return try swift.flatMap { file in
      texts(of: try String(contentsOf: sources.appending(path: file), encoding: .utf8))
    }
  }

  /// Whether `file` has texts of the help and the manual page, of JSON that is written, or of files that are recognized.
  private static func hasNoMessages(_ file: String) -> Bool {
    file.contains(
      /Documents|Report\/|Results\/Count(Screen|Object)|(Option(\+All)?|ExitStatus|JobTemplates|CurlRecord).swift/
    )
      || file.contains(/(RejectRecord|LineShape|JobFront).swift/)
  }

  /// The texts of the string literals of `source`.
  static func texts(of source: String) -> [String] {
    let code = source.split(separator: "\n")
      .filter { !$0.contains(/^ *\/\/|precondition(Failure)?\(/) }.joined(separator: "\n")
    var texts = [""]
    // For each insertion that is open, how many parentheses are open in it.
    var open: [Int] = []
    var (isText, isEscaped) = (false, false)
    for character in code {
      if isText {
        switch (isEscaped, character) {
        case (true, "("): (open, isText) = (open + [0], false)
        case (true, "\""), (true, "\\"): texts[texts.count - 1].append(character)
        case (true, _): texts.append("")
        case (false, "\""): isText = false
        case (false, "\\"): break
        default: texts[texts.count - 1].append(character)
        }
        isEscaped = !isEscaped && character == "\\"
        if !isText { texts.append("") }
      } else if character == "\"" {
        isText = true
      } else if character == "(", !open.isEmpty {
        open[open.count - 1] += 1
      } else if character == ")", let last = open.last {
        if last == 0 { isText = true }
        open[open.count - 1] -= 1
        if last == 0 { open.removeLast() }
      }
    }
    return texts.filter { !$0.isEmpty }
  }
}
