internal import Hookline
internal import Invariants

/// A definitions file: accepted webhooks obey the rules and equal the reference's, and each fault has a place.
enum DefinitionsTarget {
  static func contradiction(in input: [UInt8]) -> String? {
    do throws(DefinitionFaults) {
      let webhooks = try read([input])
      return contradiction(in: webhooks, of: input)
    } catch {
      return contradiction(in: error.listed, of: input)
        ?? contradiction(inFirstOf: error, of: input)
    }
  }

  private static func read(
    _ files: [[UInt8]], limit: Int = .max
  ) throws(DefinitionFaults) -> [Webhook] {
    var reader = WebhookReader(faultsPerFile: limit)
    for (number, file) in files.enumerated() { reader.read(file.span, file: number) }
    return try reader.finish()
  }

  private static func contradiction(in webhooks: [Webhook], of input: [UInt8]) -> String? {
    let references = ReferenceWebhook.all(in: input)
    guard !webhooks.isEmpty, webhooks.count == references.count else {
      return "\(webhooks.count) webhooks and not \(references.count)"
    }
    for (webhook, reference) in zip(webhooks, references) {
      guard ReferenceWebhook(webhook) == reference else { return "\(webhook) and not \(reference)" }
      let code = webhook.code.utf8
      guard !code.isEmpty, code.allSatisfy("abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains)
      else { return "accepts the code \(webhook.code)" }
      guard URLRules.allow(webhook.url) else { return "accepts the URL \(webhook.url)" }
    }
    guard Set(webhooks.map { "\($0.id)" }).count == webhooks.count,
      Set(webhooks.map { "\($0.company) \($0.code)" }).count == webhooks.count
    else { return "accepts two of one kind" }
    guard (try? read([rewritten(webhooks)])) == webhooks else { return "reads its own otherwise" }
    if let contradiction = contradiction(inWarningsAbout: webhooks, of: input) {
      return contradiction
    }
    // One file per webhook reads the same, and the same file twice is a fault.
    guard (try? read(webhooks.map { rewritten([$0]) })) == webhooks else {
      return "reads several files otherwise"
    }
    return (try? read([input, input])) == nil ? nil : "accepts a file twice"
  }

  /// Warnings are harmless text with a place, in the order of the webhooks; those about a part of the webhooks are known from
  /// those about all of them.
  private static func contradiction(
    inWarningsAbout webhooks: [Webhook], of input: [UInt8]
  ) -> String? {
    var reader = WebhookReader(keepingPlaces: true)
    reader.read(input.span, file: 0)
    let places = reader.places
    guard places.count == webhooks.count else { return "\(places.count) places" }
    let warnings = DefinitionChecks.warnings(about: webhooks)
    let idle = UsageChecks.warnings(about: webhooks, WebhookUsage(webhooks), RunStatistics())
    guard idle == [.aboutEvents(.noEvents)] else { return "\(idle)" }
    var last = (0, 0)
    for warning in warnings {
      let words = warning.description
      guard let webhook = warning.webhook, let member = warning.member,
        let number = webhooks.firstIndex(of: webhook),
        words.unicodeScalars.allSatisfy({ 0x20..<0x7F ~= $0.value })
      else { return "warns: \(words)" }
      let order = (number, DefinitionWarning.Code.allCases.firstIndex(of: warning.code) ?? 0)
      let offset = places[number].place(of: member).offset
      guard order >= last, offset < input.count else { return "\(words) at \(offset)" }
      if let other = warning.other {
        guard let otherNumber = webhooks.firstIndex(of: other), otherNumber < number else {
          return "\(words), although it comes first"
        }
      }
      last = order
    }
    // Without the last webhook, the warnings about the others are the same.
    let others = warnings.filter { $0.webhook != webhooks.last }
    return DefinitionChecks.warnings(about: webhooks.dropLast()) == others
      ? nil : "the last webhook changes the warnings about others"
  }

  /// A file that defines `webhooks`.
  private static func rewritten(_ webhooks: [Webhook]) -> [UInt8] {
    let texts = webhooks.map { webhook in
      func quoted(_ id: ObjectID?) -> String { id.map { "\"\($0)\"" } ?? "null" }
      return #"{"_id":"\#(webhook.id)","company":"\#(webhook.company)","isActive":"#
        + #"\#(webhook.isActive),"trigger":"\#(webhook.trigger.name)","url":"\#(webhook.url)","#
        + #""code":"\#(webhook.code)","context":{"survey":\#(quoted(webhook.context.survey)),"#
        + #""group":\#(quoted(webhook.context.group)),"#
        + #""taskGroup":\#(quoted(webhook.context.taskGroup))}}"#
    }
    return Array("[\(texts.joined(separator: ","))]".utf8)
  }

  private static func contradiction(in faults: [DefinitionFault], of input: [UInt8]) -> String? {
    guard !faults.isEmpty else { return "rejected for nothing" }
    var last = 0
    for fault in faults {
      let offset = fault.place.offset
      guard fault.place.file == 0, offset >= last, offset <= input.count,
        fault.earlier.map({ $0.file == 0 && $0.offset < offset }) ?? true
      else { return "\(fault) at \(fault.place), earlier \(fault.earlier as Any)" }
      last = offset
      let words = fault.description
      guard !words.isEmpty, words.unicodeScalars.allSatisfy({ 0x20..<0x7F ~= $0.value }) else {
        return "says \(words)"
      }
    }
    if let contradiction = contradiction(inForbiddenOf: faults, input) { return contradiction }
    // After another file, the same faults are at the same offsets.
    let other = Array(Self.otherFile.utf8)
    var faultsAfter: [DefinitionFault] = []
    do throws(DefinitionFaults) {
      _ = try read([other, input])
    } catch {
      faultsAfter = error.listed
    }
    let isEmpty = faults.map(\.cause) == [.emptySet]
    let places = faults.map { "\($0.cause) \($0.place.offset)" }
    guard faultsAfter.map({ "\($0.cause) \($0.place.offset)" }) == (isEmpty ? [] : places),
      faultsAfter.allSatisfy({ $0.place.file == 1 })
    else { return "\(faultsAfter) after another file, and not \(faults)" }
    return nil
  }

  /// If the only faults are members that must not be ignored, the reference must find one too.
  private static func contradiction(
    inForbiddenOf faults: [DefinitionFault], _ input: [UInt8]
  ) -> String? {
    let areAll = faults.allSatisfy { fault in
      switch fault.cause {
      case .unknownRestriction, .misplaced, .misspelled: true
      default: false
      }
    }
    guard areAll, !ReferenceWebhook.all(in: input).contains(where: \.hasForbiddenMember) else {
      return nil
    }
    return "\(faults), of which the reference finds none"
  }

  /// With a limit, the first faults are listed and the others are counted.
  private static func contradiction(
    inFirstOf faults: DefinitionFaults, of input: [UInt8]
  ) -> String? {
    for limit in [1, 3, 20] {
      do throws(DefinitionFaults) {
        _ = try read([input], limit: limit)
        return "accepted with a limit"
      } catch {
        guard error.listed == Array(faults.listed.prefix(limit)),
          error.files.map(\.omittedCount) == [max(faults.listed.count - limit, 0)]
        else { return "\(error) of \(faults)" }
      }
    }
    return nil
  }

  /// Its ids are unlikely to be in another file.
  private static let otherFile =
    #"{"_id":"f0f1f2f3f4f5f6f7f8f9fafb","company":"f0f1f2f3f4f5f6f7f8f9fafc","isActive":true,"#
    + #""trigger":"logout-user","url":"http://a","code":"other"}"#
}

extension ReferenceWebhook {
  /// What the reference should read for `webhook`.
  fileprivate init(_ webhook: Webhook) {
    var asked: [String: String] = [:]
    asked["survey"] = webhook.context.survey.map { "\($0)" }
    asked["group"] = webhook.context.group.map { "\($0)" }
    asked["taskGroup"] = webhook.context.taskGroup.map { "\($0)" }
    self.init(
      id: "\(webhook.id)", company: "\(webhook.company)", isActive: webhook.isActive,
      trigger: webhook.trigger.name, asked: asked)
  }
}
