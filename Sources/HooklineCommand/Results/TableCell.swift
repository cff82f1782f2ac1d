/// The cells of a table of plain text.
enum TableCell {
  /// How wide a column of codes may be; the table is still aligned for shorter ones.
  static let maximumCodeWidth = 40

  /// `text`, padded on the right to `width`.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// `text`, padded on the left to `width`.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
