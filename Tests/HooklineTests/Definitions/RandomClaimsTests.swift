import Hookline
import SampleData
import Testing

/// Compares the repeated `_id`s and codes found in many definitions with those found by comparing each with all before it.
@Suite struct RandomClaimsTests {
  /// An `_id`, or a company's code, that a definition claims, and its place.
  private struct Claim: Equatable {
    let member: WebhookMember
    let value: String
    let file: Int
    let offset: Int
  }

  /// A fault's cause, and the file and offset of its place and of the earlier one.
  private struct Fault: Equatable {
    let cause: DefinitionFault.Cause
    let places: [Int]
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func everyRepeatedIDAndCodeIsFound(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // From nearly all equal to nearly all different.
    let variety = [3, 30, 300, 3000, 30_000, 300_000][Int(seed)]
    var files = ["", "", ""]
    var claims: [Claim] = []
    let count = TestSize.debug(200, release: 500)
    for number in 0..<3 * count {
      let file = number / count
      func draw() -> Int { Int(random.next() % UInt64(variety)) }
      let id = String(draw() + 0xABC_DEF0_0000, radix: 16).leftPadded
      let company = String(draw() % 3 + 0xABC, radix: 16).leftPadded
      let code = "code_\(draw())"
      let isFaulty = random.next() % 10 == 0
      let text = definitionText(
        id: spelled(id, &random), company: spelled(company, &random),
        trigger: isFaulty ? "5" : "\"logout-user\"", code: spelled(code, &random, isID: false))
      for (member, value) in [(WebhookMember.id, id), (.code, company + code)] {
        let start = text.end(ofFirst: "\"\(member.path)\":")
        claims.append(
          Claim(
            member: member, value: value, file: file,
            offset: files[file].utf8.count + text.utf8.distance(from: text.startIndex, to: start)))
      }
      files[file] += text + "\n"
    }

    var expected: [Fault] = []
    for (index, claim) in claims.enumerated() {
      let first = claims[..<index].first { $0.member == claim.member && $0.value == claim.value }
      guard let first else { continue }
      expected.append(
        Fault(
          cause: .taken(claim.member),
          places: [claim.file, claim.offset, first.file, first.offset]))
    }
    let taken = DefinitionSet(files).faults().filter { $0.earlier != nil }.map { fault in
      Fault(
        cause: fault.cause,
        places: [fault.place, fault.earlier ?? fault.place].flatMap { [$0.file, $0.offset] })
    }
    #expect(taken == expected)
    #expect(variety > 3000 || !expected.isEmpty)
  }

  /// One of the ways to write `value` as a JSON string.
  private func spelled(
    _ value: String, _ random: inout SeededGenerator, isID: Bool = true
  ) -> String {
    switch random.next() % 4 {
    case 0 where isID: "\"\(value.uppercased())\""
    case 1: quoted(value)
    default: "\"\(value)\""
    }
  }
}

extension String {
  /// The string with zeros before it, up to the length of an id.
  fileprivate var leftPadded: String {
    String(repeating: "0", count: ObjectID.digitCount - count) + self
  }

  /// The index after the first `name`, or the end if there is none.
  fileprivate func end(ofFirst name: String) -> Index {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(name) { rest.removeFirst() }
    return rest.dropFirst(name.count).startIndex
  }
}
