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

  /// A grouped number of things, such as `1 job` or `1,200 jobs`.
  static func groupedAmount(_ count: Int, _ thing: String) -> String {
    "\(grouped(count)) \(thing)\(count == 1 ? "" : "s")"
  }
}
