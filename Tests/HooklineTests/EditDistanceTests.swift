import Hookline
import Testing

/// The number of edits between two names, by which the nearest one is found.
@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1),
    ("abc", "ac", 1), ("ac", "abc", 1), ("ab", "ba", 1), ("form", "from", 1), ("ca", "abc", 3),
    ("kitten", "sitting", 3),
    ("survey", "group", 5), ("taskgrup", "taskgroup", 1), ("surveyid", "survey", 2),
  ])
  func editDistanceCountsEachKindOfEdit(
    first: String, second: String, distance: Int
  ) {
    #expect(Array(first.utf8).editDistance(to: Array(second.utf8)) == distance)
    #expect(Array(second.utf8).editDistance(to: Array(first.utf8)) == distance)
  }

  /// At most a third of the letters of the longer word may differ; of two that are as near, the first is taken.
  @Test(
    arguments: [
      ("form", ["from", "forms"], 0), ("forms", ["form", "forms"], 1), ("abc", ["abd", "abe"], 0),
      ("abc", ["ab"], 0), ("ab", ["abc"], 0), ("ab", ["ac"], nil), ("abcd", ["abxy"], nil),
      ("abcdef", ["abcdxy"], 0), ("abcdef", ["abcd"], 0), ("abcde", ["abc"], nil), ("", [""], 0),
      ("", ["a"], nil), ("a", [], nil), ("sarvey", ["group", "survey", "taskgroup"], 1),
    ] as [(String, [String], Int?)])
  func nearestWordDiffersInAThird(word: String, words: [String], nearest: Int?) {
    #expect(Array(word.utf8).nearest(among: words.map { Array($0.utf8) }) == nearest)
  }
}
