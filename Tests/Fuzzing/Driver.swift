#if FUZZING
  internal import Glibc
  internal import Synchronization

  /// libFuzzer, which searches for inputs that reach more of the program.
  enum Driver {
    private static let target = Mutex(FuzzTarget.scanner)

    /// Fuzzes `target` with libFuzzer's `options`.
    ///
    /// - Returns: The status of libFuzzer. If something is found, the process ends instead.
    static func run(_ target: FuzzTarget, options: [String]) -> Int32 {
      Self.target.withLock { $0 = target }
      // SAFETY: the strings are copied and never freed, as the arguments of a program are.
      var words = unsafe ([CommandLine.arguments[0]] + options).map { unsafe strdup($0) } + [nil]
      var count = Int32(options.count + 1)
      // SAFETY: the array lives for the call, and holds `count` strings and a null pointer.
      return unsafe words.withUnsafeMutableBufferPointer { strings in
        // SAFETY: both point to memory that lives for the call.
        var start = strings.baseAddress
        return unsafe runDriver(&count, &start) { bytes, count in
          // SAFETY: libFuzzer lends `count` bytes for the call; they are copied.
          unsafe Driver.judge(Array(UnsafeBufferPointer(start: bytes, count: count)))
          return 0
        }
      }
    }

    /// Ends the process if something is found, so that libFuzzer keeps the input.
    private static func judge(_ input: [UInt8]) {
      let target = target.withLock { $0 }
      guard let contradiction = target.contradiction(in: input) else { return }
      fatalError("found in \(target): \(contradiction)")
    }
  }

  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ judge: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32
#endif
