// The kernel for processors with AVX2: the 64 bytes of a step in two registers, four masks in one.

#include "Kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target(SCAN_AVX2))), apply_to = function)

#define STEPS 4
#define SCAN_INDEX scan_index_avx2

// The lanes whose highest bit is set, those that are equal, and those that are not 0; and whether any is not 0.
#define top_bits(of) ((uint32_t)_mm256_movemask_pd((__m256d)(of)))
#define equal_lanes(some, others) top_bits(_mm256_cmpeq_epi64((__m256i)(some), (__m256i)(others)))
#define any_lanes(of) (equal_lanes(of, _mm256_setzero_si256()) ^ 15)
#define has_bits(of) (!_mm256_testz_si256((__m256i)(of), (__m256i)(of)))
// The lanes that are less than others, as unsigned numbers: only signed ones can be compared, so signs are flipped.
#define less_lanes(some, others) \
  top_bits(_mm256_cmpgt_epi64(with_other_sign((__m256i)(others)), with_other_sign((__m256i)(some))))
// The lanes in which adding `runs` to `starts` overflows: the carry from the highest bit.
#define overflowing(sum, starts, runs) top_bits(((starts) & (runs)) | (((starts) | (runs)) & ~(sum)))
// Each lane with one added, or one subtracted, if its bit is set.
#define plus_one(of, bits) (lanes) _mm256_sub_epi64((__m256i)(of), spread(bits))
#define minus_one(of, bits) (lanes) _mm256_add_epi64((__m256i)(of), spread(bits))
// Each lane inverted if the number of set bits before its own is odd, counting the bit after those of the lanes, too.
#define inverted_after(of, bits) (lanes) _mm256_xor_si256((__m256i)(of), spread_parity(bits))
// Each lane in the place of the next one, after the last lane of `before`.
#define moved_up(of, before) (lanes) shifted((__m256i)(of), (__m256i)(before))
#define parity_in_steps(of) (lanes) parities((__m256i)(of))

// A lane for each of four bits, with all of its bits set if that one is; a fifth bit is disregarded, and there are no
// more.
#define LANE(bits, bit) -(int64_t)((bits) >> (bit) & 1)
#define LANES(bits) {LANE(bits, 0), LANE(bits, 1), LANE(bits, 2), LANE(bits, 3)}
#define FOUR(of, bits) of(bits), of((bits) + 1), of((bits) + 2), of((bits) + 3)
#define EIGHT(of, bits) FOUR(of, bits), FOUR(of, (bits) + 4)
static const _Alignas(32) int64_t spreads[32][4] = {EIGHT(LANES, 0), EIGHT(LANES, 8), EIGHT(LANES, 16),
                                                    EIGHT(LANES, 24)};
ALWAYS __m256i spread(uint32_t bits) { return _mm256_load_si256((const void *)spreads[bits]); }

// The same for parities: each that of the fifth bit and of those before the lane's own.
#define PARITIES(bits) LANES(-((bits) >> 4 & 1) ^ (bits) << 1 ^ (bits) << 2 ^ (bits) << 3)
static const _Alignas(32) int64_t parity_spreads[32][4] = {EIGHT(PARITIES, 0), EIGHT(PARITIES, 8), EIGHT(PARITIES, 16),
                                                           EIGHT(PARITIES, 24)};
ALWAYS __m256i spread_parity(uint32_t bits) { return _mm256_load_si256((const void *)parity_spreads[bits]); }

ALWAYS __m256i shifted(__m256i lanes, __m256i before) {
  __m256i middle = _mm256_permute2x128_si256(before, lanes, 0x21);
  // Keeps the compiler from replacing both by a blend and a permutation of lanes, which takes longer on AMD's Zen.
  __asm__("" : "+x"(middle));
  return _mm256_alignr_epi8(lanes, middle, 8);
}

ALWAYS __m256i with_other_sign(__m256i lanes) { return _mm256_xor_si256(lanes, _mm256_set1_epi64x(INT64_MIN)); }

// For each bit, whether the number of set bits in its lane up to and including it is odd.
ALWAYS __m256i parities(__m256i bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits = _mm256_xor_si256(bits, _mm256_slli_epi64(bits, shift));
  return bits;
}

// The letters of each set, by the lower halves of their bytes: first those from 40 to 4F or 60 to 6F, then the others.
// Letters are not distinguished by their case, nor from other bytes of 40 or more.
typedef struct {
  // Four times each half: where its four masks are.
  uint8_t halves[SCAN_LETTER_SETS * 32];
  // Where in `halves` the first and the second letters of each set end.
  size_t ends[SCAN_LETTER_SETS][2];
} byte_classes;

#include "Index.h"

ALWAYS __m256i broadcast(__m128i table) { return _mm256_broadcastsi128_si256(table); }
ALWAYS uint32_t high_bits(__m256i bytes) { return (uint32_t)_mm256_movemask_epi8(bytes); }
ALWAYS uint64_t joined(uint32_t low, uint32_t high) { return low | (uint64_t)high << 32; }

ALWAYS part look_up(__m128i table, part index) { return (part)_mm256_shuffle_epi8(broadcast(table), (__m256i)index); }

ALWAYS uint64_t not_zero(part bytes) { return ~high_bits(_mm256_cmpeq_epi8((__m256i)bytes, _mm256_setzero_si256())); }

ALWAYS byte_classes byte_classes_for(const scan_names *names) {
  byte_classes of;
  size_t count = 0;
  for (int set = 0; set < SCAN_LETTER_SETS; set++) {
    for (int later = 0; later < 2; later++) {
      for (uint8_t half = 0; half < 16; half++) {
        const uint8_t *letter = names->letters + 0x40 + 0x10 * later + half;
        if ((letter[0] | letter[0x20]) >> set & 1) of.halves[count++] = half * STEPS;
      }
      of.ends[set][later] = count;
    }
  }
  return of;
}

ALWAYS lanes moved_forward(lanes mask, lanes up, lanes count) { return mask << count | up >> (64 - count); }

// Takes the bits of a block's bytes apart: mask n has bit n of each byte.
//
//     byte 8j + i to byte j of register i
//     bit n of that byte to bit i of byte j of register n: each of three rounds exchanges, between registers whose
//     numbers differ in one bit, the bits that are in the wrong one of the two
//
// The masks are "basis bit streams" after R. Cameron et al., "Parallel Scanning with Bitstream Addition", 2011.
ALWAYS void take_apart(const uint8_t *bytes, __m256i bits[8]) {
  // The bytes of two groups of eight: the first of each, then the second of each, and so on.
  const __m256i pairs = broadcast(_mm_setr_epi8(0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15));
  __m256i in[8], twos[8], fours[8];
  for (int row = 0; row < 8; row++) {
    __m128i low = _mm_loadu_si128((const void *)(bytes + 16 * row));
    __m128i high = _mm_loadu_si128((const void *)(bytes + 16 * row + 128));
    in[row] = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), pairs);
    // Keeps the compiler from replacing eight shuffles and eight unpackings by more instructions.
    __asm__("" : "+x"(in[row]));
  }
  for (int row = 0; row < 4; row++) {
    twos[row] = _mm256_unpacklo_epi16(in[2 * row], in[2 * row + 1]);
    twos[4 + row] = _mm256_unpackhi_epi16(in[2 * row], in[2 * row + 1]);
  }
  for (int row = 0; row < 4; row++) {
    fours[row / 2 * 4 + row % 2] = _mm256_unpacklo_epi32(twos[2 * row], twos[2 * row + 1]);
    fours[row / 2 * 4 + row % 2 + 2] = _mm256_unpackhi_epi32(twos[2 * row], twos[2 * row + 1]);
  }
  for (int row = 0; row < 4; row++) {
    bits[2 * row] = _mm256_unpacklo_epi64(fours[2 * row], fours[2 * row + 1]);
    bits[2 * row + 1] = _mm256_unpackhi_epi64(fours[2 * row], fours[2 * row + 1]);
  }
#pragma clang loop unroll(full)
  for (int round = 0; round < 3; round++) {
    const int by = 4 >> round;
    const __m256i mask = _mm256_set1_epi8(round == 0 ? 0x0F : round == 1 ? 0x33 : 0x55);
#pragma clang loop unroll(full)
    for (int row = 0; row < 8; row++) {
      if (row & by) continue;
      __m256i differs = _mm256_xor_si256(_mm256_srli_epi16(bits[row], by), bits[row + by]);
      differs = _mm256_and_si256(differs, mask);
      bits[row + by] = _mm256_xor_si256(bits[row + by], differs);
      bits[row] = _mm256_xor_si256(bits[row], _mm256_slli_epi16(differs, by));
    }
  }
}

ALWAYS void classify(const uint8_t *bytes, int block, const byte_classes *in, chunk *of) {
  __m256i bits[8];
  take_apart(bytes + block * STEPS * SCAN_STEP, bits);
#define BIT(number) ((lanes)bits[number])
  // The bytes with each lower half, by its lower two bits and its upper two.
  lanes lower[4] = {~(BIT(0) | BIT(1)), BIT(0) & ~BIT(1), BIT(1) & ~BIT(0), BIT(0) & BIT(1)};
  lanes upper[4] = {~(BIT(2) | BIT(3)), BIT(2) & ~BIT(3), BIT(3) & ~BIT(2), BIT(2) & BIT(3)};
  union {
    lanes of[16];
    uint64_t steps[16 * STEPS];
  } half;
#pragma clang loop unroll(full)
  for (int number = 0; number < 16; number++) half.of[number] = lower[number % 4] & upper[number / 4];
  // The bytes with each upper half, or with one of several.
  lanes control = ~(BIT(5) | BIT(6) | BIT(7)), is_2_3 = BIT(5) & ~(BIT(6) | BIT(7)), is_4_to_7 = BIT(6) & ~BIT(7);
  lanes is_0 = control & ~BIT(4), is_2 = is_2_3 & ~BIT(4), is_3 = is_2_3 & BIT(4);
  lanes is_4_6 = is_4_to_7 & ~BIT(4), is_5_7 = is_4_to_7 & BIT(4), is_6 = is_4_6 & BIT(5), is_7 = is_5_7 & BIT(5);
  lanes backslash = half.of[0xC] & is_5_7 & ~BIT(5), digit = is_3 & ~(BIT(3) & (BIT(1) | BIT(2)));
  lanes carriage_return = half.of[0xD] & is_0;
  of->quote[block] = half.of[2] & is_2;
  of->backslash[block] = backslash;
  of->colon[block] = half.of[0xA] & is_3;
  of->comma[block] = half.of[0xC] & is_2;
  of->line_feed[block] = half.of[0xA] & is_0;
  of->open[block] = half.of[0xB] & is_5_7;
  of->close[block] = half.of[0xD] & is_5_7;
  of->blank[block] = (half.of[0] & is_2) | (half.of[9] & is_0) | carriage_return;
  of->carriage_return[block] = carriage_return;
  of->control[block] = control;
  of->digit[block] = digit;
  of->zero[block] = half.of[0] & is_3;
  of->minus[block] = half.of[0xD] & is_2;
  of->high[block] = BIT(7);
  // The quote and the slash; b, f and n; r and t.
  of->simple[block] = ((half.of[2] | half.of[0xF]) & is_2) | backslash |
                      ((half.of[2] | half.of[6] | half.of[0xE]) & is_6) | ((half.of[2] | half.of[4]) & is_7);
  of->u[block] = half.of[5] & is_7;
  of->hex[block] = digit | (is_4_6 & ~(half.of[0] | half.of[7] | BIT(3)));
  of->fault[block] = (lanes){0};
  size_t at = 0;
  for (int set = 0; set < SCAN_LETTER_SETS; set++) {
    lanes letters[2] = {{0}};
    for (int later = 0; later < 2; later++) {
      // There are few letters, and unrolling the loop would cost more.
#pragma clang loop unroll(disable)
      for (; at < in->ends[set][later]; at++)
        letters[later] |= (lanes)_mm256_load_si256((const void *)(half.steps + in->halves[at]));
    }
    of->letter[set][block + 1] = (letters[0] & is_4_6) | (letters[1] & is_5_7);
  }
}

ALWAYS void list_tokens(const uint8_t *bytes, const chunk *of, token_list *list) {
  size_t first = list->count, count = first;
  uint64_t faulty = 0;
  for (uint64_t due = all_steps(of->has_listed); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    const uint8_t *in = bytes + SCAN_STEP * step;
    uint64_t left = of->listeds[step], names = of->names[step], elements = of->elements[step];
    faulty |= of->faults[step];
    size_t next_count = count + (size_t)__builtin_popcountll(left);
    // Four at a time, even if fewer are left: a branch on how many are left could not be predicted.
    do {
      uint64_t places = _pdep_u64(_pext_u64(names, left), 0x01010101u * SCAN_TOKEN_NAME) |
                        _pdep_u64(_pext_u64(elements, left), 0x01010101u * SCAN_TOKEN_ELEMENT);
      for (size_t at = 0; at < 4; at++, left &= left - 1) {
        // Garbage if none is left: `_tzcnt_u64` of 0 is 64.
        unsigned index = (unsigned)_tzcnt_u64(left) & 63;
        places |= (uint64_t)index << 8 * at;
        list->bytes[count + at] = in[index];
      }
      uint32_t four = (uint32_t)places, steps = 0x01010101u * (uint32_t)step;
      __builtin_memcpy(list->places + count, &four, 4);
      __builtin_memcpy(list->steps + count, &steps, 4);
      count += 4;
    } while (left);
    count = next_count;
  }
  for (size_t at = first; faulty && at < count; at++) {
    // A faulty 8A must not look like a faulty line feed.
    if (of->faults[(uint8_t)list->steps[at]] >> (list->places[at] & 63) & 1)
      list->bytes[at] |= list->bytes[at] < 0x80 ? 0x80 : 0xFF;
  }
  list->count = count;
}

// The letters of a literal, in little-endian order as on these processors, a mask of them, and how many there are.
typedef struct {
  uint64_t letters, mask;
  size_t count;
} literal;
// By two bits of the first letter, in which those differ. The other one has no letters and matches nothing: its first
// byte is the one after them, and that is part of a scalar.
#define KEY(byte) ((byte) >> 3 & 3)
static const literal literals[4] = {
    [KEY('t')] = {0x65757274, 0xFFFFFFFF, 4},
    [KEY('f')] = {0x65736C6166, 0xFFFFFFFFFF, 5},
    [KEY('n')] = {0x6C6C756E, 0xFFFFFFFF, 4},
    [3] = {0},
};

// No branches but for the number of starts: which literal it is, or whether it is one, cannot be predicted.
ALWAYS uint64_t wrong_literals(const uint8_t *step, uint64_t starts, uint64_t scalar, uint64_t next_scalar) {
  uint64_t wrong = 0;
  for (; starts; starts &= starts - 1) {
    int index = __builtin_ctzll(starts);
    uint64_t bytes, scalars = (scalar >> index) | (next_scalar << 1) << (63 - index);
    __builtin_memcpy(&bytes, step + index, 8);
    const literal *expected = &literals[KEY(bytes)];
    bool differs = ((bytes ^ expected->letters) & expected->mask) != 0;
    wrong |= (differs | (scalars >> expected->count & 1)) << index;
  }
  return wrong;
}

#define EQUAL(low_bytes, high_bytes) \
  joined(high_bits(_mm256_cmpeq_epi8(low, low_bytes)), high_bits(_mm256_cmpeq_epi8(high, high_bytes)))
ALWAYS uint64_t equal(const uint8_t *bytes, uint8_t byte) {
  __m256i low = _mm256_loadu_si256((const void *)bytes), high = _mm256_loadu_si256((const void *)(bytes + 32));
  return EQUAL(_mm256_set1_epi8((char)byte), _mm256_set1_epi8((char)byte));
}

ALWAYS uint64_t has(const uint8_t *bytes, uint8_t bit) {
  const __m256i bits = _mm256_set1_epi8((char)bit);
  __m256i low = _mm256_and_si256(_mm256_loadu_si256((const void *)bytes), bits);
  __m256i high = _mm256_and_si256(_mm256_loadu_si256((const void *)(bytes + 32)), bits);
  return EQUAL(bits, bits);
}

ALWAYS uint64_t two_after(const uint8_t *places) {
  __m256i low = _mm256_loadu_si256((const void *)places), high = _mm256_loadu_si256((const void *)(places + 32));
  low = _mm256_sub_epi8(low, _mm256_loadu_si256((const void *)(places - 1)));
  high = _mm256_sub_epi8(high, _mm256_loadu_si256((const void *)(places + 31)));
  low = _mm256_and_si256(low, _mm256_set1_epi8(SCAN_STEP - 1));
  high = _mm256_and_si256(high, _mm256_set1_epi8(SCAN_STEP - 1));
  return EQUAL(_mm256_set1_epi8(2), _mm256_set1_epi8(2));
}

// Eight bytes as numbers; and `flag` or 0 in each of eight, by the lowest bits.
ALWAYS __m256i eight(const void *bytes) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64(bytes)); }
ALWAYS __m256i eight_flags(uint64_t bits, uint32_t flag) {
  const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  __m256i has = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32((int)bits), each), each);
  return _mm256_and_si256(has, _mm256_set1_epi32((int)flag));
}

ALWAYS void write_tokens(const token_list *list, size_t at, token_masks kept, size_t first, uint32_t *tokens) {
  for (; kept.token; at += 8) {
    __m256i step = _mm256_cvtepi8_epi32(_mm_loadl_epi64((const void *)(list->steps + at)));
    step = _mm256_slli_epi32(_mm256_add_epi32(step, _mm256_set1_epi32((int)first)), SCAN_TOKEN_STEP);
    __m256i token =
        _mm256_or_si256(eight(list->places + at), _mm256_slli_epi32(eight(list->bytes + at), SCAN_TOKEN_BYTE));
    token = _mm256_or_si256(_mm256_or_si256(token, step), eight_flags(kept.name, SCAN_TOKEN_NAME));
    token = _mm256_or_si256(token, eight_flags(kept.element, SCAN_TOKEN_ELEMENT));
    // Which of the eight are kept, one in each byte.
    uint64_t kept_bytes = _pdep_u64(kept.token, 0x0101010101010101) * 0xFF;
    uint64_t which = _pext_u64(0x0706050403020100, kept_bytes);
    __m256i numbers = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)which));
    _mm256_storeu_si256((void *)tokens, _mm256_permutevar8x32_epi32(token, numbers));
    tokens += __builtin_popcountll(kept.token & 0xFF);
    kept.token >>= 8, kept.name >>= 8, kept.element >>= 8;
  }
}

#pragma clang attribute pop
#endif
