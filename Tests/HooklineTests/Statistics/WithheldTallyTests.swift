import Hookline
import Testing

/// How often events were withheld for want of a member, and where first.
@Suite struct WithheldTallyTests {
  private func withheld(_ webhooks: [(Int, RestrictedMembers)]) -> [Matches.Withheld] {
    webhooks.map { Matches.Withheld(number: $0.0, by: $0.1) }
  }

  @Test func withheldEventsAreCountedOncePerSetOfMembers() {
    var tally = WithheldTally()
    #expect(tally.nonzero.isEmpty)
    tally.count(withheld([(3, .surveyId), (5, .surveyId), (7, [.surveyId, .group])]), line: 4)
    tally.count(withheld([(3, .surveyId)]), line: 9)
    #expect(tally.nonzero.map(\.members) == [.surveyId, [.surveyId, .group]])
    #expect(tally.nonzero.map(\.eventCount) == [2, 1])
    #expect(tally.nonzero.map(\.webhooks.count) == [2, 1])
    #expect(tally.nonzero.map(\.firstLine) == [4, 4])
  }

  /// They come in the order of the members, whichever were counted first.
  @Test func countsKeepTheirOrder() {
    var (tally, later) = (WithheldTally(), WithheldTally())
    tally.count(withheld([(1, .group), (2, .taskGroup)]), line: 1)
    later.count(withheld([(3, [.taskGroup, .group]), (4, .surveyId), (2, .taskGroup)]), line: 1)
    tally.add(later, linesFrom: 1)
    #expect(
      tally.nonzero.map(\.members) == [.taskGroup, .surveyId, .group, [.taskGroup, .group]])
    #expect(tally.nonzero.map(\.eventCount) == [2, 1, 1, 1])
    #expect(tally.nonzero.map(\.firstLine) == [1, 2, 1, 2])
  }

  @Test func sumOfTalliesKeepsTheFirstLine() {
    var (first, later, latest) = (WithheldTally(), WithheldTally(), WithheldTally())
    later.count(withheld([(1, .taskGroup)]), line: 2)
    latest.count(withheld([(1, .taskGroup), (2, .taskGroup), (200, .taskGroup)]), line: 0)
    first.add(later, linesFrom: 100)
    first.add(latest, linesFrom: 200)
    first.add(WithheldTally(), linesFrom: 300)
    #expect(first.nonzero.map(\.eventCount) == [2])
    #expect(first.nonzero.map(\.webhooks.count) == [3])
    #expect(first.nonzero.map(\.firstLine) == [102])
  }
}
