// swift-tools-version: 6.2

import PackageDescription

/// Every target is held to the same rules: unsafe constructs are marked where they stand, a warning
/// is an error, and what a file uses it imports.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "hookline",
  products: [
    .executable(name: "hookline", targets: ["HooklineMain"]),
    .library(name: "Hookline", targets: ["Hookline"]),
  ],
  targets: [
    // Imports go one way: see "Layout" in README.md.
    .executableTarget(name: "HooklineMain", dependencies: ["HooklineCommand"]),
    .target(
      name: "HooklineCommand",
      dependencies: ["HooklinePipeline", "HooklineSystem", "Hookline", "JSONScanning"],
      swiftSettings: strict),
    .target(
      name: "HooklinePipeline", dependencies: ["HooklineSystem", "Hookline", "JSONScanning"],
      swiftSettings: strict),
    .target(name: "HooklineSystem", swiftSettings: strict),
    .target(
      name: "Hookline", dependencies: ["JSONScanning", "ScanKernels"], swiftSettings: strict),
    .target(name: "JSONScanning", dependencies: ["ScanKernels"], swiftSettings: strict),
    // In C, because Swift cannot compile a function for several processors and choose when it runs.
    .target(name: "ScanKernels"),

    // Seeded random events and webhooks, and the program that writes them to `fixtures/`.
    .target(name: "SampleData", path: "Tests/SampleData", swiftSettings: strict),
    .executableTarget(
      name: "GenerateFixtures", dependencies: ["SampleData"], path: "Tests/GenerateFixtures",
      swiftSettings: strict),

    // Files and pipes for tests.
    .target(
      name: "Scratch", dependencies: ["HooklineSystem"], path: "Tests/Scratch",
      swiftSettings: strict),

    // What must hold whatever is read, for the tests and the fuzzing.
    .target(
      name: "Invariants", dependencies: ["Hookline", "JSONScanning", "SampleData"],
      path: "Tests/Invariants", swiftSettings: strict),

    // What is fuzzed; `.ci/fuzz` builds it with libFuzzer and runs it. Built without, it replays findings.
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "HooklineCommand", "HooklinePipeline", "HooklineSystem", "Hookline", "Invariants",
        "JSONScanning", "SampleData",
      ],
      path: "Tests/Fuzzing", swiftSettings: strict),

    // How fast it is; `.ci/bench` builds and runs it.
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "HooklinePipeline", "HooklineSystem", "Hookline", "JSONScanning", "SampleData",
      ],
      path: "Tests/Benchmark", swiftSettings: strict),

    .testTarget(
      name: "JSONScanningTests", dependencies: ["Invariants", "JSONScanning", "SampleData"],
      swiftSettings: strict),
    .testTarget(
      name: "HooklineTests",
      dependencies: ["Hookline", "Invariants", "JSONScanning", "SampleData"],
      swiftSettings: strict),
    .testTarget(
      name: "HooklineSystemTests", dependencies: ["HooklineSystem", "Scratch"],
      swiftSettings: strict),
    .testTarget(
      name: "HooklinePipelineTests",
      dependencies: ["HooklinePipeline", "HooklineSystem", "Hookline", "SampleData", "Scratch"],
      swiftSettings: strict),
    .testTarget(
      name: "HooklineCommandTests",
      dependencies: [
        "HooklineCommand", "HooklineSystem", "Hookline", "JSONScanning", "SampleData",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FuzzingTests", dependencies: ["Fuzzing", "SampleData"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
