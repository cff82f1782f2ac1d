/// The webhooks of a set of definitions that take part in a run, and those that do not.
public struct SelectedWebhooks: Sendable {
  /// Those that take part, in the order of the definitions.
  public let webhooks: [Webhook]
  /// The ids of those that are left out by their `_id`, code or shard; those of other companies are not among them.
  public let leftOut: Set<ObjectID>

  /// Those of `webhooks`, a whole set of definitions, that `selection` admits.
  ///
  /// - Throws: What is wrong with the selection for these definitions.
  /// - Complexity: expected O(n + m) for n webhooks and m names.
  public init(
    of webhooks: [Webhook], by selection: Selection
  ) throws(SelectionError) {
    let own = selection.company == nil ? webhooks : webhooks.filter(selection.admitsCompany)
    if own.isEmpty, let company = selection.company {
      let isWebhook = webhooks.contains { $0.id == company }
      throw .noWebhookOfCompany(company, isWebhook: isWebhook)
    }
    guard selection.dividesWebhooks else {
      (self.webhooks, leftOut) = (own, [])
      return
    }
    let names = NamedWebhooks(selection.only + selection.except, in: own)
    let only = try names.places(of: selection.only, in: .only)
    let except = try names.places(of: selection.except, in: .except)
    let isNamed = own.indices.map { place in
      (only.isEmpty || only.contains(place)) && !except.contains(place)
    }
    guard own.isEmpty || isNamed.contains(true) else { throw .nothingLeft(ofNamed: !only.isEmpty) }
    var (chosen, leftOut): ([Webhook], Set<ObjectID>) = ([], [])
    for (webhook, isNamed) in zip(own, isNamed) {
      if isNamed, selection.shard?.contains(webhook.id) != false {
        chosen.append(webhook)
      } else {
        leftOut.insert(webhook.id)
      }
    }
    (self.webhooks, self.leftOut) = (chosen, leftOut)
  }
}

/// The webhooks that names stand for: each name is the `_id` of a webhook, or the code that its company gave it.
private struct NamedWebhooks {
  private let webhooks: [Webhook]
  /// The places of the webhooks whose `_id` is a name.
  private var byID: [ObjectID: Int] = [:]
  /// The places of the webhooks whose code is a name.
  private var byCode: [String: [Int]] = [:]

  /// Looks for the webhooks that `names` stand for in `webhooks`.
  init(_ names: [String], in webhooks: [Webhook]) {
    self.webhooks = webhooks
    guard !names.isEmpty else { return }
    let (codes, ids) = (Set(names), Set(names.compactMap { ObjectID($0) }))
    for (place, webhook) in webhooks.enumerated() {
      if ids.contains(webhook.id) { byID[webhook.id] = place }
      if codes.contains(webhook.code) { byCode[webhook.code, default: []].append(place) }
    }
  }

  /// The places of the webhooks that `names`, those of `list`, stand for.
  ///
  /// - Throws: What is wrong with the first name that does not stand for one webhook.
  func places(
    of names: [String], in list: SelectionError.List
  ) throws(SelectionError) -> Set<Int> {
    var places: Set<Int> = []
    for name in names { places.formUnion(try self.places(of: name, in: list)) }
    return places
  }

  /// The places of the webhooks that `name` stands for: one or, if two sets of definitions are compared and a company uses the
  /// code for different webhooks, both.
  private func places(
    of name: String, in list: SelectionError.List
  ) throws(SelectionError) -> [Int] {
    let withCode = byCode[name, default: []]
    if let place = ObjectID(name).flatMap({ byID[$0] }) {
      if let other = withCode.first(where: { $0 != place }) {
        throw .idAndCode(name, in: list, code: webhooks[place].code, id: webhooks[other].id)
      }
      return [place]
    }
    guard let place = withCode.first else {
      if let company = ObjectID(name), webhooks.contains(where: { $0.company == company }) {
        throw .company(company, in: list)
      }
      throw .unknown(name, in: list, nearest: nearest(to: name))
    }
    let company = webhooks[place].company
    if let other = withCode.first(where: { webhooks[$0].company != company }) {
      throw .codeOfTwoCompanies(name, in: list, company, webhooks[other].company)
    }
    return withCode
  }

  /// The `_id` nearest to `name` if it could be one, else the nearest code, in any case; `nil` if none is near.
  private func nearest(to name: String) -> String? {
    let isID = ObjectID(name) != nil
    func known(_ webhook: Webhook) -> String { isID ? webhook.id.description : webhook.code }
    let letters = Array(name.lowercased().utf8)
    return letters.nearest(among: webhooks.lazy.map { Array(known($0).utf8) }).map { place in
      known(webhooks[place])
    }
  }
}
