internal import HooklineSystem

/// Where progress is shown while a run goes on.
enum ProgressDisplay: Equatable {
  /// In a line of the terminal that is written again and again.
  case inPlace(hasEighths: Bool)
  /// In a line of its own now and then.
  case lines

  /// The display that `request` asks for, or `nil` for none.
  ///
  /// In place only if nothing else can write to the terminal meanwhile: no jobs, no program that gets them, no other one in the
  /// foreground, and no user whose input is read.
  init?(_ request: Request) {
    guard !request.progress.isQuiet else { return nil }
    let abilities = TerminalAbilities()
    let (output, messages) = (Descriptor.standardOutput.identity, Descriptor.standardError)
    let isFile = output?.isFile == true || output != nil && output == Self.nullDevice
    if messages.isTerminal, isFile, abilities.canErase, !request.inputs.includeTerminal,
      messages.isForegroundTerminal || !request.progress.isAsked
    {
      self = .inPlace(hasEighths: abilities.hasEighths)
    } else if request.progress.isAsked {
      self = .lines
    } else {
      return nil
    }
  }

  private static var nullDevice: FileIdentity? {
    try? FileIdentity(FileName(Array("/dev/null".utf8)))
  }

  /// When progress is shown first, and how long it then stays, in milliseconds.
  private var times: (first: Int, interval: Int) {
    switch self {
    case .inPlace: (2000, 1000)
    case .lines: (10_000, 10_000)
    }
  }

  /// Shows the progress of `console` until that ends, in a thread of its own; without one nothing is shown.
  ///
  /// It is shown each `interval` milliseconds, if that is not `nil`.
  func start(on console: Console, every interval: Int?) {
    let times = interval.map { (first: $0, interval: $0) } ?? times
    let thread = Thread {
      Interruption.leaveToOtherThreads()
      Thread.sleep(milliseconds: times.first)
      while console.showProgress(self) { Thread.sleep(milliseconds: times.interval) }
    }
    thread?.detach()
  }
}
