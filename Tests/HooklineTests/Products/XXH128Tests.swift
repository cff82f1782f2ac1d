import Hookline
import JSONScanning
import SampleData
import Testing

/// The hash in the id of a job, which is the one that `xxh128sum` prints.
@Suite struct XXH128Tests {
  /// The buffer of xxHash's own self-test; the hashes of its prefixes are published.
  private static let buffer: [UInt8] = {
    var state: UInt64 = 2_654_435_761
    return (0..<4096).map { _ in
      defer { state = state &* 11_400_714_785_074_694_797 }
      return UInt8(state >> 56)
    }
  }()

  /// Lengths at both edges of each length class of the algorithm, and the hashes of these prefixes.
  ///
  /// The hashes are those of the reference implementation, xxHash 0.8.
  @Test(arguments: [
    (0, "99aa06d3014798d86001c324468d497f"), (1, "a6cd5e9392000f6ac44bdff4074eecdb"),
    (2, "76750c3c7bf956687a9978044cb8a8bb"), (3, "20efc49ff02422ea54247382a8d6b94d"),
    (4, "970d585ac632bf8e2e7d8d6876a39fe9"), (5, "62ed587687606b4e057c7ed2c01fa1d1"),
    (8, "47a7f080d82bb45664c69cab4bb21dc5"), (9, "564ef6078950d457ed7ccbc501eb7501"),
    (12, "6e3efd8fc7802b18061a192713f69ad9"), (16, "c68c368ecf8a9c05562980258a998629"),
    (17, "955fa78643ed3669abbc12d11973d7db"), (32, "98fc6458710dc2e8278410a17595e3f9"),
    (33, "3103c192ceaa2dede593bc4e5914c9d1"), (64, "6d90e81a9b0fd622efdb6a44690721a9"),
    (65, "6c074d65e54db85afe2f650fa500ec6e"), (96, "d9d0b885f56c93f1e9324473ea9afebe"),
    (97, "09dff37faa6b284c7c87228ae9671ba7"), (128, "39992220e045260aebb15e34a7fb5ab1"),
    (129, "03815fc91f1b30b686c9e3bc8f0a3b5c"), (160, "ba5d218964b622ad737126c8d7c09cee"),
    (161, "58621e54439ee75c524bf4f00d882c4e"), (240, "aa4202daa2769dc85c9aae94c8ebe5a0"),
    (241, "99a80ecf0ecfc647c5a639ecd2030e5e"), (256, "8b1c66091423d28855de574ad89d0ac5"),
    (511, "9f7619cb8d250f0d8089715b163e7fc0"), (1023, "e8083e4d83214c3c87a8f7b2f2e22496"),
    (1024, "0d30d24071c64c57dd85c9b5c1109c5c"), (1025, "fd3ee4fe7f2954c6d870c0fa13211c6a"),
    (1088, "e0fa3b9e9fb69d83cc1450ea6b52a8f4"), (2047, "763a9143f0523d15b36ece19fca2197f"),
    (2048, "f736557fd47073a5dd59e2c3a5f038e0"), (2049, "4cd2bd192f2d70bdd3afa4329779b921"),
    (2367, "e89c0f6ff369b427cb37aeb9e5d361ed"), (4096, "b9cfaea2ca5626a4e91206429d1f48f9"),
  ])
  func hashIsThePublishedOne(count: Int, hash: String) {
    #expect(XXH128(of: Self.buffer.span.extracting(0..<count)).description == hash)
  }

  @Test func hashDependsOnLengthAndEveryByte() {
    var hashes: Set<XXH128> = []
    for count in 0...300 {
      hashes.insert(XXH128(of: Self.buffer.span.extracting(0..<count)))
    }
    #expect(hashes.count == 301)
    for count in [1, 3, 4, 8, 9, 16, 17, 128, 129, 240, 241, 1100] {
      let bytes = Array(Self.buffer[..<count])
      let hash = XXH128(of: bytes.span)
      for index in bytes.indices {
        var changed = bytes
        changed[index] ^= 0x10
        #expect(XXH128(of: changed.span) != hash, "byte \(index) of \(count)")
      }
    }
  }

  /// Lengths at and around whole stripes and blocks, at every alignment.
  ///
  /// To repeat a run, paste the seed that it printed into the list.
  @Test(arguments: [1, UInt64.random(in: .min ... .max)])
  func longHashesAreThoseOfTheReference(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let buffer = (0..<8192).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    // In a debug build a step that divides no stripe or block, so that the lengths fall on all sides of both.
    let step = TestSize.debug(7, release: 1)
    var extents = stride(from: 241, through: 3200, by: step).map { count in
      let start = Int.random(in: 0...64, using: &generator)
      return start..<start + count
    }
    for start in 0...64 {
      for count in [241, 256, 257, 1024, 1025, 1088, 1089] { extents.append(start..<start + count) }
      extents.append(start..<Int.random(in: 3200...buffer.count, using: &generator))
    }
    for extent in extents {
      let expected = ReferenceXXH128.digits(of: buffer[extent])
      for kernel in ScanKernel.allCases where kernel.isAvailable {
        let hash = XXH128(of: buffer.span.extracting(extent), kernel: kernel).description
        guard hash == expected else {
          #expect(hash == expected, "\(extent) of seed \(seed) by \(kernel)")
          return
        }
      }
    }
  }
}
