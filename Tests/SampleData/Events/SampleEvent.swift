/// The contents of an event, without the order of its members and their spelling.
struct SampleEvent {
  /// The type of the object.
  let type: String
  /// What happened to the object.
  let event: String
  /// The object, or the edited members of it.
  var data: SampleValue
  /// What an edit changed, or `nil` for other events.
  var diff: SampleValue?
  /// What a logout adds, or `null`.
  var extraData = SampleValue.null

  /// The members that the event has, in `order`.
  func members(
    in order: [Name], company: String, createdAt: SampleMoment
  ) -> [SampleValue.Member] {
    order.compactMap { name in
      let value: SampleValue? =
        switch name {
        case .company: .string(company)
        case .type: .string(type)
        case .event: .string(event)
        case .createdAt: .string(createdAt.text)
        case .data: data
        case .diff: diff
        case .extraData: extraData
        }
      return value.map { (name: name.rawValue, value: $0) }
    }
  }

  /// The names of an event's members.
  enum Name: String {
    case company
    case type
    case event
    case createdAt
    case data
    case diff
    case extraData
  }
}

/// What an edit did to one member of an object.
struct SampleChange {
  /// The names on the way to the member, from the object's own member on.
  let path: [String]
  /// Its value before the edit.
  let previous: SampleValue
  /// Its value after the edit.
  let changedTo: SampleValue

  /// The member of a `diff` that describes the change, its name a JSON Pointer (RFC 6901).
  var difference: SampleValue.Member {
    let pointer = path.map { "/" + $0 }.joined()
    return (pointer, ["previous": previous, "changedTo": changedTo])
  }

  /// The object's own member, with only what changed in it.
  var member: SampleValue.Member {
    let value = path.dropFirst().reversed().reduce(changedTo) { .object([($1, $0)]) }
    return (path.first ?? "", value)
  }
}
