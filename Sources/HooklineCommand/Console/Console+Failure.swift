extension Console {
  /// Prints the messages of `failure`, and writes its output to standard output.
  ///
  /// - Returns: How the process ends: as the failure says, or because the output cannot be written.
  func report(_ failure: Failure) -> Ending {
    for message in failure.messages { print(message) }
    guard !failure.output.isEmpty else { return failure.ending }
    do throws(Failure) {
      try StandardOutput.write(failure.output)
    } catch {
      return report(error)
    }
    return failure.ending
  }
}
