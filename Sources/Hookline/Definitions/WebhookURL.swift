internal import JSONScanning

/// The rules for the URL of a webhook.
///
/// They are those of RFC 3986 for an absolute `http` or `https` URL, without what two programs could read differently, because
/// a job that goes to a host other than the intended one is a leak.
enum WebhookURL {
  /// The maximum length of a URL in bytes.
  static let maximumLength = 2048

  /// Why a URL is not accepted, a closed set.
  enum Fault: Error, Equatable {
    /// It does not begin with `http://` or `https://`.
    case scheme
    /// A character that RFC 3986 does not allow.
    case character
    /// Such a character in the authority.
    case hostCharacter
    /// A `%` without two hexadecimal digits after it.
    case percent
    /// An `@` in the authority.
    case credentials
    /// A `#`.
    case fragment
    /// No host.
    case host
    /// A `%` in the host.
    case hostEscape
    /// A part of the host between two periods, or before the first, is empty.
    case emptyLabel
    /// The host ends in a number and is not an IPv4 address of four decimal parts.
    case address
    /// A colon after the host without a port from 1 to 65535.
    case port
    /// `[` or `]` that does not enclose an IPv6 address as the host.
    case brackets
    /// An IPv6 address with a zone (RFC 6874).
    case zone
  }

  /// Checks `url`, the decoded bytes of a URL.
  ///
  /// - Throws: The first rule that it breaks.
  /// - Complexity: O(`url.count`).
  static func check(_ url: Span<UInt8>) throws(Fault) {
    guard let start = authorityStart(of: url) else { throw .scheme }
    let end = authorityEnds.first(in: url, from: start)
    let authority = url.extracting(start..<end)
    guard !authority.contains(at) else { throw .credentials }
    let brackets = try checkCharacters(of: url, authority: start..<end)
    guard brackets.upperBound <= end, brackets.isEmpty || authority[0] == ASCII.leftBracket else {
      throw .brackets
    }
    let portStart = try URLHost.check(in: authority)
    guard portStart == authority.count || isPort(authority.extracting((portStart + 1)...)) else {
      throw .port
    }
  }

  /// The offset of the authority, after `http://` or `https://` in any case (RFC 3986, section 3.1), or `nil` without these.
  private static func authorityStart(of url: Span<UInt8>) -> Int? {
    // Letter by letter: an array for each scheme took a third of the time of the whole check.
    guard url.count > 4, isLetter(url[0], "h"), isLetter(url[1], "t"), isLetter(url[2], "t"),
      isLetter(url[3], "p")
    else { return nil }
    let colon = isLetter(url[4], "s") ? 5 : 4
    guard url.count > colon + 2, url[colon] == UInt8(ascii: ":"),
      url[colon + 1] == UInt8(ascii: "/"), url[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    return colon + 3
  }

  /// Whether `byte` is `letter`, which is given in lower case, or the same letter in upper case.
  private static func isLetter(_ byte: UInt8, _ letter: Unicode.Scalar) -> Bool {
    byte | ASCII.caseBit == UInt8(ascii: letter)
  }

  /// Checks that there is no fragment and no character that RFC 3986, section 2, does not allow.
  ///
  /// - Returns: The range from the first `[` or `]` to the last, or an empty range if there is none.
  private static func checkCharacters(
    of url: Span<UInt8>, authority: Range<Int>
  ) throws(Fault) -> Range<Int> {
    let characters = characters
    var brackets = 0..<0
    var offset = characters.firstOther(in: url)
    while offset < url.count {
      switch url[offset] {
      case hash: throw .fragment
      case percent:
        guard offset + 2 < url.count, ASCII.hexValue(url[offset + 1]) != nil,
          ASCII.hexValue(url[offset + 2]) != nil
        else { throw .percent }
      case ASCII.leftBracket, ASCII.rightBracket:
        brackets = (brackets.isEmpty ? offset : brackets.lowerBound)..<offset + 1
      default: throw authority.contains(offset) ? .hostCharacter : .character
      }
      offset = characters.firstOther(in: url, from: offset + 1)
    }
    return brackets
  }

  /// Whether `digits` are a port from 1 to 65535.
  private static func isPort(_ digits: Span<UInt8>) -> Bool {
    var port = 0
    for index in digits.indices {
      guard ASCII.isDigit(digits[index]) else { return false }
      port = 10 * port + Int(digits[index] - ASCII.zero)
      guard port <= 65535 else { return false }
    }
    return port > 0
  }

  /// The reserved and unreserved characters (RFC 3986, sections 2.2 and 2.3), without `#`, `[` and `]`.
  private static let characters = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;=")
  /// The characters that end an authority (RFC 3986, section 3.2).
  private static let authorityEnds = ASCIISet("/?#")
  private static let hash = UInt8(ascii: "#")
  private static let percent = UInt8(ascii: "%")
  private static let at = UInt8(ascii: "@")
}

extension WebhookURL.Fault: CustomStringConvertible {
  /// What to write instead, without any part of the URL, which may hold credentials.
  var description: String {
    switch self {
    case .scheme: "write an absolute URL that begins with http:// or https://"
    case .character:
      "write %XX for each character that RFC 3986 does not allow, such as %20 for a space"
    case .hostCharacter:
      "the host or port has a character that is not allowed, such as a space: remove it, or write an"
        + " international name in its xn-- form"
    case .percent: "write two hexadecimal digits after each %"
    case .credentials:
      "remove the credentials before the @, and the @ itself: they would be in every job"
    case .fragment: "remove the # and everything after it: a fragment is never sent"
    case .host: "write a host after the // (an IPv6 address in brackets)"
    case .hostEscape: "the host must not contain %: write an international name in its xn-- form"
    case .emptyLabel: "the host has an empty label: remove the extra period"
    case .address:
      "the host ends in a number: write an IPv4 address as four decimal numbers from 0 to 255"
        + " without leading zeros"
    case .port: "write a port from 1 to 65535 after the colon, or remove the colon"
    case .brackets: "write %5B and %5D for [ and ]: only an IPv6 address as the host is in brackets"
    case .zone:
      "remove the % and what follows it from the IPv6 address: a zone has a meaning on one machine only"
    }
  }
}
