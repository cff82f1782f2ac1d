internal import Glibc

/// A thread of this process.
package struct Thread: Sendable {
  private let handle: pthread_t

  /// Starts a thread that does `work`, or returns `nil` if there can be none; the C function is `pthread_create`.
  package init?(_ work: @escaping @Sendable () -> Void) {
    var handle = pthread_t()
    // SAFETY: the thread gets its own reference to the box, which it releases; if there is no thread, it is released here. No
    // attributes are passed, and the handle is alive for the call.
    let box = unsafe Unmanaged.passRetained(WorkBox(work))
    let error = unsafe pthread_create(
      &handle, nil, { unsafe doWork(in: $0) }, box.toOpaque())
    guard error == 0 else {
      unsafe box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the work is done, which must be asked for exactly once; the C function is `pthread_join`.
  package func join() {
    _ = pthread_join(handle, nil)
  }

  /// Leaves the thread alone, instead of ``join()``: it ends by itself or with the program; the C function is
  /// `pthread_detach`.
  package func detach() {
    _ = pthread_detach(handle)
  }

  /// Lets this thread wait; the C function is `nanosleep`.
  package static func sleep(milliseconds: Int) {
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    var rest = timespec()
    // SAFETY: both structures are alive for the call.
    while unsafe nanosleep(&time, &rest) == -1, errno == EINTR { time = rest }
  }
}

/// The work of a thread, in an object that a pointer can refer to.
private final class WorkBox: Sendable {
  let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
  }
}

/// The function that a thread starts in.
private func doWork(in box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // SAFETY: it is the reference that was made for this thread, and is used nowhere else.
  guard let box = unsafe box else { return nil }
  let work = unsafe Unmanaged<WorkBox>.fromOpaque(box).takeRetainedValue().work
  work()
  return nil
}
