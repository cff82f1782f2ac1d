internal import JSONScanning

/// The memory of a block that is no longer needed, to be reused for later ones.
struct BlockMemory: Sendable {
  /// Room for bytes.
  var bytes: [UInt8] = []
  /// Room for what is found in them.
  var window = IndexedWindow()
}
