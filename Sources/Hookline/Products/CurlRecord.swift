/// A job as a part of a configuration of curl, with all options that it needs.
///
/// It begins with `next`, so that parts can be put together in any number and order. Each option is a line.
///
/// The empty line before `next` ends a part before it that is cut off: otherwise both would be one operation, and the event of
/// one webhook would be sent to the URL of the other.
///
/// If hookline is killed, the last part can end anywhere, even in the URL or the body, and curl would send what there is. So a
/// part first allows only a protocol that no webhook has, and the right ones in its last line.
///
/// A receiver that answers with `Retry-After` sets the delay, to years if it likes, and all jobs after its own would wait. So
/// no try begins more than 120 seconds after the first, which is when the third begins if all of them time out.
enum CurlRecord {
  /// The bytes that each begins with; no other line of it begins like this.
  static let beginning = Array("\nnext\n".utf8)

  /// What the job for `webhook` is made of; the event is the lines of a ``CurlBody``.
  static func parts(for webhook: Webhook) -> [OutlinedJobs.Part] {
    [
      .bytes(beginning), .text("proto = \"=ftp\"\nurl = \"\(webhook.url)\"\n"), .gap(.event),
      .text(
        """
        header = "Content-Type: application/json"
        header = "webhook-id: \(webhook.id)-
        """), .gap(.digest),
      .text(
        #"""
        "
        header = "Expect:"
        globoff
        fail
        max-time = 30
        retry = 2
        retry-delay = 30
        retry-max-time = 120
        retry-all-errors
        output = "/dev/null"
        write-out = "{\"id\":\"\#(webhook.id)-
        """#), .gap(.digest),
      .text(
        #"""
        \",\"status\":\"%{response_code}\",\"exit\":%{exitcode},\"seconds\":%{time_total}}\n"
        proto = "=http,https"

        """#),
    ]
  }
}
