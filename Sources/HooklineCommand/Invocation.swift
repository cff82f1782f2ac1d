package import Hookline
package import HooklinePipeline
package import HooklineSystem
package import JSONScanning

/// What the command line asks for.
package enum Invocation: Equatable {
  /// To print a help.
  case help(Help)
  /// To print the version.
  case version
  /// To route events.
  case route(Request)

  /// What one run of the filter is to do.
  package struct Request: Equatable {
    /// The files of definitions, which form one set.
    package var definitions: [FileName]
    /// The one company whose webhooks and events are to be looked at, or `nil` for all.
    package var company: ObjectID?
    /// The inputs; standard input where none was named.
    package var inputs: [FileName]
    /// What the inputs hold.
    package var form: InputForm
    /// The file for a record of each rejected line, if they are to be kept.
    package var rejects: FileName?
    /// The file for the rejected lines as they are, if they are to be kept.
    package var rawRejects: FileName?
    /// Whether jobs are counted and not written.
    package var isCounting: Bool
    /// What the run keeps to.
    package var limits: Pipeline.Limits
    /// Whether the exit status tells that there was no job.
    package var wantsJobs: Bool
    /// How events are scanned.
    package var kernel: ScanKernel
    /// How the run goes about its work.
    package var effort: Pipeline.Effort

    /// Makes a request.
    package init(
      definitions: [FileName] = [], company: ObjectID? = nil, inputs: [FileName] = [],
      form: InputForm = .events, rejects: FileName? = nil, rawRejects: FileName? = nil,
      isCounting: Bool = false,
      limits: Pipeline.Limits = Pipeline.Limits(), wantsJobs: Bool = false,
      kernel: ScanKernel = .best, effort: Pipeline.Effort = Pipeline.Effort()
    ) {
      self.definitions = definitions
      self.company = company
      self.inputs = inputs
      self.form = form
      self.rejects = rejects
      self.rawRejects = rawRejects
      self.isCounting = isCounting
      self.limits = limits
      self.wantsJobs = wantsJobs
      self.kernel = kernel
      self.effort = effort
    }
  }

  /// Reads the command line, which is given without the program's name.
  ///
  /// A question for help or the version is answered whatever else the options ask for or lack.
  package init(_ arguments: [[UInt8]]) throws(UsageError) {
    let parsed = try ParsedArguments(arguments)
    var request = Request()
    var onlyFailed = false
    for (index, (option, value)) in parsed.options.enumerated() {
      guard !option.isSingle || !parsed.options[..<index].contains(where: { $0.option == option })
      else { throw .repeatedOption(option) }
      switch option {
      case .help:
        self = .help(.short)
        return
      case .fullHelp:
        self = .help(.full)
        return
      case .version:
        self = .version
        return
      case .webhooks:
        request.definitions.append(FileName(value))
      case .company:
        guard let company = ObjectID(String(decoding: value, as: UTF8.self)) else {
          throw .invalidCompany
        }
        request.company = company
      case .from:
        request.form = try Self.form(value)
      case .failed:
        onlyFailed = true
      case .rejects:
        request.rejects = try Self.output(value, of: option)
      case .rejectsRaw:
        request.rawRejects = try Self.output(value, of: option)
      case .count:
        request.isCounting = true
      case .maxJobs:
        request.limits.jobs = try Self.number(value, of: option)
      case .maxRejects:
        request.limits.rejects = try Self.number(value, of: option)
      case .maxLineBytes:
        request.limits.lineLength = try Self.byteCount(value, of: option)
      case .wantsJobs:
        request.wantsJobs = true
      case .threads:
        request.effort.threadCount = try Self.number(value, of: option, in: 1...256)
      case .kernel:
        request.kernel = try Self.kernel(value)
      case .readBytes:
        request.effort.readSize = try Self.byteCount(value, of: option, in: 1...1 << 20)
      }
    }
    request.inputs = parsed.operands.map { FileName($0) }
    if request.inputs.isEmpty { request.inputs = [.standardInput] }
    if onlyFailed {
      guard request.form != .events else { throw .failedWithoutLog }
      request.form = .log(onlyFailed: true)
    }
    try Self.check(request)
    self = .route(request)
  }

  /// Makes sure that a request can be done.
  private static func check(_ request: Request) throws(UsageError) {
    guard !request.definitions.isEmpty else { throw .noDefinitions }
    guard !request.isCounting || request.limits.jobs == .max else { throw .countWithLimit }
    guard (request.definitions + request.inputs).count(where: \.namesStandardInput) < 2
    else { throw .standardInputTwice }
  }

  /// The form that has the name `value`.
  private static func form(_ value: [UInt8]) throws(UsageError) -> InputForm {
    switch String(decoding: value, as: UTF8.self) {
    case "events": .events
    case "log": .log(onlyFailed: false)
    default: throw .invalidForm
    }
  }

  /// The way of scanning that has the name `value`.
  private static func kernel(_ value: [UInt8]) throws(UsageError) -> ScanKernel {
    guard let kernel = ScanKernel(rawValue: String(decoding: value, as: UTF8.self)) else {
      throw .invalidKernel
    }
    guard kernel.isAvailable else { throw .unavailableKernel(kernel) }
    return kernel
  }

  /// The file of the name `value`, which is to be written.
  private static func output(_ value: [UInt8], of option: Option) throws(UsageError) -> FileName {
    let name = FileName(value)
    guard name != .standardInput else { throw .standardOutputForRejects(option) }
    return name
  }

  /// The number of bytes that `value` writes in decimal digits, perhaps with a K, M or G for a power of 1,024.
  private static func byteCount(
    _ value: [UInt8], of option: Option
  ) throws(UsageError) -> Int {
    let powers = Array("KMG".utf8)
    let power = value.last.flatMap { powers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let digits = power > 0 ? Array(value.dropLast()) : value
    guard let number = try? number(digits, of: option) else { throw .invalidByteCount(option) }
    let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: 1 << (10 * power))
    guard !isTooLarge else { throw .invalidByteCount(option) }
    return bytes
  }

  /// The same where it must lie in `range`.
  private static func byteCount(
    _ value: [UInt8], of option: Option, in range: ClosedRange<Int>
  ) throws(UsageError) -> Int {
    try checked(try? byteCount(value, of: option), of: option, in: range)
  }

  /// The number that `value` writes in decimal digits.
  private static func number(
    _ value: [UInt8], of option: Option
  ) throws(UsageError) -> Int {
    let digits = String(decoding: value, as: UTF8.self)
    guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(digits) else {
      throw .invalidNumber(option)
    }
    return number
  }

  /// The same where it must lie in `range`.
  private static func number(
    _ value: [UInt8], of option: Option, in range: ClosedRange<Int>
  ) throws(UsageError) -> Int {
    try checked(try? number(value, of: option), of: option, in: range)
  }

  /// `number`, which must have been read and lie in `range`.
  private static func checked(
    _ number: Int?, of option: Option, in range: ClosedRange<Int>
  ) throws(UsageError) -> Int {
    guard let number, range.contains(number) else { throw .numberOutOfRange(option, range) }
    return number
  }
}
