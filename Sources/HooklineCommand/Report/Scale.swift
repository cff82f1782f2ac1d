/// The scale of an axis that begins at 0.
struct Scale {
  /// The numbers at which there is a line; 0 is not among them.
  let ticks: [Int]
  /// The end of the axis, at least the greatest number.
  let end: Int

  /// The scale for numbers up to `greatest`: lines at round numbers, two to five of them if there are so many whole ones.
  init(for greatest: Int) {
    let step = Self.step(for: greatest)
    ticks = greatest < 1 ? [] : Array(stride(from: step, through: greatest, by: step))
    end = max(1, greatest)
  }

  /// The least of 1, 2, 5, 10, 20, 50 and so on of which five reach `greatest`.
  private static func step(for greatest: Int) -> Int {
    var power = 1
    while true {
      for step in [power, 2 * power, 5 * power] where greatest <= 5 * step { return step }
      power *= 10
    }
  }
}
