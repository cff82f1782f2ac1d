internal import Glibc

/// Which file something is, whatever names lead to it.
package struct FileIdentity: Hashable, Sendable {
  private let device: dev_t
  private let number: ino_t

  /// Whether it is a regular file, which keeps what is written to it, not a pipe, terminal or device.
  package let isFile: Bool
  /// Whether it is a terminal or a character device such as `/dev/null`, which many can use at once.
  package let isDevice: Bool

  /// The identity of the file that has this `status`.
  init(_ status: stat) {
    device = status.st_dev
    number = status.st_ino
    isFile = status.st_mode & S_IFMT == S_IFREG
    isDevice = status.st_mode & S_IFMT == S_IFCHR
  }

  /// The file of `name`, or `nil` if there is none; the C function is `stat`.
  ///
  /// - Throws: Why it cannot be found out whether there is one, or which one it is.
  package init?(_ name: FileName) throws(SystemError) {
    guard let status = try name.status() else { return nil }
    self.init(status)
  }
}

extension [FileName] {
  /// The names that lead to the same regular file as an earlier one, each with the first name of that file.
  ///
  /// A file that cannot be looked at is disregarded.
  ///
  /// - Complexity: expected O(`count`), with one system call for each name.
  package var repeatedFiles: [(name: FileName, first: FileName)] {
    var firstNames: [FileIdentity: FileName] = [:]
    return compactMap { name in
      guard let identity = try? FileIdentity(name), identity.isFile else { return nil }
      if let first = firstNames[identity] { return (name, first) }
      firstNames[identity] = name
      return nil
    }
  }
}

extension FileName {
  /// The status of the file, or `nil` if there is none; the C function is `stat`.
  ///
  /// - Throws: Why it cannot be found out.
  fileprivate func status() throws(SystemError) -> stat? {
    var status = stat()
    let result: Int32
    if self == .standardInput {
      // SAFETY: the status is alive for the call.
      result = unsafe fstat(STDIN_FILENO, &status)
    } else {
      let path = terminatedPath
      // SAFETY: the path ends in a zero; both it and the status are borrowed for the call.
      result = unsafe stat(path, &status)
    }
    guard result != 0 else { return status }
    let error = SystemError.latest
    guard error.isNoSuchFile else { throw error }
    return nil
  }

  /// The size of the file in bytes, 0 if there is none, or `nil` if it is not a regular file.
  ///
  /// - Throws: Why it cannot be found out.
  package func size() throws(SystemError) -> Int? {
    guard let status = try status() else { return 0 }
    return status.fileSize
  }
}

extension stat {
  /// The size in bytes, or `nil` if it is not that of a regular file.
  var fileSize: Int? { FileIdentity(self).isFile ? Int(st_size) : nil }
}
