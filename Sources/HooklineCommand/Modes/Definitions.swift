internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// Loads the sets of webhooks that the command line names.
enum Definitions {
  /// The webhooks in all `files`, which form one set.
  ///
  /// `report` is called at once for each file that cannot be read: the next one may be a pipe that has to be waited for.
  /// Webhooks have their names only if it is `keepingNames`.
  ///
  /// - Throws: Why there are no webhooks to use; without messages if `report` has had them.
  static func load(
    _ files: [FileName], keepingNames: Bool = false, report: (String) -> Void
  ) throws(Failure) -> [Webhook] {
    let texts = try read(files, report)
    var reader = WebhookReader(keepingNames: keepingNames)
    for (number, text) in texts.enumerated() { reader.read(text.bytes.span, file: number) }
    do throws(DefinitionFaults) {
      return try reader.finish()
    } catch {
      throw failure(error, of: files, texts)
    }
  }

  /// The failure of a run because of `faults` in `files`.
  static func failure(
    _ faults: DefinitionFaults, of files: [FileName], _ texts: [WholeFile]
  ) -> Failure {
    Failure(messages(about: faults.files, of: files, texts), .invalidDefinitions)
  }

  /// Those of `webhooks`, from the files that `request` names, that `selection` admits.
  ///
  /// - Throws: What is wrong with the selection.
  static func select(
    _ selection: Selection, from webhooks: [Webhook], in request: Request
  ) throws(Failure) -> SelectedWebhooks {
    do throws(SelectionError) {
      return try SelectedWebhooks(of: webhooks, by: selection)
    } catch {
      let files = request.definitions + (request.former.map { [$0] } ?? [])
      let names = files.map(\.shown).joined(separator: ", ")
      throw Failure(error.message(aboutWebhooksIn: names), error.status)
    }
  }

  /// Reads all files, and reports each that cannot be read.
  static func read(
    _ files: [FileName], _ report: (String) -> Void
  ) throws(Failure) -> [WholeFile] {
    var texts: [WholeFile] = []
    var status: ExitStatus?
    for name in files {
      do throws(SystemError) {
        try texts.append(WholeFile(name))
      } catch {
        report("\(name.shown): \(error): no events were read")
        guard !error.isShortage else { throw Failure([], .unavailable) }
        status = name == .standardInput ? .inputOutputError : status ?? .unreadFile
      }
    }
    if let status { throw Failure([], status) }
    return texts
  }

  /// What each of the `faulty` files seems to be as a whole, and which names lead to the same file.
  static func hints(
    about faulty: [DefinitionFaults.File], of names: [FileName], _ texts: [WholeFile]
  ) -> [String] {
    var firstNames: [FileIdentity: FileName] = [:]
    let repeated = names.compactMap { name -> String? in
      guard let identity = try? FileIdentity(name), identity.isFile else { return nil }
      guard let first = firstNames[identity] else {
        firstNames[identity] = name
        return nil
      }
      return "\(name.shown): this is the same file as \(first.shown): name it once"
    }
    return repeated
      + faulty.compactMap { file in
        let bytes = texts[file.number].bytes
        return DefinitionsHint(of: bytes.span).map { "\(names[file.number].shown): \($0.advice)" }
      }
  }

  /// The messages about `faulty` files: first what each seems to be as a whole, then all faults with their places.
  private static func messages(
    about faulty: [DefinitionFaults.File], of names: [FileName], _ texts: [WholeFile]
  ) -> [String] {
    let positions = PlacesInFiles(of: faulty.flatMap(\.listed), in: names, texts)
    return hints(about: faulty, of: names, texts)
      + faulty.flatMap { file in
        let listed = file.listed.map { fault in
          let place = positions[fault.place]?.shown ?? names[file.number].shown
          return "\(place): \(positions.message(of: fault))"
        }
        guard file.omittedCount > 0 else { return listed }
        let more = Wording.amount(file.omittedCount, "more fault")
        return listed + ["\(names[file.number].shown): \(more)"]
      }
  }
}
