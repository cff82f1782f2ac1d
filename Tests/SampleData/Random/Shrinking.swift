// Reduces an input that shows a mistake to a small one that still shows it.

/// What is left of `bytes` after removing as much as possible while `shows` stays true.
///
/// Long pieces are removed first, then shorter ones, until no single byte can be removed or `shows` has had some 16 MB in all.
package func shrunk(_ bytes: [UInt8], while shows: ([UInt8]) -> Bool) -> [UInt8] {
  var bytes = bytes
  var length = bytes.count / 2
  var budget = 16 << 20
  while length > 0 {
    var start = 0
    var found = false
    while start < bytes.count {
      guard budget > 0 else { return bytes }
      budget -= bytes.count
      var shorter = bytes
      shorter.removeSubrange(start..<min(start + length, bytes.count))
      if shows(shorter) {
        bytes = shorter
        found = true
      } else {
        start += length
      }
    }
    if !found || length > 1 { length /= 2 }
  }
  return bytes
}
