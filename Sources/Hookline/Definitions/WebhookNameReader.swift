internal import JSONScanning

/// Reads the `name` of definitions, which only reports show.
///
/// A definition is scanned once more for it, so that runs that do not show names do not look for them.
struct WebhookNameReader: Sendable {
  /// The most Unicode scalars of a name that are kept: a report must not grow with a name.
  private static let maximumLength = 200

  private let selection = MemberSelection(["name"])
  private var members: SelectedMembers

  init() { members = SelectedMembers(for: selection) }

  /// The name in the object at `offset` of `text`, which was scanned without a fault, or `nil` if it is absent, empty or no
  /// string.
  ///
  /// A longer name is cut, and ends in `…` then.
  ///
  /// - Complexity: O(length of the object).
  mutating func name(at offset: Int, in text: Span<UInt8>) -> String? {
    var scanner = Scanner(at: offset)
    do throws(ScanFault) {
      try scanner.scanValue(in: text, selecting: selection, into: &members)
    } catch {
      return nil
    }
    guard let member = members[0], let string = DecodedString(member) else { return nil }
    // No scalar takes more than four bytes, and one more shows that there are too many.
    var bytes: [UInt8] = []
    _ = string.forEachByte(in: text) { byte in
      bytes.append(byte)
      return bytes.count < 4 * (Self.maximumLength + 1)
    }
    let name = String(decoding: bytes, as: UTF8.self)
    guard name.unicodeScalars.count > Self.maximumLength else { return name.isEmpty ? nil : name }
    return String(String.UnicodeScalarView(name.unicodeScalars.prefix(Self.maximumLength))) + "…"
  }
}
