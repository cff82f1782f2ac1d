import Hookline
import SampleData

/// A set of definitions with chosen defects among webhooks without any.
struct DefectiveSet {
  private var random: SeededGenerator
  private var definitions: [Definition] = []
  /// What is to be found: the code of the webhook, that of the warning, and that of the other webhook, if there is one.
  private(set) var expected: [String] = []

  /// The members of a definition.
  private struct Definition {
    var number: Int
    var company: String
    var isActive = true
    var trigger: Trigger
    var url: String
    var code: String
    var context: [String: String] = [:]

    var text: String {
      let context = context.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
      return definitionText(
        id: "\"" + String(number, radix: 16).padded(to: 24) + "\"", company: "\"\(company)\"",
        isActive: "\(isActive)", trigger: "\"\(trigger.name)\"", url: "\"\(url)\"",
        code: "\"\(code)\"", context: "{" + context.joined(separator: ",") + "}")
    }
  }

  /// An empty set that `seed` determines.
  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// The definitions, as one file.
  var text: String { "[" + definitions.map(\.text).joined(separator: ",\n") + "]" }

  /// Adds as many defects, and webhooks without one between them.
  mutating func add(defects count: Int) {
    for _ in 0..<count {
      for _ in 0..<random.number(in: 0...3) { addDecoy() }
      addDefect()
    }
    addDecoy()
  }

  /// A webhook without a defect, which has nothing in common with any other.
  private mutating func clean() -> Definition {
    let number = definitions.count + 1
    let trigger = random.one(of: Trigger.allCases)
    var definition = Definition(
      number: number, company: String(0xC0 + random.number(in: 0...2), radix: 16).padded(to: 24),
      trigger: trigger, url: "https://example.com/\(number)", code: "w\(number)")
    // A trigger without a context has one webhook in a company.
    if trigger != .task, trigger != .survey {
      definition.company = String(0x1000 + number, radix: 16).padded(to: 24)
    }
    definition.context = asked(by: trigger, number)
    return definition
  }

  /// All that `trigger` can ask for, with values that differ for each `number`.
  private func asked(by trigger: Trigger, _ number: Int) -> [String: String] {
    let value = String(0xA000 + number, radix: 16).padded(to: 24)
    switch trigger {
    case .task: return ["taskGroup": value]
    case .survey: return ["survey": value, "group": value]
    case .user, .property, .note, .logout: return [:]
    }
  }

  /// Adds a webhook that is not to be warned of, although it may look like one that is.
  private mutating func addDecoy() {
    var definition = clean()
    switch random.number(in: 0...5) {
    case 0:
      // Inactive, with defects of the URL and the context.
      definition.isActive = false
      definition.url = "http://localhost/\(definition.number)"
      definition.context = ["survey": digits("a"), "taskGroup": ""]
    case 1:
      // The URL of another webhook, with other events.
      definition.url = definitions.randomElement(using: &random)?.url ?? definition.url
      if !definition.url.hasPrefix("https://example.com") { definition.url = "https://a.com/" }
    case 2:
      // An inactive copy.
      guard var copy = definitions.randomElement(using: &random) else { break }
      (copy.number, copy.code, copy.isActive) = (definition.number, definition.code, false)
      definition = copy
    case 3:
      // Members that restrict nothing.
      if definition.trigger == .note { definition.context = ["survey": "", "group": ""] }
    case 4:
      // Other spellings of a URL with encryption.
      definition.url = "HTTPS://EXAMPLE.com:8443/\(definition.number)?http://localhost"
    default: break
    }
    definitions.append(definition)
  }

  private mutating func expect(_ code: String, _ other: String = "", of definition: Definition) {
    expected.append("\(definition.code) \(code) \(other)")
  }

  /// Adds a webhook with a random defect, which its own event, target and code keep apart from all others.
  private mutating func addDefect() {
    var definition = clean()
    switch random.number(in: 0...7) {
    case 0:
      definition.url =
        random.one(of: ["http", "HTTP", "hTtp"]) + "://example.com/\(definition.number)"
      expect("plain-http", of: definition)
    case 1:
      let hosts = ["10.1.2.3", "[::1]", "LOCALHOST.", "a.internal:444", "[64:ff9b::7f00:1]", "db"]
      definition.url = "https://\(random.one(of: hosts))/\(definition.number)"
      expect("private-address", of: definition)
    case 2:
      definition.url = "http://169.254.169.254/\(definition.number)"
      expect("plain-http", of: definition)
      expect("private-address", of: definition)
    case 3, 4:
      // A copy of a webhook that was added just for this, at another URL or at the same.
      let original = definition
      definitions.append(original)
      definition.number += 1
      definition.code = "w\(definition.number)"
      let isElsewhere = random.happens(inHundred: 50)
      definition.url =
        isElsewhere
        ? "https://example.com/copy/\(definition.number)"
        : "HTTPS://EXAMPLE.COM:443/\(original.number)"
      expect(isElsewhere ? "same-events" : "same-target", original.code, of: definition)
    case 5:
      definition.context["survey"] = digits("e")
      if definition.trigger == .survey {
        definition.context["survey"] = asked(by: .survey, definition.number)["survey"]
        definition.context["taskGroup"] = digits("e")
      }
      expect("unused-context", of: definition)
    case 6:
      // In a company of its own, in which it gets the events of no other webhook.
      definition.company = String(0x2000 + definition.number, radix: 16).padded(to: 24)
      definition.trigger = random.one(of: [.task, .survey])
      definition.context = asked(by: definition.trigger, definition.number)
      let member = definition.trigger == .task ? "taskGroup" : random.one(of: ["survey", "group"])
      definition.context[member] = random.happens(inHundred: 50) ? "" : nil
      expect("unrestricted", of: definition)
    default:
      guard let other = definitions.first(where: { $0.company != definition.company }) else {
        return
      }
      // The code may be used more than once: the first webhook with it is named.
      guard
        !definitions.contains(where: {
          $0.code == other.code && $0.company == definition.company
        })
      else { return }
      definition.code = other.code
      expect("code-in-two-companies", other.code, of: definition)
    }
    definitions.append(definition)
  }
}
