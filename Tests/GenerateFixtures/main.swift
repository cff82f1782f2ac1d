// Writes the sample files: `swift run GenerateFixtures fixtures`.

internal import Foundation
internal import SampleData

guard CommandLine.arguments.count == 2 else {
  complain("usage: GenerateFixtures FOLDER")
  exit(EX_USAGE)
}
let folder = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
let files = [
  ("webhooks.json", Fixtures.webhooks()),
  ("events.ndjson", Fixtures.events()),
]
for (name, text) in files {
  let file = folder.appending(path: name)
  do {
    try Data(text).write(to: file)
  } catch {
    complain("GenerateFixtures: \(file.path): \(error.localizedDescription)")
    exit(EX_IOERR)
  }
}

private func complain(_ message: String) {
  FileHandle.standardError.write(Data((message + "\n").utf8))
}
