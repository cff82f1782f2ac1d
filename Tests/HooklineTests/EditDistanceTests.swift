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
}
