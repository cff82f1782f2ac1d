internal import Glibc

/// A pipe of this process's own.
package struct Pipe: Sendable {
  /// The end that is read.
  package let reading: Descriptor
  /// The end that is written to.
  package let writing: Descriptor

  /// Makes a pipe that programs which are started do not inherit; the C function is `pipe`.
  ///
  /// - Throws: The reason why there can be none.
  package init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    // SAFETY: pipe(2) writes two numbers into an array of two.
    guard unsafe pipe(&ends) == 0 else { throw .latest }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (Descriptor(number: ends[0]), Descriptor(number: ends[1]))
  }
}

extension Descriptor {
  // From linux/fcntl.h, which Swift does not see: to set and to tell how many bytes a pipe has room for.
  private static let setPipeSize: Int32 = 1031
  private static let getPipeSize: Int32 = 1032

  /// After how many bytes a pipe is worth enlarging: not for a few.
  package static let enlargingSize = 4 << 20

  /// Makes it a pipe with room for 1 MiB, or 256 KiB where that is refused, if it is a pipe with less; the C function is
  /// `fcntl`.
  ///
  /// The pipes of a user share a quota. Nothing happens where it is used up.
  package func enlargePipe() {
    let size = fcntl(number, Self.getPipeSize)
    guard size >= 0 else { return }
    for wanted: Int32 in [1 << 20, 256 << 10] where size < wanted {
      if fcntl(number, Self.setPipeSize, wanted) >= 0 { return }
    }
  }

  /// Makes it a pipe with as little room as there can be, a page, so that the quota of its user is not touched.
  package func shrinkPipe() {
    _ = fcntl(number, Self.setPipeSize, 1)
  }
}
