/// System calls, made again if a signal interrupts them.
enum SystemCall {
  /// The result of a call that was just made.
  ///
  /// - Throws: Why it failed; ``SystemError/interrupted`` if a signal interrupted it.
  static func checked(_ result: Int) throws(SystemError) -> Int {
    guard result >= 0 else { throw .latest }
    return result
  }

  /// Makes a call, and repeats it each time a signal interrupts it, unless the repetition `isPointless` by then.
  ///
  /// - Throws: Why it failed; ``SystemError/interrupted`` only if a repetition is pointless.
  @inline(__always)
  static func retrying(
    unless isPointless: @autoclosure () -> Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      do throws(SystemError) {
        return try checked(call())
      } catch .interrupted {
        if isPointless() { throw .interrupted }
      }
    }
  }
}
