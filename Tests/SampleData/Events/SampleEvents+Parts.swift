// The parts that events of all kinds are made of.

extension SampleEvents {
  /// A new ObjectId: a time in the months before the event, in seconds, then random digits.
  mutating func id() -> SampleValue {
    let seconds = now.milliseconds / 1000 - generator.number(in: 0...20_000_000)
    let digits = String(seconds, radix: 16).padded(to: 8) + generator.hexadecimalDigits()
    return .string(generator.happens(inHundred: 1) ? digits.uppercased() : digits)
  }

  /// An array of new ids, their number in `range`.
  mutating func ids(_ range: ClosedRange<Int>) -> SampleValue {
    .array((0..<generator.number(in: range)).map { _ in id() })
  }

  /// A time in the months before the event.
  mutating func earlier() -> SampleValue {
    let age = generator.number(in: 1...20_000_000_000)
    return .string(SampleMoment(milliseconds: now.milliseconds - age).text)
  }

  /// A sentence.
  mutating func sentence() -> SampleValue {
    .string(generator.sentence())
  }

  /// One of `ids`, in upper case a few times in a hundred.
  mutating func one(of ids: [String]) -> SampleValue {
    let id = generator.one(of: ids)
    return .string(generator.happens(inHundred: 4) ? id.uppercased() : id)
  }

  /// The company that an object of `company` names as its own, which is sometimes another one.
  mutating func statedCompany(_ company: SampleCompany) -> SampleValue {
    let isAnother = generator.happens(inHundred: 5)
    return .string(isAnother ? generator.one(of: SampleCompany.traffic).id : company.id)
  }

  /// The URLs of an image in three sizes, empty if there is none.
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

  /// An event about `object`: created, deleted, or edited with some of `changes`.
  ///
  /// No two changes may have paths with the same first name. An edit's event has the whole object, or only its `_id` and the
  /// members that were edited.
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

  /// How often each action happens to an object, in percent.
  private static let actions: [(value: String, weight: Int)] = [
    ("create", 30), ("edit", 60), ("delete", 10),
  ]
}
