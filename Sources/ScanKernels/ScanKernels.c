// Chooses between the kernels.

#include "Kernels.h"

bool scan_has(scan_kernel kernel) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool has_common = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                    __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  if (kernel == scan_kernel_avx2) return has_common;
  if (kernel == scan_kernel_avx512)
    return has_common && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
           __builtin_cpu_supports("gfni") && __builtin_cpu_supports("vpclmulqdq");
#endif
  return kernel == scan_kernel_none;
}

void scan_index(scan_kernel kernel, const uint8_t *bytes, size_t count, bool elements, const scan_names *names,
                scan_output *to) {
#if defined(__x86_64__)
  if (kernel == scan_kernel_avx512) scan_index_avx512(bytes, count, elements, names, to);
  if (kernel == scan_kernel_avx2) scan_index_avx2(bytes, count, elements, names, to);
#endif
}
