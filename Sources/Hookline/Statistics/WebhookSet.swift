/// A set of webhooks, by their places in the definitions, or of groups of them: one bit for each.
public struct WebhookSet: Equatable, Sendable {
  private var words: [UInt64] = []

  /// The empty set.
  public init() {}

  /// How many numbers are in the set.
  ///
  /// - Complexity: O(definitions / 64).
  public var count: Int {
    words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The numbers in the set, ascending.
  ///
  /// - Complexity: O(definitions).
  package var numbers: [Int] {
    (0..<64 * words.count).filter { words[$0 / 64] >> ($0 % 64) & 1 == 1 }
  }

  /// Inserts `number` if it is not in the set.
  mutating func insert(_ number: Int) {
    extend(toWords: number / 64 + 1)
    words[number / 64] |= 1 << (number % 64)
  }

  /// Inserts all numbers of `other`.
  mutating func formUnion(_ other: WebhookSet) {
    extend(toWords: other.words.count)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  private mutating func extend(toWords count: Int) {
    while words.count < count { words.append(0) }
  }
}
