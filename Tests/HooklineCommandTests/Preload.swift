import Foundation
import Testing

/// A C library that is loaded before the program and changes how the system behaves towards it.
enum Preload {
  /// Compiles `source` in the folder of `scratch`.
  ///
  /// - Returns: The path of the library, for `LD_PRELOAD`.
  static func library(_ source: String, in scratch: Scratch) throws -> String {
    _ = try scratch.file("preload.c", holding: Array(source.utf8))
    let run = try BuiltBinary.run(
      shell: "clang -shared -fPIC -o preload.so preload.c", in: scratch.folder)
    try #require(run.status == 0, "\(run.messages)")
    return scratch.folder.path() + "/preload.so"
  }
}
