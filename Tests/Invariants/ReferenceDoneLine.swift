package import Hookline

/// What a line says about a job that is done: a second opinion that shares no code with its reader.
package enum ReferenceDoneLine: Equatable {
  /// It is blank.
  case blank
  /// Nothing: its id is not that of a job.
  case otherID
  /// A job is still due.
  case due
  /// The job with this id is done.
  case done(String)
  /// Nothing that can be read.
  case unreadable

  /// Judges `line`, which is one of a file of `--seen`.
  package init(_ line: [UInt8]) {
    let (verdict, value) = ReferenceParser.judge(line, depth: -1)
    guard verdict.acceptedExtent != nil else {
      self = verdict == .blank ? .blank : .unreadable
      return
    }
    guard case .object = value, value.repetitions(of: ["id", "status"]).isEmpty,
      let id = value.member("id")?.value.text
    else {
      self = .unreadable
      return
    }
    let digits = id.lowercased()
    guard digits.wholeMatch(of: /[0-9a-f]{24}-[0-9a-f]{32}/.asciiOnlyWordCharacters()) != nil else {
      self = .otherID
      return
    }
    let status = value.member("status")
    let number = status.flatMap { ReferenceRecord.number($0.value, line[$0.extent]) }
    let isNull = status.map { line[$0.extent].elementsEqual("null".utf8) } == true
    guard status == nil || isNull || number != nil else {
      self = .unreadable
      return
    }
    let isDone = status == nil || number.map { $0 >= 200 && $0 <= 209 } == true
    self = isDone ? .done(digits) : .due
  }

  /// How `verdict` on the same line differs, in words, or `nil` if it is the same.
  package func contradiction(to verdict: DoneLineReader.Verdict) -> String? {
    switch (self, verdict) {
    case (.blank, .blank), (.otherID, .otherID), (.due, .due), (.unreadable, .unreadable): nil
    case (.done(let id), .done(let found)) where "\(found.webhook)-\(found.digest)" == id: nil
    default: "\(verdict) and not \(self)"
    }
  }
}
