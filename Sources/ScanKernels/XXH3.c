// What XXH3 does with each 64 bytes of a long input: "Large inputs" in its specification.

#include "Kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target(SCAN_AVX2))), apply_to = function)
#endif

enum { STRIPE = 64 };

// The eight words of a stripe or of a part of the secret, which begin anywhere, or the accumulators: two registers.
typedef uint64_t words __attribute__((vector_size(STRIPE), aligned(1), may_alias));

// Accumulates a stripe, with 64 bytes of the secret.
ALWAYS void accumulate(words *sums, const uint8_t *stripe, const uint8_t *secret) {
  words in = *(const words *)stripe, keyed = in ^ *(const words *)secret;
  // A product of 32-bit halves, written so that it compiles to one instruction.
  *sums += __builtin_shufflevector(in, in, 1, 0, 3, 2, 5, 4, 7, 6) + (keyed & 0xFFFFFFFF) * (keyed >> 32);
}

// Accumulates `count` stripes; for each, the secret is used from eight bytes further on.
ALWAYS void accumulate_stripes(words *sums, const uint8_t *bytes, size_t count, const uint8_t *secret) {
  for (size_t number = 0; number < count; number++) accumulate(sums, bytes + number * STRIPE, secret + number * 8);
}

void xxh3_accumulate(xxh3_accumulators *to, const uint8_t *bytes, size_t count, const uint8_t *secret,
                     size_t secret_count) {
  const uint64_t prime32_1 = 0x9E3779B1;
  const size_t block = (secret_count - STRIPE) / 8 * STRIPE;
  const words last = *(const words *)(secret + secret_count - STRIPE);
  words sums = *(const words *)to->words;
  // The last 64 bytes are a stripe of their own, so at least one byte must remain for it after whole blocks and
  // stripes.
  size_t start = 0;
  for (; count - start > block; start += block) {
    accumulate_stripes(&sums, bytes + start, block / STRIPE, secret);
    sums = (sums ^ sums >> 47 ^ last) * prime32_1;
  }
  accumulate_stripes(&sums, bytes + start, (count - start - 1) / STRIPE, secret);
  accumulate(&sums, bytes + count - STRIPE, secret + secret_count - STRIPE - 7);
  *(words *)to->words = sums;
}

#if defined(__x86_64__)
#pragma clang attribute pop
#endif
