/// Which webhooks and which input records take part in a run.
public struct Selection: Equatable, Sendable {
  /// The one company whose webhooks and events take part, or `nil` for all.
  public var company: ObjectID?
  /// Whether only failed deliveries of the delivery log take part.
  public var onlyFailed: Bool

  /// The selection of `company`, or of all if it is `nil`, and of `onlyFailed` deliveries or all of them.
  public init(company: ObjectID? = nil, onlyFailed: Bool = false) {
    self.company = company
    self.onlyFailed = onlyFailed
  }

  /// Whether `webhook` takes part.
  public func admits(_ webhook: Webhook) -> Bool { company == nil || company == webhook.company }

  /// Why `event` does not take part, or `nil` if it does.
  func reasonToSkip(_ event: Event) -> SkipReason? {
    company == nil || company == event.company ? nil : .otherCompany
  }

  /// Why `record` does not take part, or `nil` if it does.
  func reasonToSkip(_ record: LogRecord) -> SkipReason? {
    onlyFailed && record.isDelivered == true ? .delivered : nil
  }
}

/// Why an input record does not take part in a run.
public enum SkipReason: CaseIterable, Sendable {
  /// Its event is not of the selected company.
  case otherCompany
  /// It is a delivery that succeeded, and only failed ones are selected.
  case delivered
}
