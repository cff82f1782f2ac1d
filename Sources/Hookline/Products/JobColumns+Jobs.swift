extension JobColumns {
  /// The jobs for `webhooks`, each as a line of these columns.
  ///
  /// - Complexity: O(n) for n webhooks.
  func jobs(for webhooks: [Webhook]) -> OutlinedJobs {
    let templates = JobTemplates(columns.contains(.job) ? webhooks : [])
    return OutlinedJobs(webhooks) { number in
      let cells = columns.map { column in
        Self.parts(of: column, for: webhooks[number], numbered: number, in: templates)
      }
      return cells.joined(separator: [.text("\t")]) + [.text("\n")]
    }
  }

  /// What `column` holds in a job for `webhook`, which has this `number` in `templates`.
  private static func parts(
    of column: Column, for webhook: Webhook, numbered number: Int, in templates: JobTemplates
  ) -> [OutlinedJobs.Part] {
    switch column {
    case .id: [.text("\(webhook.id)-"), .gap(.digest)]
    case .subscription: [.text("\(webhook.id)")]
    case .company: [.text("\(webhook.company)")]
    case .code: [.text(webhook.code)]
    case .trigger: [.text(webhook.trigger.name)]
    case .url: [.text(webhook.url)]
    case .createdAt: [.gap(.time)]
    case .event: [.gap(.event)]
    case .job: templates.parts(number)
    }
  }
}

extension JobTemplates {
  /// What the job for the webhook at `number` is made of, without its line feed.
  fileprivate func parts(_ number: Int) -> [OutlinedJobs.Part] {
    let template = bytes[starts[number]..<starts[number + 1]]
    let front = JobFront.aroundDigest(template.span)
    return [
      .bytes(front.before), .gap(.digest), .bytes(front.after + template), .gap(.event),
      .bytes(Self.tail.dropLast()),
    ]
  }
}
