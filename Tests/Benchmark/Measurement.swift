import Glibc

/// What one thing that was measured took.
struct Measurement {
  /// Processor time, that of the user and of the system, in seconds.
  var processorTime: Double
  /// Time on the clock on the wall, in seconds.
  var wallTime: Double
  /// The largest amount of memory that was resident, in MiB; `nil` where that is not one program's.
  var peakMemory: Double?
}

/// Measures programs and parts of this one: in processor time, because on a shared machine the clock on the wall tells of
/// others, and on the wall, because who waits looks there.
enum Measure {
  /// Runs a line of shell, and takes what the system says; where it ends in `exec` of one program, that is of this program.
  ///
  /// - Returns: `nil` where it could not be run. A status that tells of rejected lines is none that tells of that.
  static func program(_ line: String) -> Measurement? { run(["/bin/bash", "-c", line]) }

  /// Runs the program that `words` begin with, with this process's streams.
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

  /// Runs `body` in this process.
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
  /// The one of median processor time; there must be one.
  var median: Measurement {
    sorted { $0.processorTime < $1.processorTime }[count / 2]
  }

  /// The median time on the wall; there must be a measurement.
  var medianWallTime: Double {
    map(\.wallTime).sorted()[count / 2]
  }
}
