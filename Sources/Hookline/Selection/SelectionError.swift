/// What is wrong with a selection for the definitions in use.
public enum SelectionError: Error, Equatable {
  /// One of the two lists of names in a selection.
  public enum List: String, Sendable {
    /// ``Selection/only``.
    case only
    /// ``Selection/except``.
    case except
  }

  /// No webhook is of the selected company; `isWebhook` says that this is the `_id` of one.
  case noWebhookOfCompany(ObjectID, isWebhook: Bool)
  /// A name is a code that two companies use; more may use it, too.
  case codeOfTwoCompanies(String, in: List, ObjectID, ObjectID)
  /// A name is the `_id` of one webhook, which has this code, and also the code of another one, which has this `_id`.
  case idAndCode(String, in: List, code: String, id: ObjectID)
  /// A name is that of no webhook; `nearest` is one like it, if there is any: an `_id` if the name looks like one, else a code.
  case unknown(String, in: List, nearest: String?)
  /// A name is that of no webhook, but the id of a company that has some.
  case company(ObjectID, in: List)
  /// The second list excludes every webhook, or each that the first one names.
  case nothingLeft(ofNamed: Bool)
}
