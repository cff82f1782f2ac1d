extension JobColumns {
  /// The jobs for `webhooks`, each as a line of these columns.
  ///
  /// - Complexity: O(n) for n webhooks.
  func jobs(for webhooks: [Webhook]) -> OutlinedJobs {
    let templates = JobTemplates(columns.contains(.job) ? webhooks : [])
    return OutlinedJobs(webhooks) { number in
      let cells = columns.map { column in
        column == .job ? templates.parts(number) : Self.parts(of: column, for: webhooks[number])
      }
      return cells.joined(separator: [.text("\t")]) + [.text("\n")]
    }
  }

  /// What `column`, which is not ``Column/job``, holds in a job for `webhook`.
  private static func parts(of column: Column, for webhook: Webhook) -> [OutlinedJobs.Part] {
    switch column {
    case .id: [.text("\(webhook.id)-"), .gap(.digest)]
    case .subscription: [.text("\(webhook.id)")]
    case .company: [.text("\(webhook.company)")]
    case .code: [.text(webhook.code)]
    case .trigger: [.text(webhook.trigger.name)]
    case .url: [.text(webhook.url)]
    case .createdAt: [.gap(.time)]
    case .event: [.gap(.event)]
    case .job: []
    }
  }
}

extension JobTemplates {
  /// What the job for the webhook at `number` is made of, without its line feed.
  fileprivate func parts(_ number: Int) -> [OutlinedJobs.Part] {
    let template = bytes[starts[number]..<starts[number + 1]]
    var front = JobFront()
    front.setWebhook(template.span)
    let start = front.bytes.indices.map { front.bytes[$0] }
    return [
      .bytes(Array(start[..<JobFront.digest])), .gap(.digest),
      .bytes(Array(start[(JobFront.digest + 32)...]) + template), .gap(.event),
      .bytes(Self.tail.dropLast()),
    ]
  }
}
