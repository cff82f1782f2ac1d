import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page, read by an XML parser.
final class Page {
  /// An element, with its text and that of all elements in it.
  final class Element {
    let name: String
    let attributes: [String: String]
    fileprivate(set) var text = ""
    fileprivate(set) var children: [Element] = []

    fileprivate init(_ name: String, _ attributes: [String: String]) {
      (self.name, self.attributes) = (name, attributes)
    }

    /// The elements in it that are called `name`, at any depth, in the order of the page.
    func all(_ name: String) -> [Element] {
      children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
    }

    /// The element called `name` in it that comes first, if any.
    func first(_ name: String) -> Element? { all(name).first }

    /// The attribute called `name` as a number.
    func number(_ name: String) -> Int? { attributes[name].flatMap { Int($0) } }
  }

  /// What is around the element `html`.
  let root: Element

  /// Reads `bytes`, which must be well-formed.
  init(_ bytes: [UInt8]) throws {
    let parser = XMLParser(data: Data(bytes))
    let reader = Reader()
    parser.delegate = reader
    let isWellFormed = parser.parse()
    try #require(
      isWellFormed, "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")")
    root = reader.open[0]
  }

  /// The text of the whole page.
  var text: String { root.text }

  /// The section under the heading that begins with `title`: the elements up to the next heading.
  func section(_ title: String) throws -> [Element] {
    let main = try #require(root.first("main")).children
    let start = try #require(main.firstIndex { $0.name == "h2" && $0.text.hasPrefix(title) })
    return Array(main[(start + 1)...].prefix { $0.name != "h2" })
  }

  /// The texts of the cells of the table under this heading, row by row, without the heads.
  func rows(_ title: String) throws -> [[String]] {
    try section(title).flatMap { $0.name == "table" ? [$0] : $0.all("table") }
      .flatMap { $0.all("tbody") }.flatMap { $0.all("tr") }
      .map { $0.children.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) } }
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var open = [Element("", [:])]

    func parser(
      _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
      attributes: [String: String] = [:]
    ) {
      let element = Element(name, attributes)
      open[open.count - 1].children.append(element)
      open.append(element)
    }

    func parser(
      _: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?
    ) {
      let element = open.removeLast()
      open[open.count - 1].text += element.text
    }

    func parser(_: XMLParser, foundCharacters text: String) { open[open.count - 1].text += text }
  }
}

/// Runs that write a page.
enum ReportRuns {
  /// The run that reports on `events` in a folder with the definitions of the fixtures.
  static func run(_ options: [String] = [], events: [UInt8] = DirectRun.events) throws -> Run {
    let scratch = try Scratch()
    _ = try scratch.file("events.ndjson", holding: events)
    let definitions = BuiltBinary.fixtures.appending(path: "webhooks.json").path()
    return try BuiltBinary.run(
      ["-w", definitions, "--report"] + options + ["events.ndjson"], in: scratch.folder)
  }

  /// An event of the company of the fixtures, of which `fields` replaces the middle.
  static func event(
    _ type: String, _ action: String, _ time: String, company: String = "625be93a286ef83c1c0e845f"
  ) -> String {
    #"{"company":"\#(company)","type":"\#(type)","event":"\#(action)","createdAt":"\#(time)","data":{}}"#
  }

  /// A definition of a webhook for notes of that company.
  static func webhook(_ number: Int, name: String? = nil, isActive: Bool = true) throws -> String {
    let digits = String(number, radix: 16)
    let id = String(repeating: "0", count: 24 - digits.count) + digits
    let name = try name.map {
      #","name":\#(String(decoding: try JSONEncoder().encode($0), as: UTF8.self))"#
    }
    return #"{"_id":"\#(id)","company":"625be93a286ef83c1c0e845f","isActive":\#(isActive),"#
      + #""trigger":"create-edit-delete-note","url":"https://a.example/\#(number)","code":"c_\#(number)"\#(name ?? "")}"#
  }
}
