import Foundation
import Hookline
import SampleData
import Testing

/// Which hosts are not public, in every spelling that a definition can have.
@Suite struct PrivateHostTests {
  private static let hosts: [(kind: PrivateHost?, hosts: [String])] = [
    (
      .loopback,
      [
        "127.0.0.1", "127.0.0.1.", "127.255.255.255", "127.0.0.0:8080", "[::1]", "[::1]:443",
        "[0:0:0:0:0:0:0:1]", "[0000:0000::0001]", "[::0.0.0.1]", "[::ffff:127.0.0.1]",
        "[::FFFF:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "localhost", "LOCALHOST", "localhost.",
        "LocalHost.:80", "api.localhost", "a.b.localhost.", "localhost.localdomain",
        "ip6-loopback", "ip6-localhost",
      ]
    ),
    (
      .privateNetwork,
      [
        "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1",
        "192.168.255.255.:1", "[::ffff:10.1.2.3]", "[::FFFF:A01:203]", "[64:ff9b::c0a8:1]",
        "[64:FF9B::10.0.0.1]", "[64:ff9b:1::8.8.8.8]", "[64:ff9b:1:ffff::]", "[2002:a00:1::1]",
        "[2002:c0a8:101:0:1:2:3:4]", "[fc00::]", "[FD12:3456:789a::1]",
        "[fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]", "[fec0::1]", "[feff::1]",
        // Teredo with a private server, and with a private client.
        "[2001:0:a00:1::f7f7:f7f7]", "[2001:0:808:808::f5ff:fffe]",
        "[2001::808:808:0:0:63.87.254.253]",
      ]
    ),
    (.sharedNetwork, ["100.64.0.0", "100.127.255.255", "[::ffff:100.64.0.1]"]),
    (
      .linkLocal,
      [
        "169.254.0.0", "169.254.169.253", "169.254.255.255", "[fe80::1]", "[febf::1]",
        "[FE80:0::0]", "[::ffff:169.254.1.1]", "[2002:a9fe:101::]",
      ]
    ),
    (
      .metadata,
      [
        "169.254.169.254", "169.254.169.254.", "169.254.170.2", "100.100.100.200",
        "168.63.129.16", "192.0.0.192", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "[FD00:0EC2:0::23]",
        "[fd20:ce::254]", "metadata.google.internal", "METADATA.google.INTERNAL.", "metadata.goog",
        "metadata", "instance-data", "metadata.azure.internal", "metadata.tencentyun.com",
      ]
    ),
    (
      .unspecified,
      ["0.0.0.0", "0.255.255.255", "0.0.0.0.", "[::]", "[0:0::0]", "[::ffff:0.0.0.0]", "[::2]"]
    ),
    (
      .multicast,
      ["224.0.0.1", "239.255.255.255", "[ff02::1]", "[FF00::]", "[::ffff:224.0.0.251]"]
    ),
    (
      .reserved,
      [
        "192.0.0.1", "192.0.2.1", "198.18.0.0", "198.19.255.255", "198.51.100.7", "203.0.113.255",
        "240.0.0.0", "255.255.255.255", "[2001:db8::7]", "[3fff::1]", "[3fff:fff::]", "[100::1]",
        "[2001:2::1]", "[2001:10::1]", "[2001:1ff::1]", "[5f00::1]", "[4000::]", "[1::]",
        "[fe00::1]", "[64:ff9b::1:0:1]", "[64:ff9b:2::1]",
      ]
    ),
    (
      .localName,
      [
        "printer.local", "PRINTER.Local.", "api.internal", "db.corp", "nas.home", "a.lan",
        "a.intranet", "a.private", "a.localdomain", "hooks.default.svc", "a.svc.cluster.local",
        "router.home.arpa", "a.test", "a.example", "a.invalid", "x.metadata.google.internal",
      ]
    ),
    (.singleLabel, ["receiver", "receiver.", "RECEIVER:8080", "com", "a1", "home-arpa", "-"]),
    (
      nil,
      [
        "example.com", "EXAMPLE.com.", "www.server.com", "1.example.com", "8.8.8.8", "8.8.8.8.",
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "192.0.0.9", "192.0.0.10", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255",
        "203.0.114.0", "223.255.255.255", "168.63.129.15", "[2600::1]", "[2001:4860:4860::8888]",
        "[2000::]", "[3ffe:ffff::]", "[3fff:1000::]", "[2001:200::1]", "[2001:db7::1]",
        "[2001:db9::1]", "[2001:1::1]", "[2001:3::1]", "[2001:4:112::1]", "[2001:20::1]",
        "[2001:30::1]", "[::ffff:8.8.8.8]", "[::ffff:808:808]", "[::8.8.8.8]",
        "[64:ff9b::8.8.8.8]", "[2002:808:808::1]", "[2001:0:808:808::f7f7:f7f7]",
        "[2003::1]", "local.example.com", "localhost.example.com", "a.locals", "internal.com",
        "notlocalhost.com", "10.0.0.1.example.com", "arpa.home.com", "x.arpa",
        "metadata.google.com", "xn--bcher-kva.de",
      ]
    ),
  ]

  @Test func eachHostIsOfItsKind() throws {
    #expect(Self.hosts.reduce(0) { $0 + $1.hosts.count } >= 60)
    #expect(Set(Self.hosts.compactMap(\.kind)).count == PrivateHost.allCases.count)
    for (kind, hosts) in Self.hosts {
      for host in hosts { #expect(try Self.kind(of: host) == kind, "\(host)") }
    }
  }

  /// What an address could be written as, and what no definition can have.
  @Test(arguments: [
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01",
    "127.0.0.%31", "127。0。0。1", "127.0.0.1..", "[fe80::1%25eth0]", "[fe80::1%eth0]",
    "[::ffff:127.0.0.01]", "[::1", "::1", "[v1.127.0.0.1]", "[::ffff:0x7f.0.0.1]", "[1::2::3]",
  ])
  func otherSpellingsAreFaults(host: String) {
    #expect(throws: DefinitionFaults.self) { try Self.kind(of: host) }
  }

  /// An IPv6 address has the same kind however it is written.
  @Test(arguments: [1, UInt64.random(in: 0...UInt64.max)])
  func spellingDoesNotMatter(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let addresses = Self.hosts.flatMap(\.hosts).compactMap(Self.groups)
    #expect(addresses.count > 60)
    for groups in addresses {
      let plain = "[" + groups.map { String($0, radix: 16) }.joined(separator: ":") + "]"
      let kind = try Self.kind(of: plain)
      for _ in 0..<4 {
        let other = Self.spelling(of: groups, using: &random)
        #expect(try Self.kind(of: other) == kind, "\(other) and \(plain); seed \(seed)")
      }
    }
  }

  /// The kind of the host of a URL, or `nil` if it is public.
  private static func kind(of host: String) throws -> PrivateHost? {
    var reader = WebhookReader()
    reader.read(Array(definitionText(url: "\"https://\(host)/\"").utf8).span, file: 0)
    for warning in DefinitionChecks.warnings(about: try reader.finish()) {
      if case .aboutWebhook(_, .privateAddress(let kind)) = warning { return kind }
    }
    return nil
  }

  /// The groups of an IPv6 address without an IPv4 address, or `nil` if `host` is something else.
  private static func groups(of host: String) -> [UInt16]? {
    guard host.hasPrefix("["), host.hasSuffix("]"), !host.contains(".") else { return nil }
    let parts = host.dropFirst().dropLast().components(separatedBy: "::")
    let sides = parts.map { $0.split(separator: ":").compactMap { UInt16($0, radix: 16) } }
    guard sides.count == 2 else { return sides[0] }
    return sides[0] + Array(repeating: 0, count: 8 - sides[0].count - sides[1].count) + sides[1]
  }

  /// A spelling of an IPv6 address: any digits' case, leading zeros, a gap for zeros, an IPv4 address at the end.
  private static func spelling(
    of groups: [UInt16], using random: inout SeededGenerator
  ) -> String {
    var texts = groups.map { group in
      let digits = String(group, radix: 16, uppercase: random.happens(inHundred: 50))
      return random.happens(inHundred: 30) ? digits.padded(to: 4) : digits
    }
    if random.happens(inHundred: 40) {
      let bytes = groups.suffix(2).flatMap { [$0 >> 8, $0 & 255] }
      texts = texts.dropLast(2) + [bytes.map { "\($0)" }.joined(separator: ".")]
    }
    let zeros = texts.indices.filter { texts[$0].allSatisfy { $0 == "0" } }
    guard !zeros.isEmpty, random.happens(inHundred: 70) else {
      return "[" + texts.joined(separator: ":") + "]"
    }
    let start = random.one(of: zeros)
    let end = (start...texts.count).first { !zeros.contains($0) } ?? texts.count
    return "[" + texts[..<start].joined(separator: ":") + "::"
      + texts[end...].joined(separator: ":") + "]"
  }
}
