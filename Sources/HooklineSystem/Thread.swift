internal import Glibc

/// A thread of this process.
package struct Thread: Sendable {
  private let handle: pthread_t

  /// Starts a thread that does `work`, or gives `nil` where the system has none; the C function is `pthread_create`.
  package init?(_ work: @escaping @Sendable () -> Void) {
    var handle = pthread_t()
    // SAFETY: the thread gets a reference of its own to the box, which it releases; where there is no thread, it is released
    // here. No attributes are asked for, and the handle is alive for the call.
    let box = unsafe Unmanaged.passRetained(WorkBox(work))
    let error = unsafe pthread_create(
      &handle, nil, { unsafe doWork(in: $0) }, box.toOpaque())
    guard error == 0 else {
      unsafe box.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until its work is done, which must be asked for once; the C function is `pthread_join`.
  package func join() {
    _ = pthread_join(handle, nil)
  }
}

/// What a thread is to do.
private final class WorkBox: Sendable {
  let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
  }
}

/// What a thread begins with.
private func doWork(in box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // SAFETY: it is the reference that was made for this thread, and is looked at nowhere else.
  guard let box = unsafe box else { return nil }
  let work = unsafe Unmanaged<WorkBox>.fromOpaque(box).takeRetainedValue().work
  work()
  return nil
}
