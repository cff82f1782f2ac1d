internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// How `--check` writes what it finds; the raw value is what the command line calls it.
package enum CheckForm: String, CaseIterable, Sendable {
  /// As text for people.
  case text = ""
  /// As lines of JSON.
  case json
  /// As commands of GitHub's workflows, which show them beside the lines of the files.
  case github
}

/// Something that `--check` found: a fault or a warning.
struct CheckLine {
  enum Level: String {
    case fault, warning
  }

  /// Where it is in the definitions, or `nil` if it depends on events.
  let place: FilePlace?
  let level: Level
  /// The name of its kind.
  let code: String
  /// The webhook that it is about, or `nil` if that is not known or it is about none.
  let webhook: ObjectID?
  /// What was found, in which whatever comes from outside is harmless.
  let message: String

  /// The line in `form`, with its line feed.
  func text(in form: CheckForm) -> String {
    switch form {
    case .text: "\(place?.shown ?? "events"): \(level.rawValue): \(code): \(message)\n"
    case .json: json
    case .github: command
    }
  }

  private var json: String {
    let file = place.map { String(decoding: $0.file.quoted, as: UTF8.self) }
    return JSONText.object([
      ("file", file ?? "null"), ("line", place.map { "\($0.position.line)" } ?? "null"),
      ("column", place.map { "\($0.position.column)" } ?? "null"),
      ("level", JSONText.quoted(level.rawValue)), ("code", JSONText.quoted(code)),
      ("subscription", JSONText.quoted(webhook.map { "\($0)" })),
      ("message", JSONText.quoted(message)),
    ]) + "\n"
  }

  private var command: String {
    let place = place.map { place in
      let name = WorkflowCommand.escaped(place.file, in: .property)
      return "file=\(name),line=\(place.position.line),col=\(place.position.column),"
    }
    let title = WorkflowCommand.escaped(code, in: .property)
    let kind = level == .fault ? "error" : "warning"
    return "::\(kind) \(place ?? "")title=\(title)::"
      + WorkflowCommand.escaped(message, in: .message) + "\n"
  }
}

extension CheckLine {
  /// The line about `warning`, at `place`; `reference` says where the other webhook is that it compares.
  init(_ warning: DefinitionWarning, at place: FilePlace? = nil, reference: String = "") {
    self.init(
      place: place, level: .warning, code: warning.code.rawValue, webhook: warning.webhook?.id,
      message: "\(warning)\(reference)")
  }
}

/// The escaping of the commands with which a program talks to GitHub's workflows, as its toolkit does it (`packages/core`).
private enum WorkflowCommand {
  enum Part {
    case property, message
  }

  /// The name of a file; what is not UTF-8 is replaced.
  static func escaped(_ file: FileName, in part: Part) -> String {
    escaped(String(decoding: file.bytes, as: UTF8.self), in: part)
  }

  /// `text` as a part of a command; other control characters are shown as on a terminal.
  static func escaped(_ text: String, in part: Part) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":" where part == .property: "%3A"
      case "," where part == .property: "%2C"
      default: TerminalText.escaped(Array(String(scalar).utf8))
      }
    }.joined()
  }
}
