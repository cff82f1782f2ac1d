internal import Glibc

/// The clock that is never set back, `CLOCK_MONOTONIC`.
package enum MonotonicClock {
  /// Its time in milliseconds, never 0; the C function is `clock_gettime`.
  ///
  /// A signal handler can ask for it.
  package static var milliseconds: Int64 {
    var time = timespec()
    // SAFETY: the structure is alive for the call.
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000 + 1
  }
}
