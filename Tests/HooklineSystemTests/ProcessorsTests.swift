import Foundation
import Testing

@testable import HooklineSystem

/// The number of processors that a process may use, read from the system's files.
@Suite struct ProcessorsTests {
  private static func status(_ list: String) -> String {
    "Name:\thookline\nCpus_allowed:\tf\nCpus_allowed_list:\t\(list)\nMems_allowed:\t1\n"
  }

  @Test(arguments: [
    ("0", 1), ("0-7", 8), ("3", 1), ("0-1,4-5", 4), ("0,2,4", 3), ("0-3,8", 5), ("", 1),
    ("nonsense", 1), ("7-3", 1), ("0-127", 128),
  ])
  func allowedProcessorsAreCounted(list: String, count: Int) {
    let found = Processors.count { $0 == "/proc/self/status" ? Self.status(list) : nil }
    #expect(found == count)
  }

  @Test func processorCountIsOneIfNothingIsKnown() {
    #expect(Processors.count { _ in nil } == 1)
    #expect(Processors.count { _ in "" } == 1)
  }

  /// The contents of `/proc/self/cgroup`, the files of the groups, and the number of processors.
  @Test(arguments: [
    ("0::/\n", [:], 16),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "max 100000\n"], 16),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "200000 100000\n"], 2),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "150000 100000\n"], 2),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "50000 100000\n"], 1),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "9900000 100000\n"], 16),
    ("0::/a/b\n", ["/sys/fs/cgroup/a/b/cpu.max": "300000 100000\n"], 3),
    (
      "0::/a/b\n",
      [
        "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n", "/sys/fs/cgroup/a/cpu.max": "400000 100000\n",
      ],
      4
    ),
    ("0::/a\n", ["/sys/fs/cgroup/b/cpu.max": "100000 100000\n"], 16),
    ("0::/a:b\n", ["/sys/fs/cgroup/a:b/cpu.max": "500000 100000\n"], 5),
    (
      "5:cpu,cpuacct:/docker/1\n4:memory:/x\n",
      [
        "/sys/fs/cgroup/cpu/docker/1/cpu.cfs_quota_us": "200000\n",
        "/sys/fs/cgroup/cpu/docker/1/cpu.cfs_period_us": "50000\n",
      ], 4
    ),
    (
      "5:cpu,cpuacct:/docker/1\n",
      [
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000\n",
        "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      ], 2
    ),
    (
      "5:cpu:/\n",
      [
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
        "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      ], 16
    ),
    (
      "5:memory:/\n",
      [
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000\n",
        "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
      ], 16
    ),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "nonsense\n"], 16),
    ("0::/\n", ["/sys/fs/cgroup/cpu.max": "100000 0\n"], 16),
    ("nonsense", [:], 16),
  ])
  func controlGroupsLimitTheProcessorCount(membership: String, files: [String: String], count: Int)
  {
    let found = Processors.count { path in
      switch path {
      case "/proc/self/status": Self.status("0-15")
      case "/proc/self/cgroup": membership
      default: files[path]
      }
    }
    #expect(found == count)
  }

  @Test func processorCountIsThatOfThisMachineAtMost() {
    #expect(1...ProcessInfo.processInfo.processorCount ~= Processors.available)
  }
}
