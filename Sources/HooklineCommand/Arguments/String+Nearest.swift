internal import Hookline

extension String {
  /// The one of `words` that is nearest to this one, if at most a third of the letters of the longer one differ.
  func nearest(among words: [String]) -> String? {
    Array(utf8).nearest(among: words.map { Array($0.utf8) }).map { words[$0] }
  }
}
