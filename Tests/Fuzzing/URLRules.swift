/// The rules for every accepted URL, taken from the words of the contract rather than a grammar.
enum URLRules {
  /// Whether `url` obeys all of them.
  static func allow(_ url: String) -> Bool {
    let scheme = url.lowercased().hasPrefix("https://") ? 8 : 7
    guard url.utf8.count <= 2048, url.lowercased().hasPrefix("http"),
      url.utf8.dropFirst(scheme - 3).starts(with: "://".utf8), !url.contains("#"),
      url.utf8.allSatisfy(characters.contains)
    else { return false }
    let rest = url.utf8.dropFirst(scheme)
    let authority = String(rest.prefix { !"/?".utf8.contains($0) }) ?? ""
    guard !authority.contains("@"),
      !url.utf8.dropFirst(scheme + authority.utf8.count).contains(where: "[]".utf8.contains)
    else { return false }
    // A colon before a `]` is part of an IPv6 literal, and starts no port.
    var (host, port) = (authority, Substring("1"))
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      (host, port) = (String(authority[..<colon]), authority[authority.index(after: colon)...])
    }
    guard let number = Int(port), port.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), number >= 1,
      number <= 65_535
    else { return false }
    if host.hasPrefix("[") {
      let literal = host.dropFirst().dropLast()
      return host.hasSuffix("]") && literal.contains(":")
        && literal.allSatisfy { $0.isHexDigit || ":.".contains($0) }
    }
    return !host.contains(where: ":[]%".contains) && isName(host)
  }

  /// Whether `host` has no empty label and, if its last label is a number, is an IPv4 address in four decimal parts.
  private static func isName(_ host: String) -> Bool {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard let last = labels.last, !labels.contains("") else { return false }
    let hexadecimal = last.lowercased().hasPrefix("0x") ? last.dropFirst(2) : "g"
    guard last.allSatisfy(\.isNumber) || hexadecimal.allSatisfy(\.isHexDigit) else { return true }
    return labels.count == 4 && labels.allSatisfy { UInt8($0).map { "\($0)" } == String($0) }
  }

  private static let characters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%".utf8)
}
