internal import JSONScanning

/// Values that have names, looked up by what an event says.
///
/// It holds the values itself: a static list would cost a call each time that it is used.
struct NamedValues<Value: RawRepresentable<String> & Sendable>: Sendable {
  private let names: NameList
  private let values: [Value]

  init(_ values: [Value]) {
    self.values = values
    names = NameList(values.map(\.rawValue))
  }

  /// The value whose name is `string`, or `nil` if there is none.
  func value(named string: DecodedString, in text: Span<UInt8>) -> Value? {
    names.place(of: string, in: text).map { values[$0] }
  }
}
