/// A text of at most 512 bytes that is put together without allocating memory, as a signal handler must.
package enum ShortText {
  /// Calls `use` with the text that `compose` appends to an empty one.
  package static func make(
    _ compose: (inout OutputRawSpan) -> Void, use: (RawSpan) -> Void
  ) {
    // SAFETY: the room is alive for the closure, which neither returns nor keeps anything that refers to it.
    unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { room in
      // SAFETY: the room is writable for this many bytes, and nothing else refers to it.
      var text = unsafe OutputRawSpan(buffer: room, initializedCount: 0)
      compose(&text)
      use(text.bytes)
    }
  }
}
