// The parts that events of every kind are put together from.

extension SampleEvents {
  /// A new ObjectId: the seconds of some moment of the last months, then random digits.
  mutating func id() -> SampleValue {
    let seconds = now.milliseconds / 1000 - generator.number(in: 0...20_000_000)
    let digits = String(seconds, radix: 16).padded(to: 8) + generator.hexadecimalDigits()
    return .string(generator.happens(inHundred: 1) ? digits.uppercased() : digits)
  }

  /// An array of as many ids as a number in `range`.
  mutating func ids(_ range: ClosedRange<Int>) -> SampleValue {
    .array((0..<generator.number(in: range)).map { _ in id() })
  }

  /// A moment in the months before the event.
  mutating func earlier() -> SampleValue {
    let age = generator.number(in: 1...20_000_000_000)
    return .string(SampleMoment(milliseconds: now.milliseconds - age).text)
  }

  /// A sentence.
  mutating func sentence() -> SampleValue {
    .string(generator.sentence())
  }

  /// One of `ids`; a few times in a hundred it is written in upper case.
  mutating func one(of ids: [String]) -> SampleValue {
    let id = generator.one(of: ids)
    return .string(generator.happens(inHundred: 4) ? id.uppercased() : id)
  }

  /// The company that an object of `company` says it belongs to: sometimes another.
  mutating func statedCompany(_ company: SampleCompany) -> SampleValue {
    let isAnother = generator.happens(inHundred: 5)
    return .string(isAnother ? generator.one(of: SampleCompany.traffic).id : company.id)
  }

  /// The addresses of an image in three sizes.
  mutating func image() -> SampleValue {
    guard generator.happens(inHundred: 40) else {
      return ["small": "", "square": "", "original": ""]
    }
    let address = "https://files.example.com/avatars/\(generator.hexadecimalDigits())"
    return [
      "small": .string(address + "-s.png"), "square": .string(address + "-q.png"),
      "original": .string(address + ".jpeg"),
    ]
  }

  /// An event in which something happened to `object`, if an edit then some of `changes`.
  ///
  /// No two changes may have a path that begins alike. The event of an edit has the whole object,
  /// or only the members that were edited.
  mutating func event(
    about type: String, _ object: SampleValue, changes: [SampleChange]
  ) -> SampleEvent {
    let action = generator.one(of: Self.actions)
    guard action == "edit" else { return SampleEvent(type: type, event: action, data: object) }
    let first = generator.number(in: 0...changes.count - 1)
    let made = changes.indices.filter { $0 == first || generator.happens(inHundred: 25) }
      .map { changes[$0] }
    var event = SampleEvent(type: type, event: action, data: object)
    event.diff = .object(made.map(\.difference))
    if generator.happens(inHundred: 25) {
      let name = object["_id"].map { [(name: "_id", value: $0)] } ?? []
      event.data = .object(name + made.map(\.member))
    }
    return event
  }

  /// How often each thing happens to an object, in a hundred.
  private static let actions: [(value: String, weight: Int)] = [
    ("create", 30), ("edit", 60), ("delete", 10),
  ]
}
