internal import Glibc

extension Descriptor {
  /// Opens the file of `name` for reading, or returns standard input for `-`; the C function is `open`.
  ///
  /// A terminal does not become the controlling terminal. Opening a FIFO waits for a writer.
  ///
  /// - Throws: Why it cannot be opened. A directory can be opened, but not read.
  package static func open(_ name: FileName) throws(SystemError) -> Descriptor {
    try open(name, flags: 0)
  }

  /// Opens an input, as ``open(_:)`` does, without waiting for a FIFO's writer: ``waitToRead(or:)`` does that.
  ///
  /// - Throws: Why it cannot be opened, or EINTR once the program must end.
  package static func openInput(_ name: FileName) throws(SystemError) -> Descriptor {
    do {
      return try open(name, flags: O_NONBLOCK)
    } catch .wouldBlock {
      // Another program has a lease on the file (Samba takes them) and is asked to release it, which takes a moment.
      return try open(name, flags: 0)
    }
  }

  private static func open(_ name: FileName, flags: Int32) throws(SystemError) -> Descriptor {
    guard name != .standardInput else { return .standardInput }
    // One that was closed could be opened by another name: it is `/dev/null`, for writing.
    if name.namesStandardInput, !Descriptor.standardInput.isReadable {
      throw SystemError(code: EBADF)
    }
    return try open(name, with: O_RDONLY | O_NOCTTY | flags, untilInterrupted: true)
  }

  /// Opens the file of `name` for writing, or creates it; the C function is `open`.
  ///
  /// A new file is readable and writable for its owner only. The contents of an old one stay until ``truncate(to:)``. If an
  /// inherited descriptor is open for appending to it, as after `3>>FILE`, that one is used: opened by a name such as
  /// `/dev/fd/3`, it would write from the start.
  ///
  /// - Returns: The file, and whether it did not exist before.
  package static func create(
    _ name: FileName
  ) throws(SystemError) -> (descriptor: Descriptor, isNew: Bool) {
    if let inherited = Descriptor(appendingTo: name) { return (inherited, false) }
    let flags = O_WRONLY | O_NOCTTY | O_CREAT
    do {
      return (try open(name, with: flags | O_EXCL), true)
    } catch {
      // It exists, or it is a link to a file that does not: that file is created, but not known to be new.
      guard error.code == EEXIST else { throw error }
      return (try open(name, with: flags), false)
    }
  }

  /// Opens the file of `name` with these `flags`; a file that this creates is readable and writable for its owner only.
  ///
  /// - Throws: Why it cannot be opened; EINTR once the program must end, if it is opened `untilInterrupted`.
  static func open(
    _ name: FileName, with flags: Int32, untilInterrupted: Bool = false
  ) throws(SystemError) -> Descriptor {
    let path = name.terminatedPath
    // SAFETY: the path ends in a zero and is borrowed for the call.
    let call = { unsafe Int(Glibc.open(path, O_CLOEXEC | flags, 0o600)) }
    let number =
      untilInterrupted ? try Interruption.retrying(call) : try SystemCall.retrying(call)
    return Descriptor(number: Int32(number))
  }

  /// A copy of the inherited descriptor that is open for appending to the file of `name`, or `nil` if there is none; the C
  /// function is `fcntl`.
  ///
  /// It is found by the file, not by the name, which can lead there in many ways.
  private init?(appendingTo name: FileName) {
    guard let identity = try? FileIdentity(name), identity.isFile else { return nil }
    let inherited = (3..<Self.maximumInherited).map { Descriptor(number: $0) }.first {
      $0.isAppending && $0.identity == identity
    }
    guard let inherited else { return nil }
    let copy = fcntl(inherited.number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { return nil }
    self.init(number: copy)
  }

  /// One more than the highest number that is tried: a shell's redirections are below 10, except those that it numbers itself.
  private static let maximumInherited: Int32 = 256

  /// Opens `/dev/null` for each standard descriptor that is closed, in the wrong direction, so that using it still fails.
  ///
  /// Otherwise the next file opened would get its number: events could be read from the definitions file, or jobs written to
  /// it.
  ///
  /// - Throws: Why one cannot be opened; no file must be opened then.
  package static func reserveStandardDescriptors() throws(SystemError) {
    for (number, wrongWay) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(Int32, Int32)]
    where fcntl(number, F_GETFD) == -1 {
      // SAFETY: the path is a constant, ends in a zero and is borrowed for the call.
      guard unsafe Glibc.open("/dev/null", wrongWay) == number else { throw .latest }
    }
  }
}
