internal import HooklinePipeline
internal import HooklineSystem
internal import Synchronization

/// Standard error: one line per message, after the program's name, and how far the run has got.
///
/// Nothing else writes to it but signal handlers that end the program. If it cannot be written, the run goes on without
/// messages.
final class Console: Sendable {
  /// The only one of the program: a signal handler uses it, too.
  static let shared = Console()

  /// How far the run has got.
  let progress = RunProgress()

  /// Whether a message was lost.
  private let failed = Atomic(false)
  /// Whether a thread, or a signal handler in one, is writing: each writes whole lines.
  private let isInUse = Atomic(false)
  /// Whether a line of progress was asked for, and not printed yet.
  private let isAsked = Atomic(false)
  /// Whether the cursor is in a line of progress that is still to be replaced; changes only while the console is in use.
  private let isShowing = Atomic(false)
  /// Whether progress is no longer to be shown.
  private let hasEnded = Atomic(false)

  /// Whether a message was lost, for example on a full disk; a standard error that is closed or has lost its reader does
  /// not count.
  var hasLostMessages: Bool { failed.load(ordering: .relaxed) }

  /// Prints `message`, in which whatever comes from outside must already be escaped.
  func print(_ message: String) {
    take()
    let line = "hookline: \(message)\n"
    let text = isShowing.exchange(false, ordering: .relaxed) ? Self.erasure + line : line
    do throws(SystemError) {
      try Descriptor.standardError.writeAll(Array(text.utf8).span)
    } catch {
      if error != .brokenPipe, error != .notOpen { failed.store(true, ordering: .relaxed) }
    }
    giveBack()
  }

  // One at a time.

  /// Waits until the console is free, and takes it.
  private func take() {
    Interruption.wait(for: .standardError) { tryToTake() }
  }

  private func tryToTake() -> Bool {
    isInUse.compareExchange(
      expected: false, desired: true, ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// Gives the console back, after the line that was asked for meanwhile.
  private func giveBack() {
    isInUse.store(false, ordering: .sequentiallyConsistent)
    answer()
  }
}

// How far the run has got.

extension Console {
  /// Moves the cursor to the start of its line and erases the line (EL, ECMA-48).
  private static var erasure: String { "\r\u{1B}[K" }

  /// Asks for a line of progress, which is printed at once, or after what is being printed.
  ///
  /// A signal handler calls it: it takes no memory and waits for nothing.
  func ask() {
    isAsked.store(true, ordering: .sequentiallyConsistent)
    answer()
  }

  /// Makes a line once: what is made when it is first used must be there before a signal handler uses it.
  func prepareToAnswer() {
    let line = ProgressLine(progress.state, isGrouped: false)
    ShortText.make({ line.append(to: &$0) }, use: { _ in })
  }

  private func answer() {
    while isAsked.load(ordering: .sequentiallyConsistent), tryToTake() {
      isAsked.store(false, ordering: .sequentiallyConsistent)
      printProgress()
      isInUse.store(false, ordering: .sequentiallyConsistent)
    }
  }

  /// Prints how far the run has got, as a line of its own; the console must be in use.
  private func printProgress() {
    let output = Descriptor.standardError
    let line = ProgressLine(progress.state, isGrouped: output.isTerminal)
    let isShowing = isShowing.exchange(false, ordering: .relaxed)
    output.offer { text in
      if isShowing { text.append(Self.erasure) }
      line.append(to: &text)
      text.append("\n")
    }
  }

  /// Shows how far the run has got as `display` says, and returns `true`, unless that has ended.
  ///
  /// It is called in a thread that does not take part in the run, whose writes are watched if a signal is to end it.
  func showProgress(_ display: ProgressDisplay) -> Bool {
    while !tryToTake() { Thread.sleep(milliseconds: 10) }
    defer { giveBack() }
    guard !hasEnded.load(ordering: .relaxed) else { return false }
    switch display {
    case .inPlace(let hasEighths): showProgress(hasEighths: hasEighths)
    case .lines: printProgress()
    }
    return true
  }

  /// Shows how far the run has got in the line of the cursor, in place of what is shown there.
  ///
  /// If the program is in the background, others use the terminal, and nothing is shown; the console must be in use.
  private func showProgress(hasEighths: Bool) {
    let output = Descriptor.standardError
    let isForeground = output.isForegroundTerminal
    isShowing.store(isForeground, ordering: .relaxed)
    guard isForeground else { return }
    let line = ProgressLine(progress.state, isGrouped: true)
    // In the last column, some terminals would begin a new line.
    let columnCount = (output.terminalWidth ?? 80) - 1
    output.offer { text in
      text.append("\r")
      line.append(to: &text, columnCount: columnCount, hasEighths: hasEighths)
      text.append("\u{1B}[K")
    }
  }

  /// Erases the progress that is shown, before a signal handler ends the program with a message.
  func eraseAtOnce() {
    guard isShowing.exchange(false, ordering: .relaxed) else { return }
    Descriptor.standardError.offer { $0.append(Self.erasure) }
  }

  /// Erases the progress that is shown, and shows none from now on.
  func endProgress() {
    take()
    hasEnded.store(true, ordering: .relaxed)
    eraseAtOnce()
    giveBack()
  }
}
