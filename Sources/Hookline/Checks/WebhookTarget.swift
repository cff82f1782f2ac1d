internal import JSONScanning

/// Where a webhook's URL leads: its parts, and a spelling in which URLs that mean the same are equal.
struct WebhookTarget {
  private let scheme: ArraySlice<UInt8>
  /// The host, with the brackets around an IPv6 address.
  let host: ArraySlice<UInt8>
  private let port: ArraySlice<UInt8>
  /// The path and the query.
  private let rest: ArraySlice<UInt8>

  /// The target of `url`, which must obey the rules of ``WebhookURL``.
  ///
  /// - Complexity: O(length of the URL).
  init(_ url: String) {
    let bytes = Array(url.utf8)
    let schemeEnd = bytes.firstIndex(of: ASCII.colon) ?? bytes.endIndex
    let start = min(schemeEnd + 3, bytes.endIndex)
    let end = bytes[start...].firstIndex { $0 == ASCII.slash || $0 == questionMark }
    let authority = bytes[start..<(end ?? bytes.endIndex)]
    let hostEnd =
      authority.first == ASCII.leftBracket
      ? authority.firstIndex(of: ASCII.rightBracket).map { $0 + 1 }
      : authority.firstIndex(of: ASCII.colon)
    scheme = bytes[..<schemeEnd]
    host = authority[..<(hostEnd ?? authority.endIndex)]
    port = authority[host.endIndex...].dropFirst()
    rest = bytes[authority.endIndex...]
  }

  /// Whether what is sent there is encrypted.
  var isEncrypted: Bool { scheme.count == 5 }

  /// The host as text.
  var hostName: String { String(decoding: host, as: UTF8.self) }

  /// The URL in the normal form of RFC 3986, section 6.2, without removing dot segments.
  var normalForm: String {
    let number = port.reduce(0) { 10 * $0 + Int($1 - ASCII.zero) }
    let isDefault = number == 0 || number == (isEncrypted ? 443 : 80)
    let path = rest.first == ASCII.slash ? "" : "/"
    return Self.lowercased(scheme) + "://" + Self.lowercased(host)
      + (isDefault ? "" : ":\(number)") + path + Self.withPlainEscapes(rest)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }

  /// The text of `bytes`, with escapes only of characters that need one, and these in upper case.
  private static func withPlainEscapes(_ bytes: ArraySlice<UInt8>) -> String {
    var (text, offset) = ([UInt8](), bytes.startIndex)
    while offset < bytes.endIndex {
      guard bytes[offset] == percent, let high = ASCII.hexValue(bytes[offset + 1]),
        let low = ASCII.hexValue(bytes[offset + 2])
      else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      let byte = UInt8(high << 4 | low)
      if unreserved.contains(byte) {
        text.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += Array("%".utf8) + (digits.utf8.count < 2 ? Array("0".utf8) : []) + digits.utf8
      }
      offset += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The characters that mean the same with and without an escape (RFC 3986, section 2.3).
  private static let unreserved = ASCIISet(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
  private static let percent = UInt8(ascii: "%")
}

private let questionMark = UInt8(ascii: "?")
