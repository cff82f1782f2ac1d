internal import ScanKernels

/// How lines are scanned: one byte at a time, or first 64 at a time with instructions that some processors have.
///
/// All find the same and differ only in speed.
public enum ScanKernel: String, CaseIterable, Sendable {
  /// ``Scanner`` alone, on any processor.
  case scalar
  /// With AVX2.
  case avx2
  /// With AVX-512, VBMI2 and GFNI.
  case avx512

  /// Whether this processor can run it.
  public var isAvailable: Bool { scan_has(kernel) }

  /// The fastest that this processor can run.
  public static let best = allCases.last(where: \.isAvailable) ?? .scalar

  /// The same kernel for the C target.
  var kernel: scan_kernel {
    switch self {
    case .scalar: scan_kernel_none
    case .avx2: scan_kernel_avx2
    case .avx512: scan_kernel_avx512
    }
  }
}
