/// The columns in which jobs are written, in order.
public struct JobColumns: Equatable, Sendable {
  /// What a column holds; the raw value is its name.
  public enum Column: String, CaseIterable, Sendable {
    case id, subscription, company, code, trigger, url
    /// When the event happened, such as `2022-04-27T21:28:15.186Z`; empty if that cannot be read.
    case createdAt
    /// The job as a line of JSON.
    case job
    /// The bytes of the event.
    case event

    /// Whether it can contain a TAB, and so must be the last column.
    var canHaveTabs: Bool { self == .job || self == .event }
  }

  /// What is wrong with a list of columns.
  public enum Fault: Error, Equatable, Sendable {
    /// It is empty.
    case empty
    /// No column has this name.
    case unknown(String)
    /// A column is named twice.
    case repeated(Column)
    /// A column that can contain a TAB is not the last one; the others are these.
    case notLast(Column, others: [Column])
  }

  /// The columns, at least one and none of them twice.
  public let columns: [Column]

  /// The columns whose names are in `list`, with a comma between two.
  ///
  /// - Throws: The first fault of the list.
  public init(_ list: String) throws(Fault) {
    guard !list.isEmpty else { throw .empty }
    var columns: [Column] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let column = Column(rawValue: String(name)) else { throw .unknown(String(name)) }
      guard !columns.contains(column) else { throw .repeated(column) }
      columns.append(column)
    }
    if let early = columns.dropLast().first(where: \.canHaveTabs) {
      throw .notLast(early, others: columns.filter { !$0.canHaveTabs })
    }
    self.columns = columns
  }
}
