internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// A byte of a file.
struct FilePlace {
  let file: FileName
  let position: TextPositions.Position

  /// The place as messages show it, such as `webhooks.json:3:12`.
  var shown: String { "\(file.shown):\(position.line):\(position.column)" }
}

/// The lines and columns of places in definitions files.
struct PlacesInFiles {
  private let files: [FileName]
  private let positions: [Int: TextPositions]

  /// The `positions` in `files`, by the index of the file.
  init(_ files: [FileName], _ positions: [Int: TextPositions]) {
    (self.files, self.positions) = (files, positions)
  }

  /// The position of `place`, or `nil` if it was not asked for.
  subscript(place: DefinitionFault.Place) -> FilePlace? {
    positions[place.file]?[place.offset].map { position in
      FilePlace(file: files[place.file], position: position)
    }
  }

  /// What is wrong, and where the value was first given if `fault` is a repetition.
  func message(of fault: DefinitionFault) -> String {
    let earlier = fault.earlier.flatMap { self[$0] }
    return "\(fault)" + (earlier.map { " (the first is at \($0.shown))" } ?? "")
  }
}
