/// Which webhooks and which records of the input take part in a run.
public struct Selection: Equatable, Sendable {
  /// The one company whose webhooks and events take part, or `nil` for all.
  public var company: ObjectID?
  /// Whether, of the delivery log, only deliveries take part that failed.
  public var onlyFailed: Bool

  /// The selection of `company` or all of them, and of all deliveries or `onlyFailed` ones.
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
    record.isDelivered == true ? .delivered : nil
  }
}

/// Why a record of the input does not take part in a run.
public enum SkipReason: CaseIterable, Sendable {
  /// Its event is of another company than the selected one.
  case otherCompany
  /// It is a delivery that arrived, and only failed ones are selected.
  case delivered
}
