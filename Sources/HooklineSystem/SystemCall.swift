/// System calls, made again if a signal interrupts them.
enum SystemCall {
  /// Makes a call, and repeats it each time a signal interrupts it, unless the repetition `isPointless` by then.
  ///
  /// - Throws: Why it failed; ``SystemError/interrupted`` only if a repetition is pointless.
  @inline(__always)
  static func retrying(
    unless isPointless: @autoclosure () -> Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = SystemError.latest
      guard error == .interrupted, !isPointless() else { throw error }
    }
  }
}
