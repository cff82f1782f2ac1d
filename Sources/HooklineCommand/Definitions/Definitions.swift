internal import Hookline
internal import HooklineSystem

/// Loads the sets of webhooks that the command line names.
enum Definitions {
  /// The webhooks in all `files`, which form one set.
  ///
  /// `report` is called for each file that cannot be read. Webhooks have their names only if it is `keepingNames`.
  ///
  /// - Throws: Why there are no webhooks to use; without messages if `report` has had them.
  static func load(
    _ files: [FileName], keepingNames: Bool = false, report: (String) -> Void
  ) throws(Failure) -> [Webhook] {
    let texts = try DefinitionTexts(files, report: report)
    var reader = WebhookReader(keepingNames: keepingNames)
    texts.read(by: &reader)
    do throws(DefinitionFaults) {
      return try reader.finish()
    } catch {
      throw texts.failure(error)
    }
  }

  /// Those of `webhooks`, from the files that `request` names, that it selects.
  ///
  /// - Throws: What is wrong with the selection.
  static func select(
    from webhooks: [Webhook], for request: Request
  ) throws(Failure) -> SelectedWebhooks {
    let selection = request.selection
    do throws(SelectionError) {
      return try SelectedWebhooks(of: webhooks, by: selection)
    } catch {
      let files = request.definitions + (request.mode.formerDefinitions.map { [$0] } ?? [])
      let names = files.map(\.shown).joined(separator: ", ")
      throw Failure(error.message(aboutWebhooksOf: selection.company, in: names), error.status)
    }
  }
}
