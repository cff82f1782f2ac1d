// The functions of the kernels, and the tables that they share.

#include "ScanKernels.h"

#define ALWAYS static inline __attribute__((always_inline))

#if defined(__x86_64__)
#include <immintrin.h>

// The tuning, which does not change what a processor needs, makes this kernel 2 % faster.
#define SCAN_AVX512                                                                                         \
  "avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,vpclmulqdq,pclmul,popcnt,lzcnt,bmi,bmi2," \
  "tune=icelake-server"
#define SCAN_AVX2 "avx2,pclmul,popcnt,lzcnt,bmi,bmi2"

void scan_index_avx512(const uint8_t *bytes, size_t count, bool elements, const scan_names *names, scan_output *to);
void scan_index_avx2(const uint8_t *bytes, size_t count, bool elements, const scan_names *names, scan_output *to);

// UTF-8 after J. Keiser and D. Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021: what can be
// wrong with two adjacent bytes is looked up by both halves of the first and the upper half of the second; it is wrong
// if all three agree. The last bit says that both are continuation bytes, which is wrong unless a third or fourth byte
// is due. If one is due, two adjacent ASCII bytes are found wrong, too, but so is a byte before them. They can belong
// to the next line, after a sequence that the line's end cuts off, so a fault is noted only at or directly after a byte
// of 80 or more.
enum {
  TOO_SHORT = 1 << 0,   // a first byte, and then none that continues
  TOO_LONG = 1 << 1,    // an ASCII byte, and then one that continues
  OVERLONG_3 = 1 << 2,  // E0, and less than A0
  TOO_LARGE = 1 << 3,   // F4 or more, and 90 or more
  SURROGATE = 1 << 4,   // ED, and A0 or more
  OVERLONG_2 = 1 << 5,  // C0 or C1
  OVERLONG_4 = 1 << 6,  // F0, and less than 90; F5 or more, and less than 90
  TWO_CONTINUE = 1 << 7,
  ANY_LOW = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
  LARGE_LOW = ANY_LOW | TOO_LARGE | OVERLONG_4,
};
#define UTF8_FIRST_HIGH                                                                                             \
  _mm_setr_epi8(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, (char)TWO_CONTINUE, \
                (char)TWO_CONTINUE, (char)TWO_CONTINUE, (char)TWO_CONTINUE, TOO_SHORT | OVERLONG_2, TOO_SHORT,      \
                TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | OVERLONG_4)
#define UTF8_FIRST_LOW                                                                                               \
  _mm_setr_epi8((char)(ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4), (char)(ANY_LOW | OVERLONG_2), (char)ANY_LOW, \
                (char)ANY_LOW, (char)(ANY_LOW | TOO_LARGE), (char)LARGE_LOW, (char)LARGE_LOW, (char)LARGE_LOW,       \
                (char)LARGE_LOW, (char)LARGE_LOW, (char)LARGE_LOW, (char)LARGE_LOW, (char)LARGE_LOW,                 \
                (char)(LARGE_LOW | SURROGATE), (char)LARGE_LOW, (char)LARGE_LOW)
#define UTF8_SECOND_HIGH                                                                                               \
  _mm_setr_epi8(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,                \
                (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | OVERLONG_3 | OVERLONG_4),                                \
                (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | OVERLONG_3 | TOO_LARGE),                                 \
                (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | SURROGATE | TOO_LARGE),                                  \
                (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUE | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT, TOO_SHORT, \
                TOO_SHORT)
#endif
