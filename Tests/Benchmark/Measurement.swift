import Glibc

/// The cost of one run of a program or a stage.
struct Measurement {
  /// Processor time, user and system, in seconds.
  var processorTime: Double
  /// Wall time, in seconds.
  var wallTime: Double
  /// The peak resident memory, in MiB, or `nil` for a stage of this process.
  var peakMemory: Double?
}

/// Measures programs and stages of this one.
///
/// Processor time, because on a shared machine wall time depends on other programs; wall time, because users wait for that.
enum Measure {
  /// Runs a line of shell; if it ends in `exec` of a program, the peak memory is that program's.
  ///
  /// - Returns: `nil` if it could not be run or failed. Exit statuses 1 and 65 (rejected lines) are not failures.
  static func program(_ line: String) -> Measurement? { run(["/bin/bash", "-c", line]) }

  /// Runs the program at the path `words[0]` with the arguments `words`, on this process's standard streams.
  static func run(_ words: [String]) -> Measurement? {
    var process = pid_t()
    let start = ContinuousClock.now
    // SAFETY: the words are terminated copies that live until they are freed; the list ends with nil.
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    // SAFETY: each is freed once.
    defer { for index in words.indices { unsafe free(arguments[index]) } }
    // SAFETY: all that is passed is alive for the call; the child gets this process's environment.
    guard unsafe posix_spawn(&process, words[0], nil, nil, &arguments, environ) == 0 else {
      return nil
    }
    var (status, usage) = (Int32(), rusage())
    // SAFETY: both are locals that are alive for the call.
    while unsafe wait4(process, &status, 0, &usage) == -1 {
      guard errno == EINTR else { return nil }
    }
    guard status & 0x7F == 0, [0, 1, 65].contains((status >> 8) & 0xFF) else { return nil }
    return Measurement(
      processorTime: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      wallTime: start.duration(to: .now) / .seconds(1),
      peakMemory: Double(usage.ru_maxrss) / 1024)
  }

  /// Measures `body` in this process.
  static func stage(_ body: () throws -> Void) rethrows -> Measurement {
    let (start, wallStart) = (processorTime(), ContinuousClock.now)
    try body()
    return Measurement(
      processorTime: processorTime() - start, wallTime: wallStart.duration(to: .now) / .seconds(1))
  }

  private static func processorTime() -> Double {
    var usage = rusage()
    // SAFETY: the local is alive for the call.
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}

extension [Measurement] {
  /// The measurement with the median processor time; there must be at least one.
  var median: Measurement {
    sorted { $0.processorTime < $1.processorTime }[count / 2]
  }

  /// The median wall time; there must be at least one measurement.
  var medianWallTime: Double {
    map(\.wallTime).sorted()[count / 2]
  }
}
