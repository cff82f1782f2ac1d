internal import Hookline

extension JobColumns.Fault {
  /// What is wrong with the list and what to write instead.
  var message: String {
    switch self {
    case .empty: "no column is named: the columns are \(Self.all)"
    case .unknown(let name):
      "no column is called '\(TerminalText.escaped(Array(name.utf8)))': "
        + (name.nearest(among: Self.names).map { "the nearest is \($0)" }
          ?? "the columns are \(Self.all)")
    case .repeated(let column): "\(column) is named twice: leave out one of them"
    case .notLast(let column, let others):
      "\(column) can contain a TAB, so it must be the last column: write "
        + (others + [column]).map(\.rawValue).joined(separator: ",")
    }
  }

  private static let names = JobColumns.Column.allCases.map(\.rawValue)
  private static let all = Wording.list(names)
}
