internal import Hookline
internal import HooklineCommand
internal import HooklinePipeline
import HooklineSystem
internal import JSONScanning
internal import SampleData

/// Arguments, one per line: other spellings mean the same, a parsed request is valid, and messages cannot control a terminal.
enum ArgumentsTarget {
  static func contradiction(in input: [UInt8]) -> String? {
    let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let arguments = lines.last == [] ? lines.dropLast() : lines
    let result = invocation(arguments)
    let spelledOut = SpelledOutArguments(arguments).arguments
    guard invocation(spelledOut) == result else {
      return "with the options written separately: \(invocation(spelledOut)), joined: \(result)"
    }
    switch result {
    case .failure(let error):
      return isHarmless(error.description) ? nil : "says \(error)"
    case .success(.route(let request)):
      return contradiction(in: request)
    case .success:
      return nil
    }
  }

  private static func invocation(_ arguments: [[UInt8]]) -> Result<Invocation, UsageError> {
    Result { () throws(UsageError) in try Invocation(arguments) }
  }

  private static func contradiction(in request: Request) -> String? {
    var read = request.definitions + request.minus + request.inputs
    if case .changes(let former) = request.mode { read.append(former) }
    // Only a check can do without events.
    var isCheck = false
    if case .check = request.mode { isCheck = true }
    guard !request.definitions.isEmpty, isCheck || !request.inputs.isEmpty,
      isCheck || !request.isStrict,
      read.filter(\.namesStandardInput).count < 2
    else { return "reads \(read)" }
    let isAboutJobs =
      request.limits.jobs != nil || request.wantsJobs || request.columns != nil
      || request.format != nil
    guard request.mode == .jobs || !isAboutJobs, request.limits.jobs ?? 0 >= 0,
      request.limits.rejects ?? 0 >= 0, request.limits.lineLength >= 0
    else { return "limits \(request.limits)" }
    let selection = request.selection
    if let since = selection.since, let until = selection.until, until < since {
      return "since \(since) until \(until)"
    }
    if let shard = selection.shard, shard.number < 1 || shard.number > shard.count {
      return "shard \(shard)"
    }
    guard request.kernel.isAvailable else { return "scans with \(request.kernel)" }
    let other = invocation(arguments(for: request))
    return other == .success(.route(request)) ? nil : "\(other) and not \(request)"
  }

  /// Arguments that spell `request` in another way.
  private static func arguments(for request: Request) -> [[UInt8]] {
    var words: [[UInt8]] = []
    // Joined, because a value can look like an option.
    func add(_ option: String, _ value: [UInt8]? = nil) {
      words.append(Array(option.utf8) + (value.map { Array("=".utf8) + $0 } ?? []))
    }
    func add(_ option: String, _ number: Int?, unless usual: Int? = nil) {
      if let number, number != usual { add("\(option)=\(number)") }
    }
    func add(_ mode: String, form: String) {
      add(form.isEmpty ? mode : "\(mode)=\(form)")
    }
    let usual = Request()
    switch request.mode {
    case .jobs: break
    case .counts(let form): add("--count", form: form.rawValue)
    case .report: add("--report")
    case .explanations(let form): add("--explain", form: form.rawValue)
    case .changes(let former): add("--diff", former.bytes)
    case .check(let form): add("--check", form: form.rawValue)
    }
    if request.isStrict { add("--strict") }
    for file in request.minus { add("--minus", file.bytes) }
    if request.wantsJobs { add("-e") }
    if request.progress.isAsked { add("--progress") }
    if request.progress.isQuiet { add("-q") }
    add("--progress-interval", request.progress.interval)
    for file in request.definitions { add("--webhooks", file.bytes) }
    if let company = request.selection.company { add("--company", Array("\(company)".utf8)) }
    let selection = request.selection
    for name in selection.only { add("--only", Array(name.utf8)) }
    for name in selection.except { add("--except", Array(name.utf8)) }
    if let since = selection.since { add("--since", Array("\(since)".utf8)) }
    if let until = selection.until { add("--until", Array("\(until)".utf8)) }
    if let shard = selection.shard { add("--shard", Array("\(shard)".utf8)) }
    if let format = request.format { add("--format", Array(format.rawValue.utf8)) }
    if let columns = request.columns?.columns {
      add("--columns", Array(columns.map(\.rawValue).joined(separator: ",").utf8))
    }
    if request.form != .events { add("--from=log") }
    if request.selection.onlyFailed { add("--failed") }
    if request.isUnique { add("--unique") }
    for name in request.seen { add("--seen", name.bytes) }
    if let file = request.rejects { add("--rejects", file.bytes) }
    if let file = request.rawRejects { add("--rejects-raw", file.bytes) }
    if let file = request.statistics { add("--stats", file.bytes) }
    add("--max-jobs", request.limits.jobs)
    add("--max-rejects", request.limits.rejects)
    add("--max-line-bytes", request.limits.lineLength, unless: usual.limits.lineLength)
    add("--threads", request.effort.threadCount)
    add("--read-bytes", request.effort.readSize)
    add("--keep-bytes", request.effort.keptByteCount)
    add("--kernel", Array(request.kernel.rawValue.utf8))
    add("--")
    return words + request.inputs.map(\.bytes)
  }

  /// Whether a terminal only shows `text`, and nothing in it is a control.
  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: !scalar.properties.isBidiControl
      }
    }
  }
}
