/// An option of the command line: a row of ``all``, from which parsing, help and suggestions come.
package struct Option: Sendable {
  /// What an option does.
  enum Effect: Sendable {
    /// It is answered at once, and nothing else is done.
    case answer(Invocation)
    /// It sets a property of the request.
    case set(OptionSetting)
  }

  /// The ways to write it, hyphens included, the short one first.
  let spellings: [String]
  /// What the help calls its value, or `nil` if it takes none.
  let value: String?
  /// What it does.
  let effect: Effect
  /// Whether it can be given several times.
  let canRepeat: Bool
  /// Whether help and suggestions show it; the others are for those who compare ways to the same result.
  let isShown: Bool
  /// What it is for, line by line.
  let purpose: [String]

  /// An option that sets a property, with a `purpose` of one or more lines.
  init(
    _ spellings: String..., value: String? = nil, sets setting: OptionSetting, isShown: Bool = true,
    _ purpose: String
  ) {
    self.init(spellings, value, .set(setting), canRepeat: setting.canRepeat, isShown, purpose)
  }

  /// An option that is answered at once.
  init(_ spellings: String..., answers answer: Invocation, _ purpose: String) {
    self.init(spellings, nil, .answer(answer), canRepeat: true, true, purpose)
  }

  private init(
    _ spellings: [String], _ value: String?, _ effect: Effect, canRepeat: Bool, _ isShown: Bool,
    _ purpose: String
  ) {
    self.spellings = spellings
    self.value = value
    self.effect = effect
    self.canRepeat = canRepeat
    self.isShown = isShown
    self.purpose = purpose.split(separator: "\n").map(String.init)
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

  /// Those that help and suggestions show.
  static let shown = all.filter(\.isShown)
}
