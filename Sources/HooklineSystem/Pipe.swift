internal import Glibc

/// A pipe within this process.
package struct Pipe: Sendable {
  /// The end that is read.
  package let reading: Descriptor
  /// The end that is written to.
  package let writing: Descriptor

  /// A new pipe, which is closed on `exec`; the C function is `pipe`.
  ///
  /// - Throws: Why there can be none.
  package init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers into an array of two.
    guard unsafe pipe(&ends) == 0 else { throw .latest }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (Descriptor(number: ends[0]), Descriptor(number: ends[1]))
  }
}

extension Descriptor {
  // From linux/fcntl.h, which Swift does not see: to set and to get how many bytes a pipe has room for.
  private static let setPipeSize: Int32 = 1031
  private static let getPipeSize: Int32 = 1032

  /// After how many bytes it is worth enlarging a pipe.
  package static let enlargingSize = 4 << 20

  /// Gives a pipe with less room 1 MiB, or 256 KiB if the system refuses that; the C function is `fcntl`.
  ///
  /// The pipes of a user share a quota. If it is used up, nothing happens.
  package func enlargePipe() {
    let size = fcntl(number, Self.getPipeSize)
    guard size >= 0 else { return }
    for expected: Int32 in [1 << 20, 256 << 10] where size < expected {
      if fcntl(number, Self.setPipeSize, expected) >= 0 { return }
    }
  }

  /// Gives a pipe the least room that it can have, a page, to spare its user's quota.
  package func shrinkPipe() {
    _ = fcntl(number, Self.setPipeSize, 1)
  }
}
