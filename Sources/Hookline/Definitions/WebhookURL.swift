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
  static func check(_ url: Span<UInt8>) throws(Fault) {
    guard let start = authorityStart(of: url) else { throw .scheme }
    let end = authorityEnds.first(in: url, from: start)
    let authority = url.extracting(start..<end)
    guard authority.offset(of: at, from: 0) == authority.count else { throw .credentials }
    try checkCharacters(of: url)
    guard !hasBracket(url.extracting(end...)) else { throw .brackets }
    let portStart = try checkHost(of: authority)
    guard portStart == authority.count || isPort(authority.extracting((portStart + 1)...)) else {
      throw .port
    }
  }

  /// Where the authority begins: behind `http://` or `https://` in any case (RFC 3986, section 3.1).
  private static func authorityStart(of url: Span<UInt8>) -> Int? {
    schemes.first { scheme in
      url.count >= scheme.count
        && scheme.indices.allSatisfy { index in
          let (byte, wanted) = (url[index], scheme[index])
          return byte == wanted || (byte | ASCII.caseBit == wanted && wanted >= ASCII.lowerA)
        }
    }?.count
  }

  /// Keeps out what RFC 3986, section 2, has no place for, and fragments.
  private static func checkCharacters(of url: Span<UInt8>) throws(Fault) {
    let characters = characters
    var offset = characters.firstOther(in: url)
    while offset < url.count {
      switch url[offset] {
      case hash: throw .fragment
      case percent:
        guard offset + 2 < url.count, ASCII.hexValue(url[offset + 1]) != nil,
          ASCII.hexValue(url[offset + 2]) != nil
        else { throw .percent }
      default: throw .character
      }
      offset = characters.firstOther(in: url, from: offset + 1)
    }
  }

  /// Checks the host at the start of `authority` (RFC 3986, section 3.2.2), and returns where what follows it begins: a
  /// colon, or the end.
  private static func checkHost(of authority: Span<UInt8>) throws(Fault) -> Int {
    if authority.count > 0, authority[0] == ASCII.leftBracket {
      let end = authority.offset(of: ASCII.rightBracket, from: 0)
      guard end < authority.count, IPv6Literal.isValid((1..<end).map { authority[$0] }[...]) else {
        throw .brackets
      }
      guard end + 1 == authority.count || authority[end + 1] == ASCII.colon else {
        throw .brackets
      }
      return end + 1
    }
    guard !hasBracket(authority) else { throw .brackets }
    let end = authority.offset(of: ASCII.colon, from: 0)
    guard end > 0 else { throw .host }
    return end
  }

  /// Whether `digits` write a port, 1 to 65535.
  private static func isPort(_ digits: Span<UInt8>) -> Bool {
    var port = 0
    for index in digits.indices {
      guard ASCII.isDigit(digits[index]) else { return false }
      port = 10 * port + Int(digits[index] - ASCII.zero)
      guard port <= 65535 else { return false }
    }
    return port > 0
  }

  private static func hasBracket(_ bytes: Span<UInt8>) -> Bool {
    brackets.first(in: bytes) < bytes.count
  }

  private static let schemes = ["http://", "https://"].map { Array($0.utf8) }
  /// What is unreserved or reserved (RFC 3986, sections 2.2 and 2.3), without `#`.
  private static let characters = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=")
  /// What ends an authority (RFC 3986, section 3.2).
  private static let authorityEnds = ASCIISet("/?#")
  private static let brackets = ASCIISet("[]")
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
