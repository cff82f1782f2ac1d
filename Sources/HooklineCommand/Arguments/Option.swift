/// An option of the command line: a row of ``all``, from which parsing, help and suggestions come.
package struct Option: Sendable {
  /// What an option is about; the raw value is the heading in the help.
  enum Group: String, CaseIterable, Sendable {
    case input = "Input"
    case selection = "What takes part"
    case product = "Instead of jobs"
    case rejects = "Rejected lines"
    case ending = "Limits and status"
    case work = "Work"
    case information = "Information"
  }

  /// How an option is shown.
  enum Visibility: Sendable {
    /// In both helps.
    case everyday
    /// In the full help only.
    case rarely
    /// Not at all: it is for those who compare ways to the same result.
    case never
  }

  /// What an option does.
  enum Effect: Sendable {
    /// It is answered at once, and nothing else is done.
    case answer(Invocation)
    /// It sets a property of the request.
    case set(OptionSetting)
  }

  /// What it is about.
  let group: Group
  /// How it is shown.
  let visibility: Visibility
  /// The ways to write it, hyphens included, the short one first.
  let spellings: [String]
  /// What the help calls its value, or `nil` if it takes none.
  let value: String?
  /// What it does.
  let effect: Effect
  /// What it is for.
  let purpose: String

  /// An option that sets a property.
  init(
    _ spellings: String..., value: String? = nil, in group: Group,
    shown visibility: Visibility = .everyday, sets setting: OptionSetting, _ purpose: String
  ) {
    self.init(group, visibility, spellings, value, .set(setting), purpose)
  }

  /// An option that is answered at once.
  init(
    _ spellings: String..., in group: Group, shown visibility: Visibility = .everyday,
    answers answer: Invocation, _ purpose: String
  ) {
    self.init(group, visibility, spellings, nil, .answer(answer), purpose)
  }

  private init(
    _ group: Group, _ visibility: Visibility, _ spellings: [String], _ value: String?,
    _ effect: Effect, _ purpose: String
  ) {
    self.group = group
    self.visibility = visibility
    self.spellings = spellings
    self.value = value
    self.effect = effect
    self.purpose = purpose
  }

  /// The option that is spelled like this, hyphens included, or `nil` if there is none.
  ///
  /// - Complexity: O(number of options).
  init?(spelled spelling: [UInt8]) {
    let option = Self.all.first { option in
      option.spellings.contains { $0.utf8.elementsEqual(spelling) }
    }
    guard let option else { return nil }
    self = option
  }

  /// How messages write it.
  var spelling: String { spellings.last ?? "" }

  /// Whether it can be given several times.
  var canRepeat: Bool {
    switch effect {
    case .answer: true
    case .set(let setting): setting.canRepeat
    }
  }

  /// Those that the full help and suggestions show.
  static let shown = all.filter { $0.visibility != .never }
}
