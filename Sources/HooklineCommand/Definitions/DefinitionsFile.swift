internal import Hookline
internal import HooklineSystem

/// What a report says about a file of definitions.
struct DefinitionsFile {
  /// Its name, as given.
  let name: FileName
  /// Its size.
  let byteCount: Int
  /// The 32 digits of the XXH128 hash of its bytes.
  let digest: String

  /// The file called `name`, which holds `bytes`.
  ///
  /// - Complexity: O(`bytes.count`).
  init(_ name: FileName, holding bytes: [UInt8]) {
    self.name = name
    byteCount = bytes.count
    digest = XXH128(of: bytes.span).description
  }
}
