import Testing

@testable import HooklinePipeline

/// A line of a run is found in its file.
@Suite struct InputPositionTests {
  /// The files have two lines, none, one and three.
  @Test(arguments: [(0, 0, 1), (1, 0, 2), (2, 2, 1), (3, 3, 1), (5, 3, 3)])
  func lineIsPlacedInItsFile(number: Int, file: Int, line: Int) {
    var position = InputPosition()
    for (file, start) in [0, 2, 2, 3].enumerated() {
      position.beginFiles(to: file, lineCount: start)
    }
    let place = position.place(ofLine: number)
    #expect(place.file == file && place.line == line)
  }
}
