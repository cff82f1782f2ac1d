internal import Foundation

// A fuzz target takes any bytes and returns what contradicts a rule, in words, or nil. There is a file for each target, and
// FuzzTarget lists them. Seeds has the inputs to start from, made from the fixtures; Driver is the way to libFuzzer, which
// only the build of `.ci/fuzz` has. FuzzingTests runs each target on its seeds and on past findings.

/// Fuzzing by hand: `.ci/fuzz` builds and runs this with libFuzzer; without it, this writes seeds and replays findings.
@main
enum Main {
  private static let usage = """
    usage: Fuzzing seeds TARGET FIXTURES FOLDER   write the seeds to FOLDER, and FOLDER.words
           Fuzzing replay TARGET FILE...          print what is found in each file; status 1 if anything
           Fuzzing run TARGET [OPTION...] FOLDER  fuzz with libFuzzer, if it is built in
    targets: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))
    """

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count > 2, let target = FuzzTarget(rawValue: words[1]) else {
      print(usage)
      exit(64)
    }
    switch words[0] {
    case "seeds" where words.count == 4:
      try writeSeeds(of: target, from: URL(filePath: words[2]), to: URL(filePath: words[3]))
    case "replay":
      exit(try replay(words[2...].map { URL(filePath: $0) }, with: target) ? 1 : 0)
    #if FUZZING
      case "run":
        exit(Driver.run(target, options: Array(words[2...])))
    #endif
    default:
      print(usage)
      exit(64)
    }
  }

  private static func writeSeeds(
    of target: FuzzTarget, from fixtures: URL, to folder: URL
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (number, seed) in try target.seeds(from: fixtures).enumerated() {
      try Data(seed).write(to: folder.appending(path: "seed-\(number)"))
    }
    let lines = target.dictionary.map { word in
      "\"" + word.utf8.map { ($0 < 16 ? "\\x0" : "\\x") + String($0, radix: 16) }.joined() + "\"\n"
    }
    try Data(lines.joined().utf8).write(to: folder.appendingPathExtension("words"))
  }

  /// Prints what is found in `files`, and returns whether anything is.
  private static func replay(_ files: [URL], with target: FuzzTarget) throws -> Bool {
    var isAnything = false
    for file in files {
      guard let contradiction = target.contradiction(in: [UInt8](try Data(contentsOf: file)))
      else { continue }
      print("\(file.relativePath): \(contradiction)")
      isAnything = true
    }
    return isAnything
  }
}
