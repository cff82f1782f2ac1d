internal import Hookline
internal import HooklineSystem
internal import JSONScanning

/// How the value of an option sets a property of the request.
struct OptionSetting: Sendable {
  /// A property of the request.
  typealias Property<Value> = WritableKeyPath<Request, Value> & Sendable

  /// Sets the property.
  let apply: @Sendable (inout Request, OptionValue) throws(UsageError) -> Void
  /// Whether the option may be given more than once.
  let canRepeat: Bool
  /// What its value can be.
  let completion: Completion

  private init(
    canRepeat: Bool = false, completion: Completion = .none,
    _ apply: @escaping @Sendable (inout Request, OptionValue) throws(UsageError) -> Void
  ) {
    self.apply = apply
    self.canRepeat = canRepeat
    self.completion = completion
  }

  /// No value: the property becomes true.
  static func flag(_ property: any Property<Bool>) -> Self {
    Self(canRepeat: true) { request, _ in request[keyPath: property] = true }
  }

  /// No value: `mode` is that of the run.
  static func mode(_ mode: Mode) -> Self {
    Self(canRepeat: true) { request, _ in request.mode = mode }
  }

  /// A file to read: the mode of the run is what `mode` returns for it.
  static func mode(_ mode: @escaping @Sendable (FileName) -> Mode) -> Self {
    Self(completion: .files) { request, value in request.mode = mode(FileName(value.bytes)) }
  }

  /// An optional value, a word of a closed set: the mode of the run is what `mode` returns for it.
  ///
  /// Without a value, the word is the empty one.
  static func mode<Form: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ mode: @escaping @Sendable (Form) -> Mode
  ) -> Self {
    Self(canRepeat: true, completion: .words(of: Form.self)) {
      (request, value) throws(UsageError) in
      request.mode = mode(try value.word())
    }
  }

  /// A file to read; each use of the option adds one.
  static func files(_ property: any Property<[FileName]>) -> Self {
    Self(canRepeat: true, completion: .files) { request, value in
      request[keyPath: property].append(FileName(value.bytes))
    }
  }

  /// Text; each use of the option adds one.
  static func texts(_ property: any Property<[String]>) -> Self {
    Self(canRepeat: true) { request, value in
      request[keyPath: property].append(value.text)
    }
  }

  /// A file to write.
  static func writtenFile(_ property: any Property<FileName?>) -> Self {
    value(property, .files) { (value) throws(UsageError) in try value.writtenFile() }
  }

  /// A whole number.
  static func number(_ property: any Property<Int?>) -> Self {
    value(property) { (value) throws(UsageError) in try value.number() }
  }

  /// A whole number in `range`.
  static func number(_ property: any Property<Int?>, in range: ClosedRange<Int>) -> Self {
    value(property) { (value) throws(UsageError) in try value.number(in: range) }
  }

  /// A number of bytes.
  static func byteCount(_ property: any Property<Int>) -> Self {
    value(property) { (value) throws(UsageError) in try value.byteCount() }
  }

  /// A number of bytes in `range`.
  static func byteCount(_ property: any Property<Int?>, in range: ClosedRange<Int>) -> Self {
    value(property) { (value) throws(UsageError) in try value.byteCount(in: range) }
  }

  /// A value that is written as text; `form` says how, in a message about another one.
  static func text<Value: LosslessStringConvertible & SendableMetatype>(
    _ property: any Property<Value?>, as form: String
  ) -> Self {
    value(property) { (value) throws(UsageError) in try value.parsed(as: form) }
  }

  /// A word of a closed set.
  static func word<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ property: any Property<Word>
  ) -> Self {
    value(property, .words(of: Word.self)) { (value) throws(UsageError) in try value.word() }
  }

  /// A word of a closed set, for a property that is `nil` without the option.
  static func word<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ property: any Property<Word?>
  ) -> Self {
    value(property, .words(of: Word.self)) { (value) throws(UsageError) in try value.word() }
  }

  /// A list of columns.
  static func columns(_ property: any Property<JobColumns?>) -> Self {
    value(property) { (value) throws(UsageError) in try value.columns() }
  }

  /// A scan kernel.
  static func kernel(_ property: any Property<ScanKernel>) -> Self {
    value(property, .words(of: ScanKernel.self)) { (value) throws(UsageError) in
      try value.kernel()
    }
  }

  /// One value, which `parse` checks.
  private static func value<Value>(
    _ property: any Property<Value>, _ completion: Completion = .none,
    _ parse: @escaping @Sendable (OptionValue) throws(UsageError) -> Value
  ) -> Self {
    Self(completion: completion) { (request, value) throws(UsageError) in
      request[keyPath: property] = try parse(value)
    }
  }
}
