internal import Glibc

/// What the environment says about the terminal: it changes how something is shown there, and never a result.
package enum Environment {
  /// Whether text is in UTF-8, according to the first of `LC_ALL`, `LC_CTYPE` and `LANG` that has a value.
  package static var isUTF8: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.map { value(of: $0) }.first { !$0.isEmpty } ?? ""
    return ["UTF-8", "UTF8"].contains { locale.uppercased().contains($0) }
  }

  /// The value of the variable called `name`, empty if it is not set.
  package static func value(of name: String) -> String {
    // SAFETY: nothing changes the environment; the value, if any, is null-terminated and copied at once.
    unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
  }
}
