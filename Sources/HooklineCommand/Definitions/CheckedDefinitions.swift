internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The definitions of a run that checks or reports on them, with the places of what is found.
struct CheckedDefinitions {
  /// The webhooks in all files.
  let webhooks: [Webhook]
  private let places: [ObjectID: DefinitionPlaces]
  private let texts: DefinitionTexts

  /// Loads the `files`, which form one set; `report` is called for each that cannot be read.
  ///
  /// - Throws: Why there are no webhooks to use; with `form`, which then has all faults as output.
  init(
    _ files: [FileName], listingFaultsIn form: CheckForm?, report: (String) -> Void
  ) throws(Failure) {
    texts = try DefinitionTexts(files, report: report)
    var reader =
      form == nil
      ? WebhookReader(keepingPlaces: true, keepingNames: true)
      : WebhookReader(faultsPerFile: .max, keepingPlaces: true)
    texts.read(by: &reader)
    let places = reader.places
    do throws(DefinitionFaults) {
      webhooks = try reader.finish()
    } catch {
      guard let form else { throw texts.failure(error) }
      let text = Self.text(about: error, in: texts, form)
      throw Failure(texts.hints(about: error), .invalidDefinitions, output: text)
    }
    self.places = Dictionary(
      zip(webhooks.map(\.id), places), uniquingKeysWith: { first, _ in first })
  }

  /// The warnings about the webhooks that `selection` admits, except those `leftOut`.
  ///
  /// Each is compared with all webhooks of the selected company.
  func lines(selecting selection: Selection, except leftOut: Set<ObjectID>) -> [CheckLine] {
    let own = webhooks.filter(selection.admitsCompany)
    let warnings = DefinitionChecks.warnings(about: own).filter { warning in
      warning.webhook.map { !leftOut.contains($0.id) } ?? true
    }
    let all = warnings.flatMap { [place(of: $0), placeOfOther(in: $0)].compactMap(\.self) }
    let positions = texts.positions(of: all)
    return warnings.map { warning in
      let other = placeOfOther(in: warning).flatMap { positions[$0] }
      let reference = other.map { " (the other is at \($0.shown))" }
      return CheckLine(
        warning, at: place(of: warning).flatMap { positions[$0] }, reference: reference ?? "")
    }
  }

  /// What a report says about each file.
  var descriptions: [DefinitionsFile] { texts.descriptions }

  private func place(of warning: DefinitionWarning) -> DefinitionFault.Place? {
    guard let webhook = warning.webhook, let member = warning.member else { return nil }
    return places[webhook.id]?.place(of: member)
  }

  private func placeOfOther(in warning: DefinitionWarning) -> DefinitionFault.Place? {
    guard let other = warning.other, let member = warning.member else { return nil }
    return places[other.id]?.place(of: member)
  }

  /// What is written about `faults` in `texts`, all of which are listed.
  private static func text(
    about faults: DefinitionFaults, in texts: DefinitionTexts, _ form: CheckForm
  ) -> String {
    let all = faults.listed
    let positions = texts.positions(of: all)
    let lines = all.map { fault in
      CheckLine(
        place: positions[fault.place], level: .fault, code: fault.code, webhook: fault.webhook,
        message: positions.message(of: fault)
      ).text(in: form)
    }
    let them = all.count == 1 ? "it" : "them"
    let sum = "\(Wording.amount(all.count, "fault")): correct \(them) to see warnings\n"
    return lines.joined() + (form == .text ? sum : "")
  }
}
