internal import HooklineSystem

/// Standard output, for texts that are written at once: results, help and documents.
enum StandardOutput {
  /// Writes `text`, and closes standard output.
  ///
  /// - Throws: Why it cannot be written; ``Failure/readerGone`` if its reader is gone.
  static func write(_ text: String) throws(Failure) {
    do throws(SystemError) {
      try Descriptor.standardOutput.writeAll(Array(text.utf8).span)
      try Descriptor.standardOutput.close()
    } catch .brokenPipe {
      throw .readerGone
    } catch {
      throw Failure("standard output: \(error)", .inputOutputError)
    }
  }
}
