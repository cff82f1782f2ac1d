internal import Glibc

/// Where the bytes of a file that are read next are in memory, if the system holds them there: a processor can bring them into
/// its cache while it works on the bytes before them.
///
/// That makes `read` up to three times as fast, because it then copies from the cache. Only the addresses are used, as hints,
/// which cannot fail: what counts is what `read` returns, and the file may change or shrink.
package struct FileAhead: Sendable {
  /// How many bytes of a file are mapped at a time, from a multiple of that on: a large page.
  ///
  /// Less would cost more time; and what is mapped counts as memory of the process.
  package static let windowSize = 2 << 20

  private let file: Descriptor
  /// The size of the file at the start.
  private let size: Int
  /// The offset at which it is read first.
  private let start: Int
  /// What is mapped of the file.
  private var window: FileWindow?
  /// Whether the system was found not to hold what is read next: to map that would mean to wait for the disk.
  private var isOff = false

  /// Of `file`, from where it is read next; `nil` if it is no regular file, no larger than a window, or costs more to map than to
  /// read; the C function is `fstat`.
  package init?(_ file: Descriptor) {
    var status = stat()
    // SAFETY: the status is alive for the call.
    guard unsafe fstat(file.number, &status) == 0, let size = status.fileSize,
      size > Self.windowSize, Self.isCheapToMap(status), let start = file.position
    else { return nil }
    (self.file, self.size, self.start) = (file, size, start)
  }

  /// Whether mapping what the system holds of the file with this `status` costs no more than reading it.
  ///
  /// What it holds is said only to the owner of the file and to root. And mapping a hole of a file on tmpfs fills the hole.
  private static func isCheapToMap(_ status: stat) -> Bool {
    [0, status.st_uid].contains(geteuid()) && status.st_blocks >= status.st_size / 512
  }

  /// The addresses of the next `count` bytes, or of fewer, once `readCount` bytes were read.
  package mutating func addresses(after readCount: Int, count: Int) -> Range<UInt> {
    let position = start + readCount
    if !isOff, window?.extent.contains(position) != true { moveWindow(to: position) }
    return window?.addresses(of: position..<position + min(count, size - position)) ?? 0..<0
  }

  /// Gives back the address space of the window, until the next bytes were read.
  package mutating func releaseWindow() { window = nil }

  /// Maps the window that has the byte at `position`.
  private mutating func moveWindow(to position: Int) {
    // The last window is released first.
    window = nil
    let start = position - position % Self.windowSize
    if position < size {
      window = FileWindow(file, start..<start + min(Self.windowSize, size - start))
    }
    isOff = window == nil
  }
}

/// A part of a file that is mapped into memory; it is not accessed there.
private final class FileWindow: Sendable {
  /// The offsets in the file.
  let extent: Range<Int>
  /// The address of the first byte.
  private let address: UInt

  /// Maps `extent` of `file`, or returns `nil` if the system does not hold its last byte in memory; the C function is `mmap`.
  init?(_ file: Descriptor, _ extent: Range<Int>) {
    // SAFETY: a new mapping, at no particular address, which nothing accesses.
    let memory = unsafe mmap(
      nil, extent.count, PROT_READ, MAP_SHARED, file.number, extent.lowerBound)
    guard unsafe memory != MAP_FAILED, let memory = unsafe memory else { return nil }
    (self.extent, address) = (extent, UInt(bitPattern: memory))
    guard unsafe Self.isCached(memory, extent.count), unsafe Self.mapPages(memory, extent.count)
    else { return nil }
  }

  /// Whether the last of the `count` bytes of a file that are mapped at `memory` is in memory; the C function is `mincore`.
  ///
  /// The bytes before it are then, too, in nearly all cases, because a file is mostly read in order.
  private static func isCached(_ memory: UnsafeMutableRawPointer, _ count: Int) -> Bool {
    let pageSize = Int(getpagesize())
    var state: UInt8 = 0
    // SAFETY: for one page, the last one of the mapping, the system writes one byte.
    return unsafe mincore(memory + (count - 1) / pageSize * pageSize, 1, &state) == 0
      && state & 1 != 0
  }

  /// Maps the pages of the `count` bytes of a file at `memory`, as far as they are in memory; the C function is `madvise`.
  ///
  /// The system maps what it holds of the aligned 64 KiB around a page that is asked for ("fault-around"). So only the last page
  /// of each is asked for; after the first page of a mapping, it would go on from there for 64 KiB. If the file is in small pages,
  /// to ask for each of them takes half as long again.
  ///
  /// - Returns: Whether the system can do that, and the file is still as long.
  private static func mapPages(_ memory: UnsafeMutableRawPointer, _ count: Int) -> Bool {
    let (around, pageSize) = (64 << 10, Int(getpagesize()))
    var offset = 0
    while offset < count {
      // SAFETY: the page is part of the mapping. If it is not in memory after all, it is read from the disk.
      let next = min(offset + around - Int(bitPattern: unsafe memory + offset) % around, count)
      guard unsafe madvise(memory + (next - 1) / pageSize * pageSize, 1, populateRead) == 0 else {
        return false
      }
      offset = next
    }
    return true
  }

  /// What asks for pages of a mapping, since Linux 5.14 (`MADV_POPULATE_READ`); not every C library knows it.
  private static let populateRead: Int32 = 22

  /// The addresses of the bytes at `offsets`, as far as they are in the window; the first one is.
  func addresses(of offsets: Range<Int>) -> Range<UInt> {
    let clamped = offsets.clamped(to: extent)
    let start = address + UInt(clamped.lowerBound - extent.lowerBound)
    return start..<start + UInt(clamped.count)
  }

  deinit {
    // SAFETY: the mapping of `init`, whose bytes nothing accesses.
    _ = unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), extent.count)
  }
}
