import Hookline
import Testing

/// Which URLs a webhook may have, and the advice for the others.
@Suite struct WebhookURLTests {
  @Test(arguments: [
    // Schemes in any case, and the shortest URLs.
    "http://a", "https://a", "HTTP://a", "hTTpS://a/", "https://www.server.com",
    // Hosts: names and IPv4 addresses, with all characters of RFC 3986, section 3.2.2.
    "http://localhost/", "http://127.0.0.1/", "http://EXAMPLE.com./", "http://a-b_c~d.e",
    "http://a!$&'()*+,;=b/", "http://xn--bcher-kva.example/",
    // Four decimal numbers, and names that do not end in a number.
    "http://0.0.0.0", "http://255.255.255.255:80/", "http://10.20.0.7./", "http://1.a", "http://1a",
    "http://a1", "http://a.1b", "http://1.2.3.4a/", "http://0xg", "http://a.0xfg", "http://x0",
    "http://0.0x0.0.a", "http://256.256.256.256.a", "http://1.2.3.4.example.com", "http://-1/",
    "http://a.-1", "http://a._", "http://a.1_0", "http://0y1", "http://+1", "http://a.1e3.",
    "http://127.0.0.1.nip.io:8080", "http://a./", "http://a.:80", "http://1.2.3.4?a..b%2e",
    // IPv6 literals.
    "http://[::1]", "http://[::]/", "https://[2001:db8::1]:8443/a", "http://[::ffff:1.2.3.4]?a",
    "http://[1:2:3:4:5:6:7:8]", "http://[1:2:3:4:5:6:255.0.10.99]", "http://[FE80::aBcD]/",
    "http://[1::]", "http://[1:2:3:4:5:6:7::]", "http://[::2:3:4:5:6:7:8]",
    // Ports.
    "http://a:1", "http://a:80/", "http://a:65535", "http://a:00080", "http://[::1]:1?b",
    // Paths and queries: each character that needs no escape, @ and : included.
    "http://a/", "http://a//", "http://a/b/../c;d=e", "http://a?", "http://a?b=c&d", "http://a/?",
    "http://a/@", "http://a/b@c:d", "http://a?b@c", "http://a:80/b@c", "http://a/?b=c@d:e/f?g",
    "http://a/-._~!$&'()*+,;=:@/?", "http://a/%00%7f%C3%a9%2F", "http://a?http://b:c@d/",
  ])
  func validURLsAreAccepted(url: String) throws {
    #expect(try DefinitionSet([definitionText(url: quoted(url))]).webhooks().map(\.url) == [url])
  }

  private static let scheme = "write an absolute URL that begins with http:// or https://"
  private static let character =
    "write %XX for each character that RFC 3986 does not allow, such as %20 for a space"
  private static let percent = "write two hexadecimal digits after each %"
  private static let credentials =
    "remove the credentials before the @, and the @ itself: they would be in every job"
  private static let fragment = "remove the # and everything after it: a fragment is never sent"
  private static let host = "write a host after the // (an IPv6 address in brackets)"
  private static let port =
    "write a port from 1 to 65535 after the colon, or remove the colon"
  private static let hostEscape =
    "the host must not contain %: write an international name in its xn-- form"
  private static let emptyLabel = "the host has an empty label: remove the extra period"
  private static let address =
    "the host ends in a number: write an IPv4 address as four decimal numbers from 0 to 255"
    + " without leading zeros"
  private static let brackets =
    "write %5B and %5D for [ and ]: only an IPv6 address as the host is in brackets"

  private static let hostCharacter =
    "the host or port has a character that is not allowed, such as a space: remove it, or write an international name in its xn-- form"
  private static let zone =
    "remove the % and what follows it from the IPv6 address: a zone has a meaning on one machine only"

  private static let odd = "\"<>\\^`{}| \t\n\r\0\u{1}\u{1F}\u{7F}\u{80}é\u{A0}\u{2028}\u{FF0F}🪝"

  private static let invalid: [(advice: String, urls: [String])] = [
    (
      scheme,
      [
        "", "a", "//a/", "/a", "http", "http:", "http:/", "http:/a", "http:a", "https//a",
        "http;//a", "ttp://a", "httpss://a", "ftp://a", "ws://a", "file:///a", "mailto:a@b",
        "https", "https:", "https:/", "https:/a", "https:a//", "http:/a/", "http//:a", "hxtp://a",
        "htxp://a", "httx://a", "htts://a", "(ttp://a", " http://a", "\u{FEFF}http://a",
        "http:\\\\a", "h\u{FF54}tp://a", "javascript:alert(1)",
      ]
    ),
    (
      host,
      [
        "http://", "https://", "http:///", "http:///a", "http://?a", "http://:80", "http://:",
        "http://::1/", "http://.", "http://./", "http://.:80",
      ]
    ),
    (
      hostEscape,
      [
        "http://127.0.0.%31/", "http://caf%C3%A9/", "http://%41", "http://a%2Eb", "http://a.%2f:80",
        "http://%30x7f.1", "http://%2e", "http://a%00.", "http://%5B::1%5d", "http://%40",
      ]
    ),
    (
      emptyLabel,
      [
        "http://a..b/", "http://.a", "http://..", "http://a..", "http://...", "http://..a:80",
        "http://127.0.0.1..", "http://1..2.3", "http://.1.2.3.4", "http://.0x1", "http://a..b.c.",
      ]
    ),
    (
      address,
      [
        "http://0x7f.1/", "http://127.1/", "http://127.1./", "http://1", "http://0", "http://1.",
        "http://2130706433", "http://0x7f000001", "http://0X7F000001/", "http://017700000001",
        "http://127.0.0.01", "http://127.0.0.00", "http://0127.0.0.1", "http://1.2.3",
        "http://1.2.3.4.5", "http://256.0.0.1", "http://1.2.3.256", "http://1.2.3.999999999999",
        "http://0x", "http://0X", "http://0x.", "http://a.0x", "http://a.1", "http://a.b.09",
        "http://1.2.3.0x4", "http://0x1.2.3.4", "http://a.2.3.4", "http://-1.2.3.4",
        "http://1.2.3.4.0xdeadBEEF:80", "http://127.0.0.1.1", "http://example.com.0/",
      ]
    ),
    (
      credentials,
      [
        "http://a@b", "http://a:b@c/", "http://@b", "http://:@b", "http://a@b@c", "http://a@",
        "http://a@b:80/", "http://a\\@b", "http://a @b", "http://a[@b", "http://é@b",
        "http://a%40@b", "http://a@b#c", "http://a@[::1]", "HTTPS://a@b?c@d",
      ]
    ),
    (fragment, ["http://a#", "http://a/#b", "http://a?b#c", "http://a#@b", "http://a/b@c#d"]),
    (
      port,
      [
        "http://a:", "http://a:/", "http://a:0", "http://a:00", "http://a:65536", "http://a:99999",
        "http://a:655350", "http://a:18446744073709551617", "http://a:+80", "http://a:-1",
        "http://a:8a", "http://a:0x50", "http://a:%38", "http://a:80:80", "http://a::80",
        "http://[::1]:", "http://[::1]:0", "http://[::1]:65536", "http://[::1]:a",
      ]
    ),
    (
      brackets,
      [
        "http://[", "http://]", "http://[]", "http://[::1", "http://::1]", "http://[[::1]]",
        "http://[::1]a", "http://[::1]80", "http://a[::1]", "http://[::1].a", "http://[::1][::1]",
        "http://a..[", "http://%41]", "http://1.2.3[", "http://[::1]:80/[", "http://[::1]?]",
        "http://[a]", "http://[1.2.3.4]", "http://[v1.a]",
        "http://a/[", "http://a/]", "http://a?b[]=c", "http://a/[::1]", "http://a:[80]",
        // Groups: too few, too many, too long, of other digits, empty.
        "http://[1:2:3:4:5:6:7]", "http://[1:2:3:4:5:6:7:8:9]", "http://[12345::]", "http://[g::]",
        "http://[1:2:3:4:5:6:7:]", "http://[:1:2:3:4:5:6:7]", "http://[:]", "http://[1::2:]",
        "http://[:1::2]", "http://[+1::]", "http://[ff::-1]",
        // The `::`: twice, with a third colon, for no group.
        "http://[1::2::3]", "http://[:::]", "http://[1:::2]", "http://[::::]",
        "http://[1:2:3:4::5:6:7:8]", "http://[::1:2:3:4:5:6:7:8]", "http://[1:2:3:4:5:6:7:8::]",
        // IPv4 inside: not last, too few or too many numbers, leading zeros, numbers over 255, a wrong number of groups.
        "http://[1.2.3.4::]", "http://[::1.2.3.4:5]", "http://[::1.2.3]", "http://[::1.2.3.4.5]",
        "http://[::1.2.3.04]", "http://[::00.2.3.4]", "http://[::1.2.3.256]", "http://[::1.2.3.]",
        "http://[::.1.2.3]", "http://[::1..2.3]", "http://[::1.2.3.a]", "http://[::+1.2.3.4]",
        "http://[1:2:3:4:5:6:7:1.2.3.4]", "http://[1:2:3:4:5:1.2.3.4]",
      ]
    ),
    (percent, ["%", "%2", "%zz", "%2g", "%%20", "%-1", "%+1", "% 20"].map { "http://a/" + $0 }),
    (percent, ["http://%", "http://a%", "http://a%4/", "http://a/?%4", "http://[::%1]"]),
    (zone, ["http://[fe80::1%25eth0]", "http://[fe80::1%25eth0]:80/a", "http://[%41]"]),
    (hostCharacter, odd.unicodeScalars.flatMap { ["http://a\($0)", "http://\($0)a/"] }),
    (hostCharacter, ["http://a\u{3002}b", "http://a:８０", "http://[::1\u{FF3D}", "http://é?é"]),
    (character, odd.unicodeScalars.flatMap { ["http://a/b\($0)c", "http://a?\($0)"] }),
    (character, ["http://a/\u{202E}b"]),
  ]

  @Test(arguments: invalid)
  func invalidURLsAreFaultsWithAdvice(advice: String, urls: [String]) {
    for url in urls {
      let causes = DefinitionSet([definitionText(url: "✗" + quoted(url))]).faults().map(\.cause)
      #expect(causes == [.invalidURL(advice)], "\(url)")
    }
  }

  /// A Swift string cannot contain a lone surrogate, so this one is written as a JSON escape.
  @Test func loneSurrogateInAURLIsAFault() {
    DefinitionSet([definitionText(url: #"✗"http://a/\ud800""#)])
      .expectFaults([.invalidURL(Self.character)])
  }

  /// The limit is for the URL, not for its spelling in the definition.
  @Test(arguments: [2047, 2048])
  func urlsUpToTheLengthLimitAreAccepted(length: Int) throws {
    let url = "http://a/" + String(repeating: "b", count: length - 9)
    for text in ["\"\(url)\"", quoted(url)] {
      #expect(try DefinitionSet([definitionText(url: text)]).webhooks().map(\.url) == [url])
    }
  }

  @Test(arguments: [2049, 2050, 100_000])
  func urlsOverTheLengthLimitAreFaults(length: Int) {
    let url = "http://a/" + String(repeating: "b", count: length - 9)
    for text in ["\"\(url)\"", quoted(url)] {
      DefinitionSet([definitionText(url: "✗" + text)]).expectFaults([.invalid(.url)])
    }
  }

  @Test(arguments: [
    (#"https:\/\/example.com\/"#, "https://example.com/"),
    (#"\u0068ttp://a/\u0025\u0034\u0031"#, "http://a/%41"), (#"http://\u0061"#, "http://a"),
  ])
  func urlIsTheDecodedString(text: String, url: String) throws {
    let set = DefinitionSet([definitionText(url: "\"\(text)\"")])
    #expect(try set.webhooks().map(\.url) == [url])
  }
}
