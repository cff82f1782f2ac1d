internal import Hookline

extension SelectionError {
  /// What is wrong and what to write instead, for the webhooks of `company`, or of all, in the files called `names`.
  func message(aboutWebhooksOf company: ObjectID?, in names: String) -> String {
    switch self {
    case .noWebhookOfCompany(let id, isWebhook: true):
      "--company \(id): this is a webhook, not a company: select it with --only"
    case .noWebhookOfCompany(let company, isWebhook: false):
      "--company \(company): no webhook of this company in \(names)"
    case .codeOfTwoCompanies(let name, let list, let first, let second):
      "\(list.option) \(name): companies \(first) and \(second) both use this code:"
        + " add --company ID, or write the webhook's _id"
    case .idAndCode(let name, let list, let code, let id):
      "\(list.option) \(name): this is the _id of one webhook and the code of another:"
        + " write \(code) for the first, \(id) for the second"
    case .unknown(let name, let list, let nearest):
      "\(list.option) \(name.isEmpty ? "''" : TerminalText.escaped(Array(name.utf8))):"
        + " no webhook\(company.map { " of company \($0)" } ?? "") with this _id or code in \(names)"
        + Self.advice(about: name, in: list, nearest: nearest)
    case .company(let company, let list):
      "\(list.option) \(company): this is a company, not a webhook: name one of its webhooks, or select"
        + " the company with --company"
    case .nothingLeft(ofNamed: true):
      "--except leaves out every webhook that --only names: exclude fewer"
    case .nothingLeft(ofNamed: false): "--except leaves out every webhook: exclude fewer"
    }
  }

  /// What to write instead of an unknown `name`, as the end of a message.
  private static func advice(about name: String, in list: List, nearest: String?) -> String {
    if let nearest { return ": the nearest is \(nearest)" }
    return name.contains(",") ? ": repeat \(list.option) for each webhook" : ""
  }

  /// The exit status of a run that ends with this error.
  var status: ExitStatus {
    switch self {
    case .codeOfTwoCompanies, .idAndCode: .usage
    case .noWebhookOfCompany, .unknown, .company, .nothingLeft: .invalidDefinitions
    }
  }
}

extension SelectionError.List {
  /// The option that names these webhooks.
  fileprivate var option: String { "--\(rawValue)" }
}
