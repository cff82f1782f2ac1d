/// What an event says, before it is put in an order and spelt.
struct SampleEvent {
  /// The type of the object.
  let type: String
  /// What happened to it.
  let event: String
  /// The object.
  var data: SampleValue
  /// What an edit changed.
  var diff: SampleValue?
  /// What a logout says besides.
  var extraData = SampleValue.null

  /// The event's members in this order, those that it has.
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
  /// The names that lead to the member, from the object's own on.
  let path: [String]
  /// Its value before the edit.
  let previous: SampleValue
  /// Its value after the edit.
  let changedTo: SampleValue

  /// The member of a `diff` that tells of the change, its name a JSON Pointer (RFC 6901).
  var difference: SampleValue.Member {
    let pointer = path.map { "/" + $0 }.joined()
    return (pointer, ["previous": previous, "changedTo": changedTo])
  }

  /// The member of the object, with no more in it than what changed.
  var member: SampleValue.Member {
    let value = path.dropFirst().reversed().reduce(changedTo) { .object([($1, $0)]) }
    return (path.first ?? "", value)
  }
}
