internal import JSONScanning

/// The rules for the URL of a webhook.
///
/// They are those of RFC 3986 for an absolute `http` or `https` URL, narrowed by what two readers of the same
/// URL could disagree on, because a job that goes to another host than its author meant is a leak.
enum WebhookURL {
  /// The most bytes that a URL may have.
  static let maximumLength = 2048

  /// What keeps a URL out, a closed set.
  enum Fault: Error, Equatable {
    /// It does not begin with `http://` or `https://`.
    case scheme
    /// A character that RFC 3986 has no place for.
    case character
    /// A `%` without two digits.
    case percent
    /// An `@` in the authority.
    case credentials
    /// A `#`.
    case fragment
    /// No host.
    case host
    /// A colon behind the host without a port from 1 to 65535.
    case port
    /// `[` or `]` otherwise than round an IPv6 address that is the host.
    case brackets
  }

  /// Checks a URL, given as its decoded bytes.
  ///
  /// - Throws: The first rule that it breaks.
  /// - Complexity: O(`url.count`).
  static func check(_ url: [UInt8]) throws(Fault) {
    guard let start = authorityStart(of: url) else { throw .scheme }
    let end =
      url[start...].firstIndex { $0 == ASCII.slash || $0 == questionMark || $0 == hash }
      ?? url.endIndex
    let authority = url[start..<end]
    guard !authority.contains(at) else { throw .credentials }
    try checkCharacters(of: url)
    guard !url[end...].contains(where: isBracket) else { throw .brackets }
    let port = try checkHost(of: authority)
    guard port.isEmpty || isPort(port.dropFirst()) else { throw .port }
  }

  /// Where the authority begins: behind `http://` or `https://` in any case (RFC 3986, section 3.1).
  private static func authorityStart(of url: [UInt8]) -> Int? {
    for scheme in ["http://", "https://"] where url.count >= scheme.utf8.count {
      let isScheme = zip(url, scheme.utf8).allSatisfy { byte, wanted in
        byte == wanted || (byte | ASCII.caseBit == wanted && wanted >= ASCII.lowerA)
      }
      if isScheme { return scheme.utf8.count }
    }
    return nil
  }

  /// Keeps out what RFC 3986, section 2, has no place for, and fragments.
  private static func checkCharacters(of url: [UInt8]) throws(Fault) {
    for (index, byte) in url.enumerated() {
      switch byte {
      case hash: throw .fragment
      case percent:
        let digits = url[(index + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy({ ASCII.hexValue($0) != nil }) else {
          throw .percent
        }
      default: guard isURLCharacter(byte) else { throw .character }
      }
    }
  }

  /// Checks the host at the start of `authority` (RFC 3986, section 3.2.2), and returns what follows it.
  private static func checkHost(
    of authority: ArraySlice<UInt8>
  ) throws(Fault) -> ArraySlice<UInt8> {
    if authority.first == ASCII.leftBracket {
      guard let end = authority.firstIndex(of: ASCII.rightBracket) else { throw .brackets }
      guard IPv6Literal.isValid(authority[..<end].dropFirst()) else { throw .brackets }
      let rest = authority[(end + 1)...]
      guard rest.isEmpty || rest.first == ASCII.colon else { throw .brackets }
      return rest
    }
    guard !authority.contains(where: isBracket) else { throw .brackets }
    let end = authority.firstIndex(of: ASCII.colon) ?? authority.endIndex
    guard end > authority.startIndex else { throw .host }
    return authority[end...]
  }

  /// Whether `digits` write a port, 1 to 65535.
  private static func isPort(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.allSatisfy(ASCII.isDigit) else { return false }
    guard let port = UInt16(String(decoding: digits, as: UTF8.self)) else { return false }
    return port > 0
  }

  /// Whether `byte` is unreserved or reserved (RFC 3986, sections 2.2 and 2.3).
  private static func isURLCharacter(_ byte: UInt8) -> Bool {
    let isLetter = (byte | ASCII.caseBit) &- ASCII.lowerA < 26
    return isLetter || ASCII.isDigit(byte) || marks.contains(byte)
  }

  private static func isBracket(_ byte: UInt8) -> Bool {
    byte == ASCII.leftBracket || byte == ASCII.rightBracket
  }

  private static let marks = Array("-._~:/?[]@!$&'()*+,;=".utf8)
  private static let questionMark = UInt8(ascii: "?")
  private static let hash = UInt8(ascii: "#")
  private static let percent = UInt8(ascii: "%")
  private static let at = UInt8(ascii: "@")
}

extension WebhookURL.Fault: CustomStringConvertible {
  /// What to write instead; no part of the URL is in it, because that may hold credentials.
  var description: String {
    switch self {
    case .scheme: "write an absolute URL that begins with http:// or https://"
    case .character:
      "write only the characters of RFC 3986; anything else, such as a space, as %XX"
    case .percent: "write two hexadecimal digits behind each %"
    case .credentials:
      "leave out what stands before the @, and the @: credentials would stand in every job"
    case .fragment: "leave out the # and what follows: a fragment is never sent"
    case .host: "name a host behind the //"
    case .port: "write a port from 1 to 65535 behind the host's colon, or leave out the colon"
    case .brackets: "write [ and ] only round an IPv6 address as the host"
    }
  }
}
