import Hookline
import Testing

// Tests of the library, in the folders of Sources/Hookline. They share the texts in this file, SampleTask for tests of
// routing, and DefinitionSet for tests of definitions. In texts with marked places `✗` marks the place of a fault; see
// MarkedText in SampleData. A test with random input prints its seed when it fails: add it to the arguments to repeat it.

/// The 24 digits of an id, all the same.
func digits(_ digit: Character) -> String {
  String(repeating: digit, count: ObjectID.digitCount)
}

/// The id whose 24 digits all are `digit`.
func id(_ digit: Character) throws -> ObjectID {
  try #require(ObjectID(digits(digit)))
}

/// The text of a webhook definition.
///
/// Each argument is a member's value as JSON; `nil` leaves the member out. `others` is text that is appended as it is.
func definitionText(
  id: String? = "\"\(digits("1"))\"",
  company: String? = "\"\(digits("c"))\"",
  isActive: String? = "true",
  trigger: String? = "\"create-edit-delete-task\"",
  url: String? = "\"https://example.com/\"",
  code: String? = "\"wo_update\"",
  context: String? = nil,
  others: String? = nil
) -> String {
  objectText([
    ("_id", id), ("company", company), ("isActive", isActive), ("trigger", trigger), ("url", url),
    ("code", code), ("context", context), (nil, others),
  ])
}

/// The text of an event.
///
/// The arguments are like those of ``definitionText(id:company:isActive:trigger:url:code:context:others:)``.
func eventText(
  company: String? = "\"\(digits("c"))\"",
  type: String? = "\"COTTask\"",
  event: String? = "\"edit\"",
  data: String? = nil,
  others: String? = nil
) -> String {
  objectText([
    ("company", company), ("type", type), ("event", event), ("data", data), (nil, others),
  ])
}

/// `text` as a JSON string in which every character but hexadecimal digits is escaped.
func quoted(_ text: String) -> String {
  let characters = text.utf16.map { unit in
    guard let scalar = Unicode.Scalar(unit), scalar.properties.isASCIIHexDigit else {
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return String(scalar)
  }
  return "\"" + characters.joined() + "\""
}

private func objectText(_ members: [(name: String?, value: String?)]) -> String {
  let texts = members.compactMap { name, value in
    value.map { value in name.map { "\"\($0)\":\(value)" } ?? value }
  }
  return "{" + texts.joined(separator: ",") + "}"
}
