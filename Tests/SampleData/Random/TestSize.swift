/// The size of a test, in whatever unit it counts.
package enum TestSize {
  /// `sample` in a debug build, whose code runs about thirty times slower, or `whole` in a release build.
  package static func debug(_ sample: Int, release whole: Int) -> Int {
    #if DEBUG
      sample
    #else
      whole
    #endif
  }
}
