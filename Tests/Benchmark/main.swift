import Foundation
import HooklinePipeline

// How fast hookline is: `Benchmark HOOKLINE [MEGABYTES [ROUNDS]]`, which `.ci/bench` calls. A yardstick that takes a file of
// webhooks and reads events from standard input is measured, too, where YARDSTICK names one.

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
  print("usage: Benchmark HOOKLINE [MEGABYTES [ROUNDS]]")
  exit(64)
}
let hookline = arguments[1]
let megabytes = arguments.count > 2 ? Int(arguments[2]) ?? 256 : 256
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 7 : 7
let corpus = try Corpus(megabytes: megabytes)
defer { corpus.remove() }
print("\(corpus.byteCount / 1_000_000) MB of events; medians of \(rounds) rounds of all")

let report = Report(corpus: corpus, hookline: hookline, rounds: rounds)
report.stages(
  try Stages(
    events: FileName(Array(corpus.path("events").utf8)),
    webhooks: FileName(Array(corpus.path("webhooks").utf8))))
report.programs()
