internal import Hookline
internal import HooklinePipeline

/// The files that a run writes, opened so that none of them can eat an input.
struct OutputFiles {
  /// What `--rejects` names, open and empty.
  private(set) var rejects: Descriptor?
  /// What `--rejects-raw` names, open and empty.
  private(set) var rawRejects: Descriptor?

  /// Opens what `request` names, and empties it once it is known to be nothing else that the run uses; standard output,
  /// which is open already, must be nothing that is read.
  ///
  /// - Throws: The status to exit with; what is wrong was then told, and no file was changed.
  init(_ request: Invocation.Request) throws(ExitStatus) {
    var used: [FileIdentity: String] = [:]
    for name in request.inputs + request.definitions {
      if let identity = FileIdentity(name) { used[identity] = "it is read" }
    }
    let output = Descriptor.standardOutput.identity
    if let output, output.isFile, let use = used[output] {
      Message.tell("standard output: \(use): send the jobs to another file")
      throw .uncreatableFile
    }
    if let input = Descriptor.standardInput.identity { used[input] = "it is standard input" }
    if let messages = Descriptor.standardError.identity, messages.isFile {
      used[messages] = "the messages go there"
    }
    if let output { used[output] = "the jobs go there" }
    rejects = try Self.open(request.rejects, for: .rejects, unlike: &used)
    rawRejects = try Self.open(request.rawRejects, for: .rejectsRaw, unlike: &used)
    for file in [rejects, rawRejects] {
      do throws(SystemError) {
        try file?.truncate()
      } catch {
        Message.tell("a file for rejected lines cannot be emptied: \(error)")
        throw .uncreatableFile
      }
    }
  }

  /// Opens the file of `name`, if one was given, unless it is one of `used`; it is one of them then.
  private static func open(
    _ name: FileName?, for option: Option, unlike used: inout [FileIdentity: String]
  ) throws(ExitStatus) -> Descriptor? {
    guard let name else { return nil }
    let file: Descriptor
    do throws(SystemError) {
      file = try Descriptor.create(name)
    } catch {
      Message.tell("\(option.spelling) \(name.shown): \(error)")
      throw .uncreatableFile
    }
    guard let identity = file.identity else {
      // It could be an input, and could not be emptied.
      Message.tell("\(option.spelling) \(name.shown): what file that is cannot be found out")
      throw .uncreatableFile
    }
    guard !identity.isDevice else { return file }
    if let use = used[identity] {
      Message.tell("\(option.spelling) \(name.shown): \(use): name another file")
      throw .uncreatableFile
    }
    used[identity] = "other rejected lines go there"
    return file
  }
}
