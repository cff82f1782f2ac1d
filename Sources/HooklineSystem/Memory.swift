internal import Glibc

/// The memory that the system still grants this process.
///
/// Swift's runtime ends the process if an allocation fails. So what a run can do without, or report, is asked for first.
package enum Memory {
  /// Whether `size` bytes more can be had; the C function is `mmap`.
  ///
  /// The usual reason why not is a limit on the address space (`ulimit -v`).
  package static func isAvailable(_ size: Int) -> Bool {
    // SAFETY: a mapping of its own, at no wanted address, which nothing reads or writes and which is given back at once.
    let memory = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard unsafe memory != MAP_FAILED else { return false }
    // SAFETY: as above.
    unsafe munmap(memory, size)
    return true
  }
}
