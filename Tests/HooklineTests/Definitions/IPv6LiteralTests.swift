import Glibc
import Hookline
import SampleData
import Testing

/// Compares the IPv6 addresses that hookline accepts with those that the C library accepts.
@Suite struct IPv6LiteralTests {
  @Test(arguments: [1, UInt64.random(in: 0...UInt64.max)])
  func ipv6AddressesAreThoseOfTheCLibrary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var acceptedCount = 0
    let count = 5000
    for _ in 0..<count {
      let text = Self.text(using: &random)
      let isAccepted = Self.accepts(text)
      #expect(isAccepted == Self.isAddress(text), "\(text); to repeat: seed \(seed)")
      if isAccepted { acceptedCount += 1 }
    }
    #expect((count / 10...count * 9 / 10).contains(acceptedCount), "a one-sided test")
  }

  /// A random address, or something close to one.
  private static func text(using random: inout SeededGenerator) -> String {
    var groups = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      String(
        UInt16.random(in: 0...UInt16.max, using: &random)
          >> (4 * .random(in: 0...3, using: &random)), radix: 16)
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      let numbers = (0..<4).map { _ in "\(Int.random(in: 0...260, using: &random))" }
      groups[groups.count - 1] = numbers.joined(separator: ".")
    }
    if groups.count < 8 {
      groups.insert("", at: .random(in: 0...groups.count, using: &random))
      if groups.first == "" { groups.insert("", at: 0) }
      if groups.last == "" { groups.append("") }
    }
    var characters = Array(groups.joined(separator: ":"))
    for _ in 0..<max(0, Int.random(in: -2...2, using: &random)) {
      let index = Int.random(in: 0..<characters.count, using: &random)
      let new = "0123456789abcdef:::..".randomElement(using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0 where characters.count > 1: characters.remove(at: index)
      case 1: characters.insert(new ?? ":", at: index)
      default: characters[index] = new ?? ":"
      }
    }
    return String(characters)
  }

  private static func accepts(_ text: String) -> Bool {
    let faults = DefinitionSet([definitionText(url: "\"http://[\(text)]/\"")]).faults()
    return faults.isEmpty
  }

  private static func isAddress(_ text: String) -> Bool {
    var address = in6_addr()
    // SAFETY: `inet_pton` reads `text` up to its NUL and writes one `in6_addr`; neither is kept.
    return unsafe inet_pton(AF_INET6, text, &address) == 1
  }
}
