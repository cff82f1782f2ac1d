internal import JSONScanning

/// Why a host is not one on the public Internet, a closed set.
///
/// Hosts are judged by how they are written; no name is resolved. An address is private unless the registries of
/// special-purpose addresses (RFC 6890, kept by IANA) call it globally reachable; one that stands for an IPv4 address is what
/// that is.
public enum PrivateHost: Equatable, Sendable, CaseIterable {
  /// The machine of the sender itself: 127.0.0.0/8, `::1`, `localhost`.
  case loopback
  /// A private network: RFC 1918, unique local (RFC 4193) and site-local addresses (RFC 3879).
  case privateNetwork
  /// An address of a provider's own network: 100.64.0.0/10 (RFC 6598).
  case sharedNetwork
  /// The local link: 169.254.0.0/16 (RFC 3927), fe80::/10.
  case linkLocal
  /// The service from which a virtual machine gets its configuration, and its credentials.
  case metadata
  /// No address: 0.0.0.0/8, `::`.
  case unspecified
  /// A group of machines: 224.0.0.0/4, ff00::/8.
  case multicast
  /// An address that is reserved, such as for documentation, for tests or for future use.
  case reserved
  /// A name that only a local or private network resolves, such as `printer.local`.
  case localName
  /// A name without a period, which only a local or private network resolves.
  case singleLabel

  /// Why `host`, that of a URL that ``WebhookURL`` accepts, is not public, or `nil` if it is.
  ///
  /// - Complexity: O(`host.count`).
  init?(_ host: ArraySlice<UInt8>) {
    let found =
      switch IPAddress(host) {
      case .v4(let address): Self(v4: address)
      case .v6(let address): Self(v6: address)
      case nil: Self(name: host)
      }
    guard let found else { return nil }
    self = found
  }
}

// Addresses. The first row that covers an address decides.

extension PrivateHost {
  private init?(v4 address: UInt32) {
    let row = Self.v4Networks.first { address >> UInt32(32 - $0.length) == $0.prefix }
    guard let kind = row?.kind else { return nil }
    self = kind
  }

  /// Networks by the first bits of their addresses; those without a kind are public.
  private static let v4Networks: [(prefix: UInt32, length: Int, kind: PrivateHost?)] = {
    let networks: [(bytes: [UInt32], length: Int, kind: PrivateHost?)] = [
      // Clouds: nearly all; ECS; Oracle's older one; Alibaba's; Azure's platform (a public address that never leaves it).
      ([169, 254, 169, 254], 32, .metadata), ([169, 254, 170, 2], 32, .metadata),
      ([192, 0, 0, 192], 32, .metadata), ([100, 100, 100, 200], 32, .metadata),
      ([168, 63, 129, 16], 32, .metadata),
      ([0], 8, .unspecified), ([10], 8, .privateNetwork), ([100, 64], 10, .sharedNetwork),
      ([127], 8, .loopback), ([169, 254], 16, .linkLocal), ([172, 16], 12, .privateNetwork),
      // Protocol assignments, of which two anycast addresses are public.
      ([192, 0, 0, 9], 32, nil), ([192, 0, 0, 10], 32, nil), ([192, 0, 0], 24, .reserved),
      ([192, 0, 2], 24, .reserved), ([192, 168], 16, .privateNetwork), ([198, 18], 15, .reserved),
      ([198, 51, 100], 24, .reserved), ([203, 0, 113], 24, .reserved), ([224], 4, .multicast),
      ([240], 4, .reserved),
    ]
    return networks.map { network in
      let address: UInt32 = (network.bytes + [0, 0, 0]).prefix(4).reduce(0) { $0 << 8 | $1 }
      return (address >> UInt32(32 - network.length), network.length, network.kind)
    }
  }()

  private init?(v6 address: UInt128) {
    if let embedded = Self.embeddedAddresses(in: address) {
      guard let kind = embedded.lazy.compactMap({ Self(v4: $0) }).first else { return nil }
      self = kind
      return
    }
    let row = Self.v6Networks.first { address >> UInt128(128 - $0.length) == $0.prefix }
    guard let row else {
      // Only 2000::/3 is assigned.
      if address >> 125 == 1 { return nil }
      self = .reserved
      return
    }
    guard let kind = row.kind else { return nil }
    self = kind
  }

  /// The IPv4 addresses that an IPv6 address stands for, or `nil` if it stands for none.
  private static func embeddedAddresses(in address: UInt128) -> [UInt32]? {
    let last = UInt32(truncatingIfNeeded: address)
    switch address >> 32 {
    // IPv4-mapped (RFC 4291), translated (RFC 2765) and the well-known prefix of NAT64 (RFC 6052).
    case 0xFFFF, 0xFFFF_0000, 0x64_FF9B << 64: return [last]
    // IPv4-compatible (RFC 4291), except :: and ::1.
    case 0 where last > 1: return [last]
    default: break
    }
    // 6to4 (RFC 3056).
    if address >> 112 == 0x2002 { return [UInt32(truncatingIfNeeded: address >> 80)] }
    // Teredo (RFC 4380): a server, and the inverted address of a client.
    if address >> 96 == 0x2001_0000 { return [~last, UInt32(truncatingIfNeeded: address >> 64)] }
    return nil
  }

  private static let v6Networks: [(prefix: UInt128, length: Int, kind: PrivateHost?)] = {
    let networks: [(groups: [UInt128], length: Int, kind: PrivateHost?)] = [
      ([], 128, .unspecified), ([0, 0, 0, 0, 0, 0, 0, 1], 128, .loopback),
      // EC2's metadata, EKS's credentials, and those of Google's IPv6-only machines.
      ([0xFD00, 0xEC2, 0, 0, 0, 0, 0, 0x254], 128, .metadata),
      ([0xFD00, 0xEC2, 0, 0, 0, 0, 0, 0x23], 128, .metadata),
      ([0xFD20, 0xCE, 0, 0, 0, 0, 0, 0x254], 128, .metadata),
      // NAT64 in one network (RFC 8215).
      ([0x64, 0xFF9B, 1], 48, .privateNetwork),
      // Protocol assignments, of which some are public (anycast, AMT, AS112, ORCHIDv2, drones).
      ([0x2001, 1, 0, 0, 0, 0, 0, 1], 128, nil), ([0x2001, 1, 0, 0, 0, 0, 0, 2], 128, nil),
      ([0x2001, 1, 0, 0, 0, 0, 0, 3], 128, nil), ([0x2001, 3], 32, nil),
      ([0x2001, 4, 0x112], 48, nil), ([0x2001, 0x20], 28, nil), ([0x2001, 0x30], 28, nil),
      ([0x2001], 23, .reserved),
      // Documentation (RFC 3849, RFC 9637).
      ([0x2001, 0xDB8], 32, .reserved), ([0x3FFF], 20, .reserved),
      ([0xFC00], 7, .privateNetwork), ([0xFE80], 10, .linkLocal), ([0xFEC0], 10, .privateNetwork),
      ([0xFF00], 8, .multicast),
    ]
    return networks.map { network in
      let groups = (network.groups + Array(repeating: 0, count: 8)).prefix(8)
      let address: UInt128 = groups.reduce(0) { $0 << 16 | $1 }
      return (address >> UInt128(128 - network.length), network.length, network.kind)
    }
  }()
}

// Names.

extension PrivateHost {
  private init?(name host: ArraySlice<UInt8>) {
    let name = String(decoding: host, as: UTF8.self).lowercased()
    let labels = name.split(separator: ".")
    let path = labels.joined(separator: ".")
    if Self.metadataNames.contains(path) {
      self = .metadata
    } else if labels.last == "localhost" || Self.loopbackNames.contains(path) {
      self = .loopback
    } else if labels.count == 1 {
      self = .singleLabel
    } else if let last = labels.last, Self.localSuffixes.contains(String(last)) {
      self = .localName
    } else if labels.suffix(2) == ["home", "arpa"] {
      self = .localName
    } else {
      return nil
    }
  }

  private static let metadataNames: Set = [
    "instance-data", "metadata", "metadata.azure.internal", "metadata.goog",
    "metadata.google.internal", "metadata.tencentyun.com",
  ]
  /// Names that most systems have for themselves.
  private static let loopbackNames: Set = [
    "ip6-localhost", "ip6-loopback", "localhost.localdomain", "localhost4.localdomain4",
    "localhost6.localdomain6",
  ]
  /// Last labels that are no top-level domain and never will be one, or that private networks use as theirs: RFC 6761,
  /// RFC 6762 with its appendix G, RFC 8375, ICANN's resolution on `internal`, and Kubernetes.
  private static let localSuffixes: Set = [
    "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
    "private", "svc", "test",
  ]
}
