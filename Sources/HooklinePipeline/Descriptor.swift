internal import Glibc

/// An open file, pipe, terminal or device, by its number.
///
/// Every call to the system for input and output is here, but for what only pipes can do. A call that a signal interrupts is made again, and a
/// descriptor that does not wait (`O_NONBLOCK`, inherited from whoever started the program) is waited for.
public struct Descriptor: Equatable, Sendable {
  let number: Int32

  /// The descriptor of `number`, which is open.
  package init(number: Int32) {
    self.number = number
  }

  /// What the program reads where no file is named.
  public static let standardInput = Descriptor(number: 0)
  /// Where the program's results go.
  public static let standardOutput = Descriptor(number: 1)
  /// Where what the program has to say goes.
  public static let standardError = Descriptor(number: 2)

  /// Opens the file of `name` for reading, or gives standard input for `-`; the C function is `open`.
  ///
  /// A terminal does not become the one that controls the program. A FIFO without a writer is waited for.
  ///
  /// - Throws: The reason why it cannot be opened. A directory can be, and then not be read.
  public static func open(_ name: FileName) throws(SystemError) -> Descriptor {
    try open(name, flags: 0)
  }

  /// Opens an input, as ``open(_:)`` does, without waiting for a FIFO's writer: ``waitToRead(or:)`` does that.
  ///
  /// - Throws: The reason why it cannot be opened, or EINTR once the program is to end.
  static func openInput(_ name: FileName) throws(SystemError) -> Descriptor {
    do {
      return try open(name, flags: O_NONBLOCK)
    } catch .wouldBlock {
      // Another program has a lease on the file (Samba takes them) and is asked to give it up, which takes a moment.
      return try open(name, flags: 0)
    }
  }

  private static func open(_ name: FileName, flags: Int32) throws(SystemError) -> Descriptor {
    guard name != .standardInput else { return .standardInput }
    let path = name.terminatedPath
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | flags
    let number = try retrying(untilInterrupted: true) {
      // SAFETY: the path ends in a zero and is borrowed for the call.
      Interruption.interruptible { unsafe Int(Glibc.open(path, flags)) }
    }
    return Descriptor(number: Int32(number))
  }

  /// Opens the file of `name` for writing, or makes it; the C function is `open`.
  ///
  /// A new file is readable and writable for its owner alone. What is in an old one stays until ``truncate(to:)``. If an
  /// inherited descriptor is open for appending to it, as after `3>>FILE`, that one is used: opened by a name such as
  /// `/dev/fd/3`, it would write from the start.
  ///
  /// - Returns: The file, and whether it did not exist before.
  public static func create(
    _ name: FileName
  ) throws(SystemError) -> (descriptor: Descriptor, isNew: Bool) {
    if let inherited = Descriptor(appendingTo: name) { return (inherited, false) }
    let path = name.terminatedPath
    func open(_ flags: Int32) throws(SystemError) -> Descriptor {
      // SAFETY: the path ends in a zero and is borrowed for the call.
      let number = try retrying {
        unsafe Int(Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags, 0o600))
      }
      return Descriptor(number: Int32(number))
    }
    do {
      return (try open(O_CREAT | O_EXCL), true)
    } catch {
      // It exists; or it is a link to what does not, which is made without being known as new.
      guard error.code == EEXIST else { throw error }
      return (try open(O_CREAT), false)
    }
  }

  /// A copy of the inherited descriptor that is open for appending to the file of `name`, if there is one; the C functions
  /// are `fcntl`.
  ///
  /// It is found by the file and not by the name, which can lead there in many ways.
  private init?(appendingTo name: FileName) {
    guard let identity = try? FileIdentity(name), identity.isFile else { return nil }
    let inherited = (3..<Self.mostInherited).map { Descriptor(number: $0) }.first {
      $0.isAppending && $0.identity == identity
    }
    guard let inherited else { return nil }
    let copy = fcntl(inherited.number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return nil }
    self.init(number: copy)
  }

  /// One more than the highest number that is looked at: a shell's redirections are below 10, but for those it chooses itself.
  private static let mostInherited: Int32 = 256

  /// Whether each write goes to the end of the file (`O_APPEND`), wherever others have written.
  public var isAppending: Bool {
    let flags = fcntl(number, F_GETFL)
    return flags >= 0 && flags & O_APPEND != 0 && flags & O_ACCMODE != O_RDONLY
  }

  /// Takes the lock of the file for this process, until it ends; the C function is `flock`.
  ///
  /// A file system without locks grants none, and that is no error.
  ///
  /// - Returns: Whether it is granted.
  /// - Throws: ``SystemError/wouldBlock`` if another process has it.
  public func lock() throws(SystemError) -> Bool {
    do {
      _ = try Self.retrying { Int(flock(number, LOCK_EX | LOCK_NB)) }
      return true
    } catch .wouldBlock {
      throw .wouldBlock
    } catch {
      return false
    }
  }

  /// Cuts it to its first `length` bytes, after which it is written on, if it is a file and not open for appending; the C
  /// functions are `ftruncate` and `lseek`.
  ///
  /// - Returns: Whether it is one.
  @discardableResult
  public func truncate(to length: Int = 0) throws(SystemError) -> Bool {
    guard identity?.isFile == true, !isAppending else { return false }
    _ = try Self.retrying { Int(ftruncate(number, length)) }
    _ = try Self.retrying { lseek(number, length, SEEK_SET) }
    return true
  }

  /// Removes the file of `name`; the C function is `unlink`.
  public static func remove(_ name: FileName) {
    let path = name.terminatedPath
    // SAFETY: the path ends in a zero and is borrowed for the call.
    _ = unsafe unlink(path)
  }

  /// How many bytes it has, or `nil` where it is no file; the C function is `fstat`.
  var size: Int? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    guard unsafe fstat(number, &status) == 0, FileIdentity(status).isFile else { return nil }
    return Int(status.st_size)
  }

  /// Which file it is, whatever its names, or `nil` where it is not open; the C function is `fstat`.
  public var identity: FileIdentity? {
    var status = stat()
    // SAFETY: the status is alive for the call.
    return unsafe fstat(number, &status) == 0 ? FileIdentity(status) : nil
  }

  /// Closes it; the C function is `close`.
  ///
  /// - Throws: An error that the system kept back until now, such as that of a full disk far away.
  public consuming func close() throws(SystemError) {
    // Linux frees the number even where a signal interrupts, so it must not be tried again.
    guard Glibc.close(number) == 0 || errno == EINTR else { throw .latest }
  }

  /// Closes what was only read, which has nothing to fail with; standard input is the caller's and stays open.
  consuming func closeAfterReading() {
    if self != .standardInput { _ = Glibc.close(number) }
  }

  /// Reads at most `count` bytes into `bytes` from `offset` on, where they must find room; the C function is
  /// `read`.
  ///
  /// - Returns: How many were read; 0 at the end of the input.
  /// - Throws: The reason why it cannot be read; `EISDIR` for a directory; EINTR once the program is to end, if the read is
  ///   made `untilInterrupted`.
  func read(
    into bytes: inout [UInt8], at offset: Int, count: Int, untilInterrupted: Bool = false
  ) throws(SystemError) -> Int {
    precondition(offset >= 0 && count >= 0 && count <= bytes.count - offset)
    return try transfer(POLLIN, untilInterrupted: untilInterrupted) {
      // SAFETY: the system writes at most `count` bytes from `offset` on, which lie inside the array, as was
      // just made sure of; it is borrowed for the call.
      unsafe bytes.withUnsafeMutableBytes {
        unsafe Glibc.read(number, $0.baseAddress?.advanced(by: offset), count)
      }
    }
  }

  /// Reads at most `count` bytes and appends them to `bytes`; the C function is `read`.
  ///
  /// The room for them is not filled with zeros before: their pages are touched once.
  ///
  /// - Returns: How many were read; 0 at the end of the input.
  /// - Throws: The reason why it cannot be read; `EISDIR` for a directory.
  func read(behind bytes: inout [UInt8], atMost count: Int) throws(SystemError) -> Int {
    try transfer(POLLIN) {
      var result = 0
      bytes.append(addingCapacity: count) { output in
        // SAFETY: the system writes at most `count` bytes, and no more than the room that is borrowed for the call; as many
        // as it says are then initialized.
        unsafe output.withUnsafeMutableBufferPointer { room, initializedCount in
          let free = unsafe UnsafeMutableBufferPointer(rebasing: room[initializedCount...])
          result = unsafe Glibc.read(number, free.baseAddress, min(count, free.count))
          initializedCount += max(result, 0)
        }
      }
      return result
    }
  }

  /// Where it is read or written next, or `nil` if it has no such place, as a pipe; the C function is `lseek`.
  var position: Int? {
    try? Self.retrying { lseek(number, 0, SEEK_CUR) }
  }

  /// The bytes of a file from `position` on, up to `count` of them; the C function is `pread`.
  ///
  /// Where it is read next stays.
  ///
  /// - Throws: The reason why it cannot be read, or not there.
  func read(from position: Int, atMost count: Int) throws(SystemError) -> [UInt8] {
    var bytes = Array(repeating: UInt8(0), count: count)
    var readCount = 0
    while readCount < count {
      let more = try Self.retrying {
        // SAFETY: the system writes at most `count - readCount` bytes from `readCount` on, which lie inside the array of `count`; it
        // is borrowed for the call.
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

  /// Writes the start of `bytes`, for a reader that can be slow or stuck; the C function is `write`.
  ///
  /// - Returns: How many bytes were taken.
  func write(_ bytes: Span<UInt8>) throws(SystemError) -> Int {
    try Interruption.write(to: self) { () throws(SystemError) in try put(bytes) }
  }

  /// Writes the start of `bytes`, for a reader that this program is itself; the C function is `write`.
  ///
  /// - Returns: How many bytes were taken.
  func put(_ bytes: Span<UInt8>) throws(SystemError) -> Int {
    try transfer(POLLOUT) {
      // SAFETY: the system reads at most the span's bytes, which are borrowed for the call.
      unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
    }
  }

  /// Writes all of `bytes`.
  public func writeAll(_ bytes: Span<UInt8>) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      written += try write(bytes.extracting(written..<bytes.count))
    }
  }

  /// Whether it is a terminal; the C function is `isatty`.
  public var isTerminal: Bool { isatty(number) == 1 }

  /// Whether a read would return at once, with bytes, the end of the input or an error; the C function is
  /// `poll`.
  var isReadyToRead: Bool {
    wait(for: POLLIN, milliseconds: 0)
  }

  /// Waits until a read would return at once, of this descriptor or of `other`, or until a signal came that is to end the
  /// program.
  ///
  /// - Returns: Whether `other` can be read; where that cannot be said, `false`.
  @discardableResult
  func waitToRead(or other: Descriptor?) -> Bool {
    var requests = [number, Interruption.descriptor?.number ?? -1, other?.number ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = try? Self.retrying {
      // SAFETY: as many requests are announced as there are, alive for the call; those of -1 are passed over.
      Interruption.interruptible { unsafe Int(poll(&requests, 3, -1)) }
    }
    return count != nil && requests[2].revents != 0
  }

  /// Makes a call that may have to wait for `event`, until it goes through; if `untilInterrupted`, or until the program is to
  /// end.
  ///
  /// A read that is not `untilInterrupted` waits for another thread's turn, and must not take the timer's signal from that one.
  private func transfer(
    _ event: Int32, untilInterrupted: Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      do {
        return try Self.retrying(untilInterrupted: untilInterrupted) {
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

  /// Waits until a call for `event` would return at once, and tells whether it would.
  private func wait(for event: Int32, milliseconds: Int32) -> Bool {
    var request = pollfd(fd: number, events: Int16(event), revents: 0)
    // SAFETY: one request is announced and one is there, alive for the call.
    let call = { unsafe Int(poll(&request, 1, milliseconds)) }
    let count = try? Self.retrying {
      milliseconds == 0 ? call() : Interruption.interruptible(call)
    }
    // Where poll cannot say, the call itself will.
    return count != 0
  }

  /// Makes a call of the system until no signal interrupts it; if `untilInterrupted`, or until the program is to end.
  private static func retrying(
    untilInterrupted: Bool = false, _ call: () -> Int
  ) throws(SystemError) -> Int {
    while true {
      let result = call()
      if result >= 0 { return result }
      let error = SystemError.latest
      guard error == .interrupted, !(untilInterrupted && Interruption.isPending) else {
        throw error
      }
    }
  }
}
