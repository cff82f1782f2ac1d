/// A command-line option: one row of ``all``, which drives parsing, help, suggestions, the manual page and completions.
package struct Option: Sendable {
  /// The topic of an option; the raw value is the heading in the help.
  enum Group: String, CaseIterable, Sendable {
    case input = "Input"
    case selection = "Selection"
    case jobs = "Jobs"
    case mode = "Instead of jobs"
    case rejects = "Rejected lines"
    case ending = "Limits and status"
    case work = "Performance"
    case information = "Information"
  }

  /// Which help shows an option.
  enum Visibility: Sendable {
    /// Both.
    case everyday
    /// The full help only.
    case rarely
    /// Neither: it is only for tests.
    case never
  }

  /// What an option does.
  enum Effect: Sendable {
    /// The program prints something and does nothing else.
    case answer(OptionAnswer)
    /// A property of the request is set.
    case set(OptionSetting)
  }

  let group: Group
  let visibility: Visibility
  /// How it can be written, hyphens included, the short form first.
  let spellings: [String]
  /// The name of its value in the help, or `nil` if it takes none.
  let value: String?
  /// Whether it can be without its value, which then is empty; if there is one, it is joined to the option with `=`.
  let isValueOptional: Bool
  let effect: Effect
  /// What it does, a fragment, with its default; both helps show it.
  let purpose: String
  /// What else users must know, in sentences, or empty; only the full help shows it.
  let details: String

  /// An option that sets a property of the request.
  init(
    _ spellings: String..., value: String? = nil, in group: Group,
    shown visibility: Visibility = .everyday, sets setting: OptionSetting, _ purpose: String,
    more details: String = ""
  ) {
    self.init(group, visibility, spellings, value, .set(setting), purpose, details)
  }

  /// An option that sets a property of the request, with or without a value.
  init(
    _ spelling: String, optionalValue value: String, in group: Group, sets setting: OptionSetting,
    _ purpose: String, more details: String
  ) {
    self.init(
      group, .everyday, [spelling], value, isValueOptional: true, .set(setting), purpose, details)
  }

  /// An option that is answered at once.
  init(
    _ spellings: String..., value: String? = nil, in group: Group,
    shown visibility: Visibility = .everyday, answers answer: OptionAnswer, _ purpose: String
  ) {
    self.init(group, visibility, spellings, value, .answer(answer), purpose, "")
  }

  private init(
    _ group: Group, _ visibility: Visibility, _ spellings: [String], _ value: String?,
    isValueOptional: Bool = false, _ effect: Effect, _ purpose: String, _ details: String
  ) {
    self.group = group
    self.visibility = visibility
    self.spellings = spellings
    self.value = value
    self.isValueOptional = isValueOptional
    self.effect = effect
    self.purpose = purpose
    self.details = details
  }

  /// The option spelled like this, hyphens included, or `nil` if there is none.
  ///
  /// - Complexity: O(number of options).
  init?(spelled spelling: [UInt8]) {
    let option = Self.all.first { option in
      option.spellings.contains { $0.utf8.elementsEqual(spelling) }
    }
    guard let option else { return nil }
    self = option
  }

  /// The spelling that messages use.
  var spelling: String { spellings.last ?? "" }

  /// Whether `word` is one of the values that it can have or be without.
  func hasForm(_ word: String) -> Bool {
    guard isValueOptional, case .words(let words) = completion else { return false }
    return words.contains(word)
  }

  /// What the help shows after its name: nothing, or its value, such as ` FILE` or `[=FORM]`.
  var valueNotation: String {
    guard let value else { return "" }
    return isValueOptional ? "[=\(value)]" : " \(value)"
  }

  /// Whether it may be given more than once.
  var canRepeat: Bool {
    switch effect {
    case .answer: value == nil
    case .set(let setting): setting.canRepeat
    }
  }

  /// What a shell can offer as its value.
  var completion: Completion {
    switch effect {
    case .answer(let answer): answer.completion
    case .set(let setting): setting.completion
    }
  }

  /// The options that the full help and suggestions show.
  static let shown = all.filter { $0.visibility != .never }
}
