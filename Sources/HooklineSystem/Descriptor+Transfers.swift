internal import Glibc

extension Descriptor {
  /// Reads at most `count` bytes and appends them to `bytes`; the C function is `read`.
  ///
  /// - Returns: How many were read; 0 at the end of the input.
  /// - Throws: Why it cannot be read; `EISDIR` for a directory; EINTR once the program must end, if the read is made
  ///   `untilInterrupted`.
  package func read(
    appendingTo bytes: inout [UInt8], atMost count: Int, untilInterrupted: Bool = false
  ) throws(SystemError) -> Int {
    try transfer(POLLIN, untilInterrupted: untilInterrupted) {
      var result = 0
      bytes.append(addingCapacity: count) { output in
        // SAFETY: the system writes at most `count` bytes, and no more than the room that is borrowed for the call; as many
        // as it reports are then initialized.
        unsafe output.withUnsafeMutableBufferPointer { room, initializedCount in
          let free = unsafe UnsafeMutableBufferPointer(rebasing: room[initializedCount...])
          result = unsafe Glibc.read(number, free.baseAddress, min(count, free.count))
          initializedCount += max(result, 0)
        }
      }
      return result
    }
  }

  /// The bytes of a file from `position` on, up to `count` of them; the C function is `pread`.
  ///
  /// The position of the descriptor does not change.
  ///
  /// - Throws: Why it cannot be read, or not from there.
  package func read(from position: Int, atMost count: Int) throws(SystemError) -> [UInt8] {
    var bytes = Array(repeating: UInt8(0), count: count)
    var readCount = 0
    while readCount < count {
      let more = try SystemCall.retrying {
        // SAFETY: the system writes at most `count - readCount` bytes from `readCount` on, which are inside the array of
        // `count`; it is borrowed for the call.
        unsafe bytes.withUnsafeMutableBytes {
          unsafe pread(
            number, $0.baseAddress?.advanced(by: readCount), count - readCount,
            position + readCount)
        }
      }
      guard more > 0 else { break }
      readCount += more
    }
    bytes.removeLast(count - readCount)
    return bytes
  }

  /// Writes as much of `bytes` as the system takes, for a reader that can be slow or stuck; the C function is `write`.
  ///
  /// - Returns: How many bytes were taken.
  package func write(_ bytes: Span<UInt8>) throws(SystemError) -> Int {
    try WatchedWrite.make(to: self) { () throws(SystemError) in try put(bytes) }
  }

  /// Writes as much of `bytes` as the system takes, for a reader in this program; the C function is `write`.
  ///
  /// - Returns: How many bytes were taken.
  package func put(_ bytes: Span<UInt8>) throws(SystemError) -> Int {
    try transfer(POLLOUT) {
      // SAFETY: the system reads at most the span's bytes, which are borrowed for the call.
      unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
    }
  }

  /// Writes all of `bytes`.
  package func writeAll(_ bytes: Span<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      written += try write(bytes.extracting(written..<bytes.count))
    }
  }

  /// Whether a read would return at once, with bytes, the end of the input or an error; the C function is `poll`.
  package var isReadyToRead: Bool {
    wait(for: POLLIN, milliseconds: 0)
  }

  /// Waits until a read of this descriptor or of `other` would return at once, or until a signal that ends the program came.
  ///
  /// - Returns: Whether `other` can be read; `false` if that cannot be found out.
  @discardableResult
  package func waitToRead(or other: Descriptor?) -> Bool {
    var requests = [number, Interruption.descriptor?.number ?? -1, other?.number ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = try? SystemCall.retrying {
      // SAFETY: three requests are announced and there are three, alive for the call; those of -1 are ignored.
      Interruption.interruptible { unsafe Int(poll(&requests, 3, -1)) }
    }
    return count != nil && requests[2].revents != 0
  }

  /// Makes a call that may have to wait for `event`, and repeats it until it goes through or, if `untilInterrupted`, until the
  /// program is to end.
  ///
  /// A read that is not `untilInterrupted` can wait for another thread's turn, and must not take the timer's signal from it.
  private func transfer(
    _ event: Int32, untilInterrupted: Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      do throws(SystemError) {
        return try SystemCall.retrying(unless: untilInterrupted && Interruption.isPending) {
          untilInterrupted || event == POLLOUT ? Interruption.interruptible(call) : call()
        }
      } catch .wouldBlock {
        guard untilInterrupted else {
          _ = wait(for: event, milliseconds: -1)
          continue
        }
        waitToRead(or: nil)
        if Interruption.isPending { throw .interrupted }
      }
    }
  }

  /// Waits until a call for `event` would return at once, and returns whether it would.
  private func wait(for event: Int32, milliseconds: Int32) -> Bool {
    var request = pollfd(fd: number, events: Int16(event), revents: 0)
    // SAFETY: one request is announced and there is one, alive for the call.
    let call = { unsafe Int(poll(&request, 1, milliseconds)) }
    let count = try? SystemCall.retrying {
      milliseconds == 0 ? call() : Interruption.interruptible(call)
    }
    // If poll fails, the call itself reports why.
    return count != 0
  }
}
