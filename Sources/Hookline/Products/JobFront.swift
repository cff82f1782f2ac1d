/// The start of a job, up to the quotation mark before the value of `subscription`.
///
/// Both the job's id and `subscription` have the webhook's digits. A template has them once, which saves a quarter of its
/// memory.
@usableFromInline struct JobFront {
  /// Where the webhook's digits are in ``bytes``.
  private static let webhook = 7..<31
  /// Where the digest's digits are in ``bytes``.
  private static let digest = 32..<64
  /// The start of a job with zeros for all digits.
  private static let zeros: InlineArray<82, UInt8> = {
    let text = Array(
      #"{"id":"000000000000000000000000-00000000000000000000000000000000","subscription":""#.utf8)
    precondition(text.count == 82)
    return InlineArray { text[$0] }
  }()

  /// Its bytes.
  @usableFromInline private(set) var bytes = Self.zeros

  private init() {}

  /// The start of the jobs for an event whose digest has these 32 digits; those of the webhook are still zeros.
  @usableFromInline init(_ digest: Span<UInt8>) {
    precondition(digest.count == Self.digest.count)
    for index in 0..<Self.digest.count { bytes[Self.digest.lowerBound + index] = digest[index] }
  }

  /// Puts in the webhook's digits, with which its `template` begins.
  @usableFromInline mutating func setWebhook(_ template: Span<UInt8>) {
    precondition(template.count >= Self.webhook.count)
    for index in 0..<Self.webhook.count { bytes[Self.webhook.lowerBound + index] = template[index] }
  }

  /// What comes before and after the digest in the jobs of the webhook that has this `template`.
  static func aroundDigest(_ template: Span<UInt8>) -> (before: [UInt8], after: [UInt8]) {
    var front = JobFront()
    front.setWebhook(template)
    let bytes = front.bytes.indices.map { front.bytes[$0] }
    return (Array(bytes[..<digest.lowerBound]), Array(bytes[digest.upperBound...]))
  }
}
