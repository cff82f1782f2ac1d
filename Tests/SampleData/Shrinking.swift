// Of an input that shows a mistake, the smallest that still does.

/// `bytes` with as much taken away as can be for `shows` to stay true.
///
/// First long pieces are tried, then ever shorter ones, so that what is left can spare no single byte. Of what takes long, more is left:
/// `shows` is given some 16 MB in all.
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
