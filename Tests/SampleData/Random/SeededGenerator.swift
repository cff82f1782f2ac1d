/// A source of random numbers determined by a seed: SplitMix64.
///
/// Guy L. Steele Jr., Doug Lea, Christine H. Flood: Fast Splittable Pseudorandom Number Generators,
/// OOPSLA 2014. Not for secrets.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// A generator whose numbers `seed` determines.
  package init(seed: UInt64) {
    state = seed
  }

  /// The next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

// How the samples draw from the generator. This is spelt out because the way in which the standard library turns random bits
// into a number in a range may change with its version, but the fixtures must not change.

extension SeededGenerator {
  /// A number in `range`, each about as likely as the others.
  package mutating func number(in range: ClosedRange<Int>) -> Int {
    let product = next().multipliedFullWidth(by: UInt64(range.count))
    return range.lowerBound + Int(product.high)
  }

  /// Whether an event with a probability of `chances` in a hundred happens.
  package mutating func happens(inHundred chances: Int) -> Bool {
    number(in: 1...100) <= chances
  }

  /// One of `elements`, which must not be empty; each is as likely as the others.
  package mutating func one<Element>(of elements: [Element]) -> Element {
    elements[number(in: 0...elements.count - 1)]
  }

  /// One of the values in `table`, which must not be empty; each is as likely as its weight says.
  package mutating func one<Value>(of table: [(value: Value, weight: Int)]) -> Value {
    var ticket = number(in: 1...table.reduce(0) { $0 + $1.weight })
    for row in table {
      ticket -= row.weight
      if ticket <= 0 { return row.value }
    }
    preconditionFailure("a ticket is at most the sum of the weights")
  }

  /// A random 64-bit number as 16 hexadecimal digits in lower case.
  mutating func hexadecimalDigits() -> String {
    String(next(), radix: 16).padded(to: 16)
  }
}

extension String {
  /// The text with leading zeros up to `count` characters; a longer one is unchanged.
  package func padded(to count: Int) -> String {
    String(repeating: "0", count: max(0, count - self.count)) + self
  }
}
