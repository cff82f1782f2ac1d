internal import Glibc

/// Which file something is, whatever names lead to it.
public struct FileIdentity: Hashable, Sendable {
  private let device: dev_t
  private let number: ino_t

  /// Whether it is a file that keeps what is written to it, and no pipe, terminal or device.
  public let isFile: Bool
  /// Whether it is a terminal or a device such as `/dev/null`, which many can use at once.
  public let isDevice: Bool

  /// What the system says of an open or a named file.
  init(_ status: stat) {
    device = status.st_dev
    number = status.st_ino
    isFile = status.st_mode & S_IFMT == S_IFREG
    isDevice = status.st_mode & S_IFMT == S_IFCHR
  }

  /// The file of `name`, or `nil` where there is none; the C function is `stat`.
  public init?(_ name: FileName) {
    guard name != .standardInput else {
      guard let identity = Descriptor.standardInput.identity else { return nil }
      self = identity
      return
    }
    let path = name.terminatedPath
    var status = stat()
    // SAFETY: the path ends in a zero; both it and the status are borrowed for the call.
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
