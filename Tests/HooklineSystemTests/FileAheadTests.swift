import Foundation
import Glibc
import HooklineSystem
import Scratch
import Testing

/// ``FileAhead`` knows where the bytes that are read next are in memory, unless it would have to wait for them.
@Suite struct FileAheadTests {
  private let windowSize = FileAhead.windowSize

  /// Of a file of two windows and a half: at each step, what has been read since the last one, and how many bytes are known.
  @Test(arguments: [
    // From the start on, from window to window: at the end of each, only its own bytes are known.
    (0, [(0, 100), (100, 100), (2_097_000, 52), (52, 100), (2_097_152, 100)]),
    // Two windows on.
    (1, [(0, 100), (4_194_303, 100)]),
    // A window begins at a multiple of its size, wherever the first read is.
    (1_000_000, [(0, 100), (1_097_102, 50)]),
    // To the end of the file, where the last bytes are fewer, and beyond it, as it can grow.
    (0, [(5_242_780, 100), (50, 50), (50, 0), (50, 0)]),
  ])
  func whatIsReadNextIsKnown(start: Int, steps: [(read: Int, known: Int)]) throws {
    let file = try largeFile()
    var readSoFar = 0
    let reader = try open(file, at: start)
    var ahead = try #require(FileAhead(reader))
    let bytes = try file.bytes()
    for (readCount, knownCount) in steps {
      readSoFar += readCount
      let offset = start + readSoFar
      let addresses = ahead.addresses(after: readSoFar, count: 100)
      try #require(addresses.count == knownCount, "at \(offset)")
      for (address, byte) in zip(addresses, bytes.dropFirst(offset)) {
        // SAFETY: the file is this test's own, and keeps its length.
        let pointer = try unsafe #require(UnsafePointer<UInt8>(bitPattern: address))
        try #require(unsafe pointer.pointee == byte, "at \(offset)")
      }
    }
  }

  /// The processor brings only what is mapped into its cache.
  ///
  /// The last window, of half the size, can begin at any page.
  @Test(arguments: [(offset: 0, kilobytes: 2048), (2_097_152, 2048), (4_194_304, 1024)])
  func allThatIsKnownIsMapped(offset: Int, kilobytes: Int) throws {
    let file = try largeFile()
    var ahead = try #require(FileAhead(open(file)))
    let address = ahead.addresses(after: offset, count: 1).lowerBound
    // `String(contentsOfFile:)` reads such a file only once, which gives a part of it.
    let handle = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
    let maps = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    ahead.releaseWindow()
    // The lines of a mapping begin with one that has its addresses.
    let mapping = try #require(maps.firstRange(of: String(address, radix: 16) + "-"))
    let mapped = try #require(maps[mapping.lowerBound...].firstMatch(of: /Rss: +(\d+) kB/)?.1)
    #expect(Int(mapped) == kilobytes)
  }

  /// A disk is not waited for before it has to be, and not asked about it again.
  @Test(.enabled(if: filesAreOnDisk)) func whatIsNotInMemoryIsLeftAlone() throws {
    let file = try ScratchFile()
    // The bytes have a place on the disk and were never in memory.
    try #require(posix_fallocate(file.writer.number, 0, 3 * windowSize) == 0)
    let reader = try open(file)
    var ahead = try #require(FileAhead(reader))
    #expect(ahead.addresses(after: 0, count: 100).isEmpty)
    // What was written is in memory.
    try file.writer.writeAll(Array(repeating: 0, count: 3 * windowSize).span)
    #expect(ahead.addresses(after: 100, count: 100).isEmpty)
    var later = try #require(FileAhead(reader))
    #expect(later.addresses(after: 0, count: 100).count == 100)
    later.releaseWindow()
    #expect(later.addresses(after: 100, count: 100).count == 100)
  }

  /// To map a hole would fill it, if the file is on tmpfs.
  @Test func fileWithHolesIsLeftAlone() throws {
    let file = try largeFile()
    try #require(ftruncate(file.writer.number, 8 * windowSize) == 0)
    #expect(try FileAhead(open(file)) == nil)
  }

  @Test func smallFilesAndPipesAreNotWorthIt() throws {
    let file = try ScratchFile()
    try #require(ftruncate(file.writer.number, windowSize) == 0)
    #expect(try FileAhead(open(file)) == nil)
    #expect(try FileAhead(TestPipe().reader) == nil)
  }

  /// Whether the directory of ``ScratchFile`` is not on tmpfs.
  private static var filesAreOnDisk: Bool {
    let folder = FileManager.default.temporaryDirectory.path()
    let mounts = (try? String(contentsOfFile: "/proc/mounts", encoding: .utf8)) ?? ""
    let fields = mounts.split(separator: "\n").map { $0.split(separator: " ") }
    let mount = fields.filter { folder.hasPrefix($0[1]) }.max { $0[1].count < $1[1].count }
    return mount?[2] != "tmpfs"
  }

  private func largeFile() throws -> ScratchFile {
    let line = (0..<1 << 18).map { UInt8(truncatingIfNeeded: $0 &* 0x9E37_79B9 >> 8) }
    let file = try ScratchFile()
    // Piece by piece, so that the system holds it in small pages.
    for offset in stride(from: 0, to: 20 * line.count, by: 4096) {
      let start = offset % line.count
      try file.writer.writeAll(line.span.extracting(start..<start + 4096))
    }
    return file
  }

  private func open(_ file: ScratchFile, at offset: Int = 0) throws -> Descriptor {
    let reader = try Descriptor.open(file.name)
    try #require(lseek(reader.number, offset, SEEK_SET) == offset)
    return reader
  }
}
