internal import Glibc
internal import Synchronization

/// The memory of this process: whether it can have more, on what kind of pages, and what keeps it.
///
/// Swift's runtime ends the process if an allocation fails, so memory is asked for first if a run can do without or report it.
package enum Memory {
  /// Whether `size` more bytes are available; the C function is `mmap`.
  ///
  /// If not, the usual reason is a limit on the address space (`ulimit -v`).
  package static func isAvailable(_ size: Int) -> Bool {
    // SAFETY: a new mapping, at no particular address, which nothing reads or writes and which is released at once.
    let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard unsafe memory != MAP_FAILED else { return false }
    // SAFETY: as above.
    unsafe munmap(memory, size)
    return true
  }

  /// Asks the system to use large pages for the room of `bytes`, of at least a few MiB; the C function is `madvise`.
  ///
  /// A page fault then provides 2 MiB instead of 4 KiB. It is only advice: a system without large pages uses the usual ones.
  package static func preferLargePages(for bytes: inout [UInt8]) {
    let size = bytes.capacity
    // SAFETY: advice changes no byte, also if it reaches beyond the room: it is about whole pages, from the one on which the
    // room begins. The room lives for the call.
    unsafe bytes.withUnsafeMutableBytes { room in
      let offset = UInt(bitPattern: room.baseAddress) % UInt(getpagesize())
      let page = unsafe room.baseAddress.map { unsafe $0 - Int(offset) }
      _ = unsafe madvise(page, size, MADV_HUGEPAGE)
    }
  }

  /// Keeps `value`, with all that it refers to, until the process ends.
  ///
  /// The system then takes back all memory at once; Swift would release object after object.
  package static func keepUntilExit(_ value: some Sendable) {
    kept.withLock { $0.append(value) }
  }

  private static let kept = Mutex<[any Sendable]>([])
}
