/// The cells of a table of plain text.
enum TableCell {
  /// `text`, padded on the right to `width`.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// `text`, padded on the left to `width`.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
