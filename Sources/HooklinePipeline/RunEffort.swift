/// How a run goes about its work; it does not change what comes of it.
package struct RunEffort: Equatable, Sendable {
  /// The most threads that work, or `nil` for as many as there are processors for this process.
  package var threadCount: Int?
  /// How many bytes are read at a time, or `nil` for what is fast.
  package var readSize: Int?

  /// Makes an effort, each part as it is where the user says nothing.
  package init(threadCount: Int? = nil, readSize: Int? = nil) {
    self.threadCount = threadCount
    self.readSize = readSize
  }
}
