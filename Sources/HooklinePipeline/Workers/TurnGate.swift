internal import HooklineSystem

/// Makes the workers of a run take turns: at reading, and block by block at writing.
///
/// A turn is a byte in a pipe, as in the job server of GNU make: a worker takes the turn by reading the byte, and passes it on
/// by writing it. So waiting costs no processor time, and turns come in order.
struct TurnGate: Sendable {
  /// Holds a byte while no worker has the turn to read.
  private let reading: Pipe
  /// The pipe at the number of a block, modulo their count, holds a byte once that block's turn has come.
  private let writing: [Pipe]
  private let ending: Pipe

  /// A gate for at most `workerCount` workers, the first of which has all turns; `nil` if there are no pipes for it.
  init?(workerCount: Int) {
    var pipes: [Pipe] = []
    // At most as many blocks are in progress as there are workers, so no two use the same pipe; and one pipe is left to the
    // rest of the program.
    for _ in 0..<workerCount + 3 {
      guard let pipe = try? Pipe() else {
        for pipe in pipes { pipe.close() }
        return nil
      }
      pipe.writing.shrinkPipe()
      pipes.append(pipe)
    }
    pipes.removeLast().close()
    (reading, ending, writing) = (pipes[0], pipes[1], Array(pipes[2...]))
  }

  /// Waits for the turn to read.
  func waitToRead() { reading.takeByte() }

  /// Passes on the turn to read.
  func passReading() { reading.putByte() }

  /// Waits for the turn to write of the block with this `number`.
  func waitToWrite(_ number: Int) { writing[number % writing.count].takeByte() }

  /// Passes on the turn to write to the block with this `number`.
  func passWriting(to number: Int) { writing[number % writing.count].putByte() }

  /// Can be read once the run must end before its inputs do.
  var end: Descriptor { ending.reading }

  /// Wakes the worker that waits for ``end``.
  func endRun() { ending.putByte() }

  /// Closes the pipes, once no worker waits.
  func close() {
    for pipe in [reading, ending] + writing { pipe.close() }
  }
}

extension Pipe {
  /// Waits for a byte and takes it.
  fileprivate func takeByte() {
    var byte: [UInt8] = []
    let count = try? reading.read(appendingTo: &byte, atMost: 1)
    precondition(count == 1)
  }

  /// Puts a byte in, for which there is room.
  fileprivate func putByte() {
    let count = try? writing.put([0].span)
    precondition(count == 1)
  }

  fileprivate func close() {
    try? reading.close()
    try? writing.close()
  }
}
