internal import Hookline

/// What all files of definitions give a run: its webhooks, what they are in definitions with which those of the run are compared,
/// and what is to be said about the files.
struct RunDefinitions {
  /// The webhooks that take part, in the order of the definitions; those that only the other definitions have come last, as
  /// inactive ones.
  let webhooks: [Webhook]
  /// The ids of the webhooks that are left out by their `_id`, code or shard.
  let leftOut: Set<ObjectID>
  /// What the webhooks are in the definitions that `--diff` names, or `nil` without it.
  let former: FormerWebhooks?
  /// The webhooks that only those definitions have.
  let removed: Set<ObjectID>
  /// The webhooks that only those definitions have for the selected company; now they belong to another.
  let moved: Set<ObjectID>
  /// The warnings about the definitions, if they are checked.
  let warnings: [CheckLine]
  /// What is known of each file of the definitions, if the run is reported.
  let files: [DefinitionsFile]
  private let subtracted: [FormerWebhooks]

  /// Loads all definitions that `request` names; `report` is called for each file that cannot be read.
  ///
  /// - Throws: Why there are no webhooks to use; without messages if `report` has had them.
  init(_ request: Request, report: (String) -> Void) throws(Failure) {
    let files = request.definitions
    let checked: CheckedDefinitions? =
      switch request.mode {
      case .check(let form):
        try CheckedDefinitions(files, listingFaultsIn: form, report: report)
      case .report: try CheckedDefinitions(files, listingFaultsIn: nil, report: report)
      case .jobs, .counts, .explanations, .changes: nil
      }
    let current =
      if let checked {
        checked.webhooks
      } else {
        try Definitions.load(files, keepingNames: request.mode.showsNames, report: report)
      }
    self.files = checked?.descriptions ?? []
    let old = try request.mode.formerDefinitions.map { name throws(Failure) in
      try Definitions.load([name], report: report)
    }
    let gone = old.map { Self.gone(from: $0, in: current, selecting: request.selection) } ?? []
    // Appending even nothing would copy the webhooks, and there can be 100,000.
    let selected = try Definitions.select(
      from: gone.isEmpty ? current : current + gone, for: request)
    webhooks = selected.webhooks
    leftOut = selected.leftOut
    warnings = checked?.lines(selecting: request.selection, except: selected.leftOut) ?? []
    let goneIDs = Set(gone.map(\.id))
    removed = gone.isEmpty ? [] : goneIDs.subtracting(current.map(\.id))
    moved = goneIDs.subtracting(removed)
    former = old.map { FormerWebhooks(of: selected.webhooks, in: $0) }
    var subtracted: [FormerWebhooks] = []
    for name in request.minus {
      let definitions = try Definitions.load([name], report: report)
      subtracted.append(FormerWebhooks(of: selected.webhooks, in: definitions))
    }
    self.subtracted = subtracted
  }

  /// Those of the webhooks `old` that companies which take part no longer have in `current`, as inactive ones.
  private static func gone(
    from old: [Webhook], in current: [Webhook], selecting selection: Selection
  ) -> [Webhook] {
    let ids = Set(current.filter(selection.admitsCompany).map(\.id))
    return old.filter { !ids.contains($0.id) }.map { webhook in
      var webhook = webhook
      webhook.isActive = false
      return webhook
    }
  }

  /// The definitions with which those of the run are compared.
  var others: OtherDefinitions {
    OtherDefinitions(subtracting: subtracted, adding: former)
  }
}
