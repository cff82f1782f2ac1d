internal import Glibc

/// A pipe of this process's own.
struct Pipe: Sendable {
  /// The end that is read.
  let reading: Descriptor
  /// The end that is written to.
  let writing: Descriptor

  /// Makes a pipe that programs which are started do not inherit; the C function is `pipe`.
  ///
  /// - Throws: The reason why there can be none.
  init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers into an array of two.
    guard unsafe pipe(&ends) == 0 else { throw .latest }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (Descriptor(number: ends[0]), Descriptor(number: ends[1]))
  }
}
