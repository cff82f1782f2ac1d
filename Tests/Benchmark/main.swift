import Foundation
import HooklinePipeline
import HooklineSystem

// Measures how fast hookline is; `.ci/bench` runs the four commands in turn. They are separate processes because a program
// inherits the peak memory of the process that starts it. Corpus makes the files, Stages has the parts of hookline that are
// measured in this process, Report and ClockReport print processor time and wall time.

let usage = """
  usage: Benchmark corpus FOLDER MEGABYTES
         Benchmark stages FOLDER ROUNDS
         Benchmark programs FOLDER ROUNDS HOOKLINE [YARDSTICK]
         Benchmark clock FOLDER ROUNDS HOOKLINE [YARDSTICK]
  """
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 3, let number = Int(arguments[2]) else {
  print(usage)
  exit(64)
}
let corpus = Corpus(folder: URL(filePath: arguments[1]))
let report = Report(corpus: corpus, rounds: number)
switch (arguments[0], arguments.count) {
case ("corpus", 3):
  try corpus.make(megabytes: number)
case ("stages", 3):
  report.stages(
    try Stages(
      events: FileName(Array(corpus.path("events").utf8)),
      webhooks: FileName(Array(corpus.path("webhooks").utf8))))
case ("programs", 4...5):
  report.programs(hookline: arguments[3], yardstick: arguments.count > 4 ? arguments[4] : nil)
case ("clock", 4...5):
  try ClockReport(
    corpus: corpus, rounds: number, hookline: arguments[3],
    yardstick: arguments.count > 4 ? arguments[4] : nil
  ).make()
default:
  print(usage)
  exit(64)
}
