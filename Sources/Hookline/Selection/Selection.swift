/// Which webhooks and which input records take part in a run.
public struct Selection: Equatable, Sendable {
  /// The one company whose webhooks and events take part, or `nil` for all.
  public var company: ObjectID?
  /// The only webhooks that take part, each by its `_id` or code; if it is empty, all do.
  public var only: [String] = []
  /// Webhooks that do not take part, each by its `_id` or code.
  public var except: [String] = []
  /// The share of the webhooks that takes part, or `nil` for all.
  public var shard: Shard?
  /// The time from which on events take part, or `nil` for no limit.
  public var since: Moment?
  /// The time before which events take part, or `nil` for no limit.
  public var until: Moment?
  /// Whether only deliveries take part of which no record of the delivery log shows success.
  ///
  /// The run decides that, once it has read all records; a router only reads their outcomes.
  package var onlyFailed = false

  /// The selection of `company`, or of all if it is `nil`.
  public init(company: ObjectID? = nil) {
    self.company = company
  }

  /// Whether `webhook` is of a company that takes part.
  package func admitsCompany(of webhook: Webhook) -> Bool {
    company == nil || company == webhook.company
  }

  /// Whether it can leave out webhooks of a company that takes part.
  var dividesWebhooks: Bool { !only.isEmpty || !except.isEmpty || shard != nil }

  /// Whether the time of an event can be a reason to skip it.
  var dependsOnTime: Bool { since != nil || until != nil }

  /// Why `event`, whose time must be known if that matters, does not take part, or `nil` if it does.
  func reasonToSkip(_ event: Event) -> SkipReason? {
    if let company, company != event.company { return .otherCompany }
    guard dependsOnTime else { return nil }
    guard let moment = event.createdAt else { return .unreadableTime }
    if let since, moment < since { return .earlier }
    if let until, moment >= until { return .later }
    return nil
  }
}

/// Why an input record does not take part in a run.
public enum SkipReason: String, CaseIterable, Sendable {
  /// Its event is not of the selected company.
  case otherCompany
  /// It is a delivery to a webhook that is not selected.
  case otherWebhook
  /// Its event is earlier than selected.
  case earlier
  /// Its event is as late as the end of what is selected, or later.
  case later
  /// The time is limited, and that of its event cannot be read.
  case unreadableTime
  /// It is a delivery that succeeded and is not due today, and only failed ones are selected.
  case delivered
}
