// What the tests of this folder share is in Tests/Scratch: `ScratchFile` and `TestPipe` are a file and a pipe of the system, to
// which the descriptors and files under test belong. Nothing here is simulated but the files that `Processors` reads.

import Foundation
import Glibc
import HooklineSystem
import Scratch
import Testing

/// A ``Descriptor`` is read and written whatever interrupts it or makes it wait, and fails with the error of the system.
@Suite struct DescriptorTests {
  /// A read that a signal interrupts, such as that of a resized terminal, has not failed.
  @Test func interruptedReadIsRepeated() throws {
    var action = sigaction()
    action.__sigaction_handler = .init(sa_handler: { _ in })
    // SAFETY: the structure is alive for the call, no old one is asked for, and the handler does nothing.
    try #require(unsafe sigaction(SIGUSR2, &action, nil) == 0)
    let pipe = try TestPipe()
    let (reading, writing) = (pthread_self(), pipe.writing)
    // The threads that tests run on block most signals.
    var signals = sigset_t()
    // SAFETY: the set is a local that is alive for the calls; no old mask is asked for.
    unsafe sigaddset(&signals, SIGUSR2)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    Thread {
      for _ in 0..<10 {
        usleep(5_000)
        pthread_kill(reading, SIGUSR2)
      }
      try? Descriptor(number: writing).writeAll(Array("line\n".utf8).span)
    }.start()
    var bytes: [UInt8] = []
    #expect(try pipe.reader.read(appendingTo: &bytes, atMost: 10) == 5)
    #expect(bytes.elementsEqual("line\n".utf8))
  }

  /// The program that starts hookline may have made its descriptors non-blocking.
  @Test func nonblockingDescriptorIsWaitedFor() throws {
    let pipe = try TestPipe()
    for number in [pipe.reading, pipe.writing] {
      try #require(fcntl(number, F_SETFL, O_NONBLOCK) == 0)
    }
    let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 10) }
    // A duplicate for the thread: if one number were closed twice, it could be another test's file by then.
    let writing = dup(pipe.writing)
    pipe.endWriting()
    Thread {
      usleep(20_000)
      try? Descriptor(number: writing).writeAll(sent.span)
      close(writing)
    }.start()
    #expect(try WholeFile(pipe.reader).bytes == sent)
  }

  @Test(arguments: [
    ("/nowhere", ENOENT), ("", ENOENT), ("/dev/null/x", ENOTDIR), ("/proc/self/exe/", ENOTDIR),
  ])
  func failureToOpenIsReported(name: String, code: Int32) {
    #expect(throws: SystemError(code: code)) { try Descriptor.open(FileName(Array(name.utf8))) }
  }

  /// What is appended would become part of it.
  @Test(arguments: [("x", true), ("x\n", false), ("", false)])
  func partialLastLineIsFound(text: String, isPartial: Bool) throws {
    let file = try ScratchFile(text)
    #expect(!file.writer.endsInPartialLine())
    try #require(fcntl(file.writer.number, F_SETFL, O_APPEND) == 0)
    #expect(file.writer.endsInPartialLine() == isPartial)
  }

  /// Another process that is in the middle of a line may end it, sooner or later.
  @Test(arguments: [(10, 200, false), (2, 20, true)])
  func lineThatGrowsMayEnd(lookCount: Int, pause: Int, isPartial: Bool) throws {
    let file = try ScratchFile("x")
    let writer = file.writer
    try #require(fcntl(writer.number, F_SETFL, O_APPEND) == 0)
    let other = HooklineSystem.Thread {
      for _ in 0..<300 {
        try? writer.writeAll(Array("x".utf8).span)
        usleep(1000)
      }
      try? writer.writeAll(Array("\n".utf8).span)
    }
    #expect(writer.endsInPartialLine(lookCount: lookCount, pause: pause) == isPartial)
    other?.join()
  }

  /// Otherwise the definitions would be opened as standard input, and read as events.
  @Test func standardDescriptorThatCannotBeReservedIsAnError() async {
    await #expect(processExitsWith: .exitCode(71)) {
      close(0)
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      // SAFETY: the structure is alive for the call.
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      do throws(SystemError) {
        try Descriptor.reserveStandardDescriptors()
      } catch {
        exit(error.code == EMFILE ? 71 : 1)
      }
    }
  }
}
