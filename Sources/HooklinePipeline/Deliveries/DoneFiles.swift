package import Hookline
package import HooklineSystem
package import JSONScanning

/// What the files say that list the jobs that are done.
package struct DoneFiles: Sendable {
  /// Why a file could not be read; nothing is to be done then.
  package struct UnreadFile: Error {
    /// The index of the file.
    package let file: Int
    /// The reason.
    package let error: InputError
  }

  /// Lines of one file from which no id or status can be read.
  package struct UnreadableLines: Equatable, Sendable {
    /// The index of the file.
    package let file: Int
    /// How many there are.
    package internal(set) var count: Int
    /// The number of the first, from 1.
    package let firstLine: Int
  }

  /// A file that is not empty, but in which nothing can have had the id of a job: it is something else than it should be.
  package struct WrongFile: Equatable, Sendable {
    /// The index of the file.
    package let file: Int
    /// Its first bytes, at most ``HintFinder/lookAheadLength``.
    package let beginning: [UInt8]
  }

  /// The jobs that are done.
  package let jobs: DoneJobs
  /// The unreadable lines of each file that has some.
  package let unreadable: [UnreadableLines]
  /// The first wrong file, if there is one.
  package let wrongFile: WrongFile?

  /// Reads the files called `names` to their ends, for jobs of `webhooks`; `kernel`, which must be available, scans the lines.
  ///
  /// A last line without a line feed is ignored: what was writing it did not end it. A line is unreadable if it is so long that
  /// no job of an event of up to `limit` bytes can be on it.
  ///
  /// - Throws: The first file that cannot be opened or read to its end.
  /// - Complexity: O(bytes read); memory is that of the longest line and of the ids.
  package init(
    _ names: [FileName], of webhooks: [Webhook], limit: Int, kernel: ScanKernel
  ) throws(UnreadFile) {
    var reader = DoneFileReader(of: webhooks, limit: limit, kernel: kernel)
    var queue = BlockQueue(
      names, form: .events, kernel: kernel, limit: reader.limit, readSize: InputBuffer.readSize,
      written: [])
    var room = BlockMemory()
    while let content = queue.next(into: &room, orFor: nil)?.content {
      switch consume content {
      case .notice(let notice): try reader.take(notice)
      case .records(var records):
        reader.read(records)
        swap(&room.bytes, &records.bytes)
      }
    }
    reader.endFile()
    (jobs, unreadable, wrongFile) = (reader.jobs, reader.unreadable, reader.wrongFile)
  }
}
