/// Numbers as people read them.
enum NumberText {
  /// `number`, not negative, with a comma after each three digits from the right.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `number`, not negative, with zeros before it if it has fewer digits than `count`.
  static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  /// A grouped number of things, such as `1 job` or `1,200 jobs`.
  static func groupedAmount(_ count: Int, _ thing: String) -> String {
    "\(grouped(count)) \(thing)\(count == 1 ? "" : "s")"
  }
}
