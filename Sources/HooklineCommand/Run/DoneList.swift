internal import Hookline
internal import HooklinePipeline
internal import HooklineSystem

/// The jobs that a run must not make again, as the command line says.
struct DoneList {
  /// The jobs, or `nil` if jobs may be made more than once.
  private var jobs: DoneJobs?
  /// Whether a file has lines from which no id or status can be read.
  let hasUnreadableLines: Bool

  /// Takes the jobs out, or returns `nil` if jobs may be made more than once.
  ///
  /// With a second reference, they would be copied when they change.
  mutating func takeJobs() -> DoneJobs? { jobs.take() }

  /// Reads the files that `request` names, for jobs of `webhooks`; `report` is called for each with unreadable lines.
  ///
  /// - Throws: Why a file cannot be read, or that it has lines, but no id of a job; nothing is to be read then.
  init(_ request: Request, for webhooks: [Webhook], report: (String) -> Void) throws(Failure) {
    guard request.isUnique || !request.seen.isEmpty else {
      (jobs, hasUnreadableLines) = (nil, false)
      return
    }
    let files: DoneFiles
    do throws(DoneFiles.UnreadFile) {
      files = try DoneFiles(
        request.seen, of: webhooks, limit: request.limits.lineLength, kernel: request.kernel)
    } catch {
      let name = request.seen[error.file]
      let status: ExitStatus =
        if error.error.isShortage {
          .unavailable
        } else {
          name.namesStandardInput ? .inputOutputError : .unreadFile
        }
      let advice =
        error.error == .system(.noSuchFile)
        ? ": before the first run, make it with: touch \(name.typed)" : ""
      throw Failure("--seen \(name.shown): \(error.error): nothing was read\(advice)", status)
    }
    // With such a file everything would be sent again.
    if let wrong = files.wrongFile {
      let name = request.seen[wrong.file]
      let advice =
        Self.advice(about: wrong.beginning.span)
        ?? "no line has the id of a job: name the log of the sender, or an empty file if nothing was sent"
      throw Failure("--seen \(name.shown): \(advice): nothing was read", .unreadFile)
    }
    for lines in files.unreadable {
      let name = request.seen[lines.file].shown
      let jobs = lines.count == 1 ? "its job" : "their jobs"
      report(
        "\(name): \(Wording.amount(lines.count, "line")) without a readable id or status: "
          + "\(jobs) can be made again (first: \(name):\(lines.firstLine))")
    }
    (jobs, hasUnreadableLines) = (files.jobs, !files.unreadable.isEmpty)
  }

  /// What to do about a file that begins with `start`, in which no line has the id of a job, or `nil` if that does not show it.
  private static func advice(about start: Span<UInt8>) -> String? {
    if let format = FileFormat(of: start) { return format.advice }
    // Ids are strings, which jq does not change.
    return HintFinder.beginsArray(start) ? Hint.adviceForArrays : nil
  }
}
