import Hookline
import Testing

/// The messages about faults in definitions: they say what to write instead, and show no credentials.
@Suite struct DefinitionFaultMessageTests {
  private static let messages: [(files: [String], description: String)] = [
    ([""], "no webhook is defined: check the command that wrote the file"),
    (["5"], "a webhook must be an object, {...}"),
    (
      [definitionText() + definitionText(id: "\"\(digits("2"))\"", code: "\"b\"")],
      "expected white space between two definitions"
    ),
    (["["], "ends too early: expected a value"),
    ([definitionText() + " x"], "expected a value"),
    (
      [definitionText(id: nil)],
      "_id is missing: it must be an ObjectId, 24 hexadecimal digits in double quotes"
    ),
    (
      [definitionText(company: "5")],
      "company must be an ObjectId, 24 hexadecimal digits in double quotes"
    ),
    ([definitionText(isActive: "0")], "isActive must be true or false"),
    (
      [definitionText(trigger: "\"task\"")],
      """
      trigger must be one of "create-edit-delete-user", "create-edit-delete-task", \
      "create-edit-delete-survey", "create-edit-delete-property", "create-edit-delete-note", \
      "logout-user"
      """
    ),
    ([definitionText(url: "5")], "url must be a URL of at most 2048 bytes in double quotes"),
    (
      [definitionText(url: "\"http://\"")],
      "url: write a host after the // (an IPv6 address in brackets)"
    ),
    (
      [definitionText(code: "\"A\"")],
      "code must be one or more of the characters a-z, 0-9 and _, in double quotes"
    ),
    ([definitionText(context: "5")], "context must be an object, or null for no restriction"),
    (
      [definitionText(context: #"{"taskGroup":5}"#)],
      """
      context.taskGroup must be an ObjectId, 24 hexadecimal digits in double quotes, \
      or "" or null for no restriction
      """
    ),
    (
      [definitionText(others: #""code":"b""#)],
      "code is given more than once: keep only one"
    ),
    (
      [definitionText(context: #"{"survey":"","survey":""}"#)],
      "context.survey is given more than once: keep only one"
    ),
    (
      [definitionText(), definitionText(code: "\"b\"")],
      "_id is already used by another webhook: remove or correct one of the two"
    ),
    (
      [definitionText(), definitionText(id: "\"\(digits("2"))\"")],
      "code is already used by another webhook of the same company: write a different one"
    ),
  ]

  @Test(arguments: messages)
  func definitionFaultSaysWhatToWrite(files: [String], description: String) {
    #expect(DefinitionSet(files).faults().map(\.description) == [description])
  }

  @Test(
    arguments: zip(
      WebhookMember.allCases,
      [
        "_id", "company", "isActive", "trigger", "url", "code", "context", "context.survey",
        "context.group", "context.taskGroup",
      ]))
  func definitionMemberIsNamedByItsPath(member: WebhookMember, path: String) {
    #expect(member.path == path)
  }

  /// URLs that contain credentials; many have other faults, too.
  private static let urls = [
    "http://s3cret@example.com/", "https://us3cret:ps3cret@example.com/", "http://s3cret:@a",
    "s3cret@example.com", "s3cret:s3cret@example.com", "ftp://s3cret@example.com/",
    "https:s3cret@example.com", "https:/s3cret@example.com", "https://s3cret @example.com",
    "https://s3cret\\@example.com", "https://s3cret@", "https://s3cret@[::g]:x/",
    "https://s3cret%@example.com", "https://s3cret@example.com/#a", "https://s3cret:s3cret",
    "https://[s3cret]@example.com", " https://s3cret@example.com", "\u{1}https://s3cret@a",
    "https://s3cret@" + String(repeating: "a", count: 3000),
    "https://" + String(repeating: "s3cret", count: 500) + "@a",
    "https://example.com/#s3cret@a", "https://example.com/é?s3cret@a",
  ]

  private static let definitions =
    urls.flatMap { url in
      [
        definitionText(url: quoted(url)),
        definitionText(url: "\"\(url.replacing("\\", with: "\\\\"))\""),
        definitionText(id: nil, url: quoted(url), code: "5", others: "\"url\":\"\(url)\""),
        definitionText(url: "[\"\(url)\"]"), definitionText(code: "\"\(url)\""),
      ]
    } + ["\"\(urls[0])\"", "{\"\(urls[0])\"}", "{\"url\":\(urls[0])}", "\(urls[0])"]

  @Test(arguments: definitions)
  func definitionFaultShowsNoCredentials(text: String) {
    let faults = DefinitionSet([text]).faults()
    #expect(!faults.isEmpty)
    for fault in faults {
      #expect(!"\(fault)".contains("s3cret"))
      #expect(!"\(fault.cause)".contains("s3cret"))
    }
  }

  /// Messages follow a prefix, `FILE:LINE:COLUMN: `.
  @Test(arguments: messages.map(\.description))
  func definitionFaultMessagesAreFragments(description: String) {
    #expect(!description.hasSuffix(".") && !description.contains("\n"))
    #expect(description.first?.isUppercase == false)
  }
}
