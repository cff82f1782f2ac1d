internal import Glibc

/// Why the operating system could not do what it was asked to: an `errno` value.
package struct SystemError: Error, Equatable, Sendable {
  /// The number, one of the constants of `errno.h`.
  package let code: Int32

  /// The error with this `code`.
  package init(code: Int32) {
    self.code = code
  }

  /// The error of the call that just failed in this thread.
  static var latest: SystemError { SystemError(code: errno) }

  /// The reader of a pipe is gone.
  package static let brokenPipe = SystemError(code: EPIPE)

  /// There is no such descriptor, or it does not allow this use.
  package static let notOpen = SystemError(code: EBADF)

  /// There is no such file.
  package static let noSuchFile = SystemError(code: ENOENT)

  /// A file is larger than allowed.
  package static let tooLarge = SystemError(code: EFBIG)

  /// There is not enough memory.
  package static let outOfMemory = SystemError(code: ENOMEM)

  /// Whether the system lacks something that any program needs, memory or descriptors, whatever the file.
  package var isShortage: Bool { [ENOMEM, EMFILE, ENFILE].contains(code) }

  /// Whether a disk cannot take more.
  package var isLackOfRoom: Bool { [ENOSPC, EDQUOT].contains(code) }

  /// Whether it says for certain that there is no such file, or that a descriptor is closed.
  var isNoSuchFile: Bool { [ENOENT, ENOTDIR, EBADF].contains(code) }

  /// A signal came before anything was done.
  package static let interrupted = SystemError(code: EINTR)

  /// Nothing could be done at once, and the descriptor does not wait; or another process has the lock.
  package static let wouldBlock = SystemError(code: EAGAIN)
}

extension SystemError: CustomStringConvertible {
  /// The system's message, such as `No such file or directory`; the C function is `strerror`.
  package var description: String {
    // SAFETY: strerror returns a null-terminated string that stays valid until this thread's next call of it, and it is
    // copied at once.
    unsafe String(cString: strerror(code))
  }
}
