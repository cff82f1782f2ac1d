import Hookline
import Testing

/// How reports name the members of `data` that webhooks ask for.
@Suite struct RestrictedMembersTests {
  private static let paths: [(members: RestrictedMembers, paths: [String])] = [
    ([], []), (.taskGroup, ["data.taskGroup"]), (.surveyId, ["data.surveyId"]),
    (.group, ["data.group"]), ([.group, .surveyId], ["data.surveyId", "data.group"]),
    ([.taskGroup, .surveyId, .group], ["data.surveyId", "data.group", "data.taskGroup"]),
  ]

  @Test(arguments: paths)
  func restrictedMembersAreNamedByPath(members: RestrictedMembers, paths: [String]) {
    #expect(members.paths == paths)
  }
}
