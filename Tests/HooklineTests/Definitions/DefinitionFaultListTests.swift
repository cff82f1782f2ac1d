import Hookline
import SampleData
import Testing

/// Which faults of each file are listed, and in which order.
@Suite struct DefinitionFaultListTests {
  /// A file without faults, and files with faults of different kinds and numbers.
  private static let files = [
    definitionText(id: "\"\(digits("a"))\""),
    // Two that are not objects, and one that is malformed.
    "7 5 tru",
    String(repeating: "{} ", count: 30),
    definitionText(
      id: "\"\(digits("a"))\"", code: "\"A\"", context: #"{"x":1,"y":2,"taskGroup":3,"z":4}"#,
      others: #""taskGroup":1,"Code":2,"code":3,"context":{"survey":5}"#),
    // The duplicate comes before the other faults of the file, but is found after them.
    definitionText(id: "\"\(digits("a"))\"", company: "5", code: "5"),
    "[\(definitionText(others: (1...50).map { "\"Url\":\($0)" }.joined(separator: ","))),7]",
  ]

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 21, 50, 51, 52, 100])
  func onlyTheFirstFaultsOfEachFileAreListed(limit: Int) {
    let all = faults(of: Self.files, limit: .max)
    #expect(all.map(\.listed.count) == [3, 180, 10, 3, 52])
    #expect(all.map(\.omittedCount) == [0, 0, 0, 0, 0])
    let some = faults(of: Self.files, limit: limit)
    #expect(some.map(\.number) == [1, 2, 3, 4, 5])
    for (file, whole) in zip(some, all) {
      #expect(file.listed == Array(whole.listed.prefix(limit)))
      #expect(file.omittedCount == max(whole.listed.count - limit, 0))
    }
  }

  @Test func twentyFaultsPerFileAreListedByDefault() throws {
    var reader = WebhookReader()
    reader.read(Array(String(repeating: "7 ", count: 25).utf8).span, file: 0)
    do {
      _ = try reader.finish()
      Issue.record("accepted")
    } catch {
      #expect(error.listed.map(\.place.offset) == (0..<20).map { $0 * 2 })
      #expect(error.files.map(\.omittedCount) == [5])
    }
  }

  /// Duplicates are found last, but are listed before or between the others.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func duplicatesAreListedInOrderOfPlace(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let files = (0..<3).map { _ in
      (0..<60).map { _ in
        let digit = Character(String(random.next() % 10))
        let isFaulty = random.next() % 3 == 0
        return definitionText(
          id: "\"\(digits(digit))\"", url: isFaulty ? "5" : "\"http://a\"",
          code: "\"c\(random.next() % 40)\"")
      }.joined(separator: "\n")
    }
    let all = faults(of: files, limit: .max)
    for limit in [1, 7, 20, 60] {
      let some = faults(of: files, limit: limit)
      #expect(some.map(\.listed) == all.map { Array($0.listed.prefix(limit)) })
      #expect(
        some.map { $0.listed.count + $0.omittedCount } == all.map(\.listed.count))
    }
  }

  /// Faults are listed in the order of the files and of their texts, whatever the order in which they are found.
  @Test func faultsAreListedInOrderOfPlace() {
    let set = DefinitionSet([
      """
      [{"context":{"group":✗5},"code":②"a","isActive":✗0,①"url":"http://a",✗"url":"http://b",
        "trigger":"logout-user","company":"\(digits("c"))","_id":③"\(digits("1"))"},
       ✗"x",
       ✗\(definitionText(id: nil, url: "✗\"ftp://a\"", code: "✗\"a\""))]
      ✗7
      """,
      definitionText(id: "\"\(digits("2"))\"", code: "\"b\"", context: "✗[]") + " ✗x 5",
      definitionText(id: "✗\"\(digits("1"))\"", trigger: "✗null"),
    ])
    let found = set.faults().map { fault -> DefinitionFault.Cause in
      // The details of a malformed text are left to the scanner's tests.
      if case .malformed = fault.cause { .notAnObject } else { fault.cause }
    }
    #expect(
      found == [
        .invalid(.group), .invalid(.isActive), .repeated(.url), .notAnObject, .missing(.id),
        .invalidURL("write an absolute URL that begins with http:// or https://"), .taken(.code),
        .notAnObject, .invalid(.context), .notAnObject, .taken(.id), .invalid(.trigger),
      ])
    set.expectPlaces()
  }

  @Test func faultyFilesAreListedInOrderOfNumber() {
    var reader = WebhookReader(faultsPerFile: 1)
    for number in [9, 7, 9, 8] { reader.read(Array("5 6".utf8).span, file: number) }
    do {
      _ = try reader.finish()
      Issue.record("accepted")
    } catch {
      #expect(error.files.map(\.number) == [7, 8, 9])
      #expect(error.files.map(\.omittedCount) == [1, 1, 3])
    }
  }

  private func faults(of files: [String], limit: Int) -> [DefinitionFaults.File] {
    var reader = WebhookReader(faultsPerFile: limit)
    for (number, file) in files.enumerated() { reader.read(Array(file.utf8).span, file: number) }
    do {
      _ = try reader.finish()
      return []
    } catch {
      return error.files
    }
  }
}
