internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The texts of definitions files that form one set, and what messages say about them.
struct DefinitionTexts {
  /// The names of the files, in their order.
  private let names: [FileName]
  private let texts: [WholeFile]

  /// Reads all files called `names`.
  ///
  /// `report` is called at once for each that cannot be read: the next one may be a pipe that has to be waited for.
  ///
  /// - Throws: That a file cannot be read; `report` has had the messages.
  init(_ names: [FileName], report: (String) -> Void) throws(Failure) {
    var texts: [WholeFile] = []
    var status: ExitStatus?
    for name in names {
      do throws(SystemError) {
        try texts.append(WholeFile(name))
      } catch {
        report("\(name.shown): \(error): no events were read")
        guard !error.isShortage else { throw Failure([], .unavailable) }
        status = name.namesStandardInput ? .inputOutputError : status ?? .unreadFile
      }
    }
    if let status { throw Failure([], status) }
    self.names = names
    self.texts = texts
  }

  /// Lets `reader` read the texts, one after the other.
  func read(by reader: inout WebhookReader) {
    for (number, text) in texts.enumerated() { reader.read(text.bytes.span, file: number) }
  }

  /// The lines and columns of `places`.
  ///
  /// - Complexity: O(n + m log m) for n bytes and m places.
  func positions(of places: [DefinitionFault.Place]) -> PlacesInFiles {
    let positions = Dictionary(grouping: places, by: \.file).mapValues { places in
      let bytes = texts[places[0].file].bytes
      return TextPositions(of: places.map(\.offset), in: bytes.span)
    }
    return PlacesInFiles(names, positions)
  }

  /// The lines and columns of the places that `faults` are about.
  func positions(of faults: [DefinitionFault]) -> PlacesInFiles {
    positions(of: faults.map(\.place) + faults.compactMap(\.earlier))
  }

  /// The failure of a run because of `faults`, with messages: first hints, then all faults with their places.
  func failure(_ faults: DefinitionFaults) -> Failure {
    let positions = positions(of: faults.files.flatMap(\.listed))
    let messages = faults.files.flatMap { file in
      let name = names[file.number].shown
      let listed = file.listed.map { fault in
        "\(positions[fault.place]?.shown ?? name): \(positions.message(of: fault))"
      }
      guard file.omittedCount > 0 else { return listed }
      let rest = Wording.amount(file.omittedCount, "more fault")
      return listed + ["\(name): \(rest)"]
    }
    let advice = faults.files.contains { $0.omittedCount > 0 } ? [checkAdvice] : []
    return Failure(hints(about: faults) + messages + advice, .invalidDefinitions)
  }

  /// How to list all faults: some are only in the whole set, such as a code that is used twice.
  private var checkAdvice: String {
    guard names.count <= 20, names.allSatisfy(\.isLasting) else {
      return "to list all faults, check the same definitions with --check"
    }
    let options = names.map { "-w \($0.typed)" }.joined(separator: " ")
    return "to list all faults, write hookline \(options) --check"
  }

  /// Which names lead to the same file, and what each file with `faults` seems to be as a whole.
  func hints(about faults: DefinitionFaults) -> [String] {
    let repeated = names.repeatedFiles.map { name, first in
      "\(name.shown): this is the same file as \(first.shown): name it once"
    }
    let kinds = faults.files.compactMap { file in
      let bytes = texts[file.number].bytes
      return DefinitionsHint(of: bytes.span).map { "\(names[file.number].shown): \($0.advice)" }
    }
    return repeated + kinds
  }

  /// What a report says about each file.
  var descriptions: [DefinitionsFile] {
    zip(names, texts).map { DefinitionsFile($0, holding: $1.bytes) }
  }
}
