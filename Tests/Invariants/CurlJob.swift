internal import Hookline

/// What must hold for the job that is written for curl, whatever the bytes of the event are.
package enum CurlJob {
  /// How the job for `event`, which need not be one, breaks a rule, in words, or `nil` if it breaks none.
  package static func contradiction(in event: [UInt8]) -> String? {
    var jobs: [UInt8] = []
    var product = Product.jobs(for: [webhook], as: .curl)
    var parsed = Event(
      company: webhook.company, type: .task, action: .edit, subject: Restriction())
    parsed.extent = 0..<event.count
    let areRefused = product.addJobs(of: parsed, due: [0], in: event.span, to: &jobs)
    guard isWritable(event) else {
      return areRefused && jobs.isEmpty ? nil : "written, although it cannot be cut"
    }
    guard !areRefused else { return "refused, although it can be cut" }
    guard let configuration = CurlConfiguration(jobs) else { return "curl would not read it" }
    guard configuration.operations.count == 2, configuration.operations[0].isEmpty else {
      return "it is not one operation that begins with next"
    }
    let operation = configuration.operations[1]
    guard let body = CurlConfiguration.body(of: operation) else { return "it can send a file" }
    guard body == event else { return "another body" }
    let accept = Array("Accept: */*".utf8)
    let headers = CurlConfiguration.values(of: "header", in: operation)
    // With `json`, curl has another default for this header, the only one that differs.
    let hasJSON = operation.contains { $0.name == "json" }
    guard headers.count(where: { $0 == accept }) == (hasJSON ? 1 : 0) else {
      return "another Accept header than for other bodies"
    }
    return nil
  }

  /// Whether `event` fits on a line or can be cut, by a search for each cut from its latest place to its earliest.
  private static func isWritable(_ event: [UInt8]) -> Bool {
    // The number of bytes before each offset, escapes included.
    var lengths = [0]
    for byte in event {
      lengths.append(lengths[lengths.count - 1] + (#"\""#.utf8.contains(byte) ? 2 : 1))
    }
    guard lengths[event.count] > 96 * 1024 else { return true }
    var start = 0
    while lengths[event.count] - lengths[start] > 64 * 1024 {
      // Each byte takes one or two, so the latest place is between these two.
      var end = min(event.count, start + 64 * 1024)
      while lengths[end] - lengths[start] > 64 * 1024 { end -= 1 }
      let places = (end - 4096...end).reversed()
      guard let cut = places.first(where: { event[$0] != UInt8(ascii: "@") }) else { return false }
      start = cut
    }
    return true
  }

  private static let webhook: Webhook = {
    var reader = WebhookReader()
    reader.read(Array(definition.utf8).span, file: 0)
    do throws(DefinitionFaults) {
      return try reader.finish()[0]
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  private static let definition =
    #"{"_id":"62685990d918fb5557f9f992","company":"625be93a286ef83c1c0e845f","isActive":true,"#
    + #""trigger":"create-edit-delete-task","url":"https://a.b/c?d=e","code":"a"}"#
}
