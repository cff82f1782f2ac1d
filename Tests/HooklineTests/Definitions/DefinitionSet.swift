import Hookline
import SampleData
import Testing

/// The files of a set of definitions, with marked places, and the result of reading them.
struct DefinitionSet: Sendable {
  /// The files, in order.
  let files: [MarkedText]

  /// The set of `files`, in which `✗` marks each fault.
  ///
  /// Of the faults that name an earlier place, the first names the one marked ①, the second ②, and so on.
  init(_ files: [String]) {
    self.files = files.map { MarkedText($0) }
  }

  /// The webhooks that the files define.
  func webhooks() throws(DefinitionFaults) -> [Webhook] {
    var reader = WebhookReader(faultsPerFile: .max)
    for (number, file) in files.enumerated() { reader.read(file.bytes.span, file: number) }
    return try reader.finish()
  }

  /// All faults of the files; empty if there are none.
  func faults() -> [DefinitionFault] {
    do {
      _ = try webhooks()
      return []
    } catch {
      return error.listed
    }
  }

  /// Expects faults with `causes` at the marked places, in this order, and no others.
  func expectFaults(
    _ causes: [DefinitionFault.Cause], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(faults().map(\.cause) == causes, sourceLocation: sourceLocation)
    expectPlaces(sourceLocation: sourceLocation)
  }

  /// Expects faults at the marked places, in this order, and no others.
  func expectPlaces(sourceLocation: SourceLocation = #_sourceLocation) {
    let faults = faults()
    #expect(faults.map { Place($0.place) } == places("✗"), sourceLocation: sourceLocation)
    let earlier = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧"].flatMap(places)
    #expect(faults.compactMap(\.earlier).map(Place.init) == earlier, sourceLocation: sourceLocation)
  }

  /// The places that `marker` marks, in order.
  private func places(_ marker: Unicode.Scalar) -> [Place] {
    files.enumerated().flatMap { number, file in
      file.offsets(of: marker).map { Place(file: number, offset: $0) }
    }
  }

  /// The place of a byte in one of the files.
  private struct Place: Equatable {
    let file: Int
    let offset: Int

    init(file: Int, offset: Int) {
      self.file = file
      self.offset = offset
    }

    init(_ place: DefinitionFault.Place) {
      self.init(file: place.file, offset: place.offset)
    }
  }
}
