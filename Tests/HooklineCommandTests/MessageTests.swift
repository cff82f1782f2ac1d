import Foundation
import Hookline
import HooklinePipeline
import JSONScanning
import SampleData
import Testing

@testable import HooklineCommand

/// Every message of the program is in `fixtures/messages.txt`, so that a reviewer can read all of them in one place.
///
/// The program or its library makes the messages here, and the sources are searched for texts that are not in the table.
@Suite struct MessageTests {
  /// The sections of the table, each with what makes its messages.
  private static let sections: [(title: String, messages: @Sendable () throws -> [String])] = [
    ("A wrong command line", { wrongUsage.map { description(of: $0) } }),
    ("Rejected lines", { rejections.map { "\($0.reason.rawValue): \($0)" } }),
    ("Wrong definitions", { definitions.map { faults(of: $0) } }),
    ("Events that are something else", { hints.map(\.advice) }),
    ("Definitions that are something else", { definitionsHints.map(\.advice) }),
    ("Reading definitions and events", { try messages(of: reading) }),
    ("Output files", { try messages(of: writing) }),
    ("Progress", { progress.map { ProgressLine($0, isGrouped: false).text } }),
    ("At the end of a run", { try messages(of: totals, in: "fixtures/cases") }),
    ("Explanations and changes", { try messages(of: explanations, in: "fixtures/cases") }),
    ("Checks", { try messages(of: checks, in: "fixtures/cases") }),
  ]

  private static let table: [String: [String]] = {
    let url = BuiltBinary.fixtures.appending(path: "messages.txt")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    let sections = text.split(separator: "== ").dropFirst().map { $0.split(separator: "\n") }
    return Dictionary(
      sections.map { (String($0[0]), $0.dropFirst().map { String($0) }) }, uniquingKeysWith: +)
  }()

  /// Messages that only a machine in trouble shows.
  ///
  /// They are compared with the sources, not with what the program prints.
  private static let inTrouble = "Rare"

  @Test(arguments: sections.map(\.title))
  func eachMessageIsThatOfTheTable(title: String) throws {
    let section = try #require(Self.sections.first { $0.title == title })
    let (messages, expected) = (try section.messages(), Self.table[title] ?? [])
    for (message, line) in zip(messages, expected) { #expect(message == line) }
    #expect(messages.count == expected.count, "\(messages)")
  }

  @Test func theTableHasNoOtherSections() {
    #expect(Set(Self.table.keys) == Set(Self.sections.map(\.title) + [Self.inTrouble]))
  }

  /// The case of an enum that is not listed here, or a message that nothing here brings about, has a text of its own.
  @Test func theTableHasEveryTextOfTheSources() throws {
    let lines = Self.table.values.joined().joined(separator: "\n")
    let missing = try Self.texts().filter { text in
      text.contains(/[a-z]{2,}[,:;]? [a-z]{2,}/)
        && !lines.contains(text.replacing("hookline: ", with: ""))
    }
    #expect(missing == [])
  }

  /// `ERROR` stands for the system's message.
  @Test func theRareMessagesAreThoseOfTheSources() throws {
    let texts = try Self.texts()
    for line in try #require(Self.table[Self.inTrouble]) {
      let text = line.replacing("ERROR", with: "")
      #expect(
        texts.contains { $0.hasSuffix(text) || text.hasSuffix($0) && $0.count > 20 }, "\(line)")
    }
  }

  @Test func messagesAreFragments() {
    for message in Self.table.values.joined() {
      #expect(!message.hasSuffix(".") && message.first?.isUppercase == false, "\(message)")
    }
  }
}
