/// The processors that this process can use: those that it may run on, limited to the time that its control groups grant it,
/// in whole processors.
package enum Processors {
  /// How many there are, at least one; this reads a few small system files.
  package static var available: Int {
    count { path in
      guard let bytes = try? WholeFile(FileName(Array(path.utf8))).bytes else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// How many there are if `read` returns the contents of a file, or `nil` if it cannot be read.
  ///
  /// If nothing is known, it is one.
  package static func count(reading read: (String) -> String?) -> Int {
    let allowed = read("/proc/self/status").flatMap(allowedCount)
    let granted = read("/proc/self/cgroup").map { quotas(of: $0, reading: read) } ?? []
    return max(1, ([allowed ?? 1] + granted).min() ?? 1)
  }

  /// How many processors the line `Cpus_allowed_list` of a process's status lists, such as `0-3,8`; see proc(5).
  private static func allowedCount(in status: String) -> Int? {
    let name = "Cpus_allowed_list:"
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return nil
    }
    let ranges = line.dropFirst(name.count).split(whereSeparator: { $0 == "," || $0.isWhitespace })
    let counts = ranges.map { range -> Int in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return 0 }
      return last - first + 1
    }
    return counts.reduce(0, +)
  }

  /// How many processors each control group in `membership`, a process's list of them, grants, and each group that contains one
  /// of these; see cgroups(7).
  private static func quotas(of membership: String, reading read: (String) -> String?) -> [Int] {
    membership.split(separator: "\n").flatMap { line -> [Int] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let controllers = parts[1].split(separator: ",")
      let names = parts[2].split(separator: "/")
      // From the root to the group itself: in a container only the root may be visible.
      let paths = (0...names.count).map { names.prefix($0).map { "/" + $0 }.joined() }
      if controllers.isEmpty {
        return paths.compactMap { read("/sys/fs/cgroup\($0)/cpu.max").flatMap(quota) }
      }
      guard controllers.contains("cpu") else { return [] }
      return paths.compactMap { path in
        let folder = "/sys/fs/cgroup/cpu\(path)/cpu.cfs"
        guard let quota = read("\(folder)_quota_us"), let period = read("\(folder)_period_us")
        else {
          return nil
        }
        return self.quota(in: "\(quota) \(period)")
      }
    }
  }

  /// How many processors a quota and a period grant, both in microseconds, rounded up; `nil` if there is no limit, `max` or -1.
  private static func quota(in text: String) -> Int? {
    let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0
    else { return nil }
    return (quota - 1) / period + 1
  }
}
