internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Loads the set of webhooks that the command line names.
enum Definitions {
  /// The webhooks of all `files` that `selection` admits.
  ///
  /// - Throws: The status to exit with; everything that is wrong was then told.
  static func load(
    _ files: [FileName], selecting selection: Selection
  ) throws(ExitStatus) -> [Webhook] {
    let texts = try read(files)
    var reader = WebhookReader()
    for (number, text) in texts.enumerated() { reader.read(text.bytes.span, file: number) }
    let webhooks: [Webhook]
    do throws(DefinitionFaults) {
      webhooks = try reader.finish()
    } catch {
      report(error.files, of: files, texts)
      throw .invalidDefinitions
    }
    guard let company = selection.company else { return webhooks }
    let own = webhooks.filter(selection.admits)
    guard !own.isEmpty else {
      let names = files.map(\.shown).joined(separator: ", ")
      Message.tell("--company \(company): no webhook of this company in \(names)")
      throw .invalidDefinitions
    }
    return own
  }

  /// Reads all files, and tells each that cannot be read.
  private static func read(_ files: [FileName]) throws(ExitStatus) -> [WholeFile] {
    var texts: [WholeFile] = []
    var failure: ExitStatus?
    for name in files {
      do throws(SystemError) {
        try texts.append(WholeFile(name))
      } catch {
        Message.tell("\(name.shown): \(error)")
        guard !error.isShortage else { throw .unavailable }
        failure = name == .standardInput ? .inputOutputError : failure ?? .unreadFile
      }
    }
    if let failure { throw failure }
    return texts
  }

  /// Reports what is wrong with `faulty` files: what each seems to be as a whole, then its faults with their places.
  private static func report(
    _ faulty: [DefinitionFaults.File], of names: [FileName], _ texts: [WholeFile]
  ) {
    for file in faulty {
      let bytes = texts[file.number].bytes
      guard let hint = DefinitionsHint(of: bytes.span) else { continue }
      Message.tell("\(names[file.number].shown): \(hint.advice)")
    }
    let faults = faulty.flatMap(\.listed)
    let places = Dictionary(
      grouping: faults.map(\.place) + faults.compactMap(\.earlier), by: \.file)
    let positions = places.mapValues { places in
      let bytes = texts[places[0].file].bytes
      return TextPositions(of: places.map(\.offset), in: bytes.span)
    }
    func shown(_ place: DefinitionFault.Place) -> String {
      let position = positions[place.file]?[place.offset]
      return names[place.file].shown + (position.map { ":\($0.line):\($0.column)" } ?? "")
    }
    for file in faulty {
      for fault in file.listed {
        let earlier = fault.earlier.map { " (the first is at \(shown($0)))" } ?? ""
        Message.tell("\(shown(fault.place)): \(fault)\(earlier)")
      }
      guard file.omittedCount > 0 else { continue }
      let more = Message.amount(file.omittedCount, "more fault")
      Message.tell("\(names[file.number].shown): \(more)")
    }
  }
}
