import Foundation
import Glibc
import Testing

/// The time limit of the processes that tests start.
struct ChildTests {
  @Test func processThatDoesNotEndIsKilledWithItsChildren() throws {
    let child = Child(["-c", "sleep 60 & wait"], of: URL(filePath: "/bin/bash"))
    try child.start()
    let began = ContinuousClock.now
    withKnownIssue { #expect(child.finish(within: 1) == 128 + SIGKILL) }
    #expect(ContinuousClock.now - began < .seconds(30))
  }
}
