/// How much a test goes over, in whatever it counts.
package enum TestSize {
  /// `sample` in a debug build, whose code runs about thirty times slower, and `whole` in a release build.
  package static func debug(_ sample: Int, release whole: Int) -> Int {
    #if DEBUG
      sample
    #else
      whole
    #endif
  }
}
