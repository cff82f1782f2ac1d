// The kernel for processors with AVX2: the 64 bytes of a step in two registers, four masks in one.

#include "Kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target(SCAN_AVX2))), apply_to = function)

#define STEPS 4

// The lanes whose highest bit is set, those that are equal, and those that are not 0.
#define top_bits(of) ((uint32_t)_mm256_movemask_pd((__m256d)(of)))
#define equal_lanes(some, others) top_bits(_mm256_cmpeq_epi64((__m256i)(some), (__m256i)(others)))
#define any_lanes(of) (equal_lanes(of, _mm256_setzero_si256()) ^ 15)
// The lanes that are less than others, as unsigned numbers: only signed ones can be compared, so signs are flipped.
#define less_lanes(some, others) \
  top_bits(_mm256_cmpgt_epi64(with_other_sign((__m256i)(others)), with_other_sign((__m256i)(some))))
// The lanes in which adding `runs` to `starts` overflows: the carry from the highest bit.
#define overflowing(sum, starts, runs) top_bits(((starts) & (runs)) | (((starts) | (runs)) & ~(sum)))
// Each lane with one added, one subtracted, or all of its bits inverted, if its bit is set.
#define plus_one(of, bits) (lanes) _mm256_sub_epi64((__m256i)(of), spread(bits))
#define minus_one(of, bits) (lanes) _mm256_add_epi64((__m256i)(of), spread(bits))
#define inverted(of, bits) (lanes) _mm256_xor_si256((__m256i)(of), spread(bits))
// Each lane in the place of the next one, after the last lane of `before`.
#define moved_up(of, before) __builtin_shufflevector(before, of, 3, 4, 5, 6)
#define parity_in_steps(of) (lanes) parities((__m256i)(of))

// A lane for each bit, with all of its bits set if that one is.
#define LANE(bits, bit) -(int64_t)((bits) >> (bit) & 1)
#define LANES(bits) {LANE(bits, 0), LANE(bits, 1), LANE(bits, 2), LANE(bits, 3)}
static const _Alignas(32) int64_t spreads[16][4] = {
    LANES(0), LANES(1), LANES(2),  LANES(3),  LANES(4),  LANES(5),  LANES(6),  LANES(7),
    LANES(8), LANES(9), LANES(10), LANES(11), LANES(12), LANES(13), LANES(14), LANES(15),
};
ALWAYS __m256i spread(uint32_t bits) { return _mm256_load_si256((const void *)spreads[bits & 15]); }

ALWAYS __m256i with_other_sign(__m256i lanes) { return _mm256_xor_si256(lanes, _mm256_set1_epi64x(INT64_MIN)); }

// For each bit, whether the number of set bits in its lane up to and including it is odd.
ALWAYS __m256i parities(__m256i bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits = _mm256_xor_si256(bits, _mm256_slli_epi64(bits, shift));
  return bits;
}

// For each lower half of a byte, the sets of which a letter has that half, from the highest bit: other bytes with the
// same half are taken for letters, too.
typedef struct {
  uint8_t letters[16];
} byte_classes;

#include "Index.h"

ALWAYS __m256i broadcast(__m128i table) { return _mm256_broadcastsi128_si256(table); }
ALWAYS uint32_t high_bits(__m256i bytes) { return (uint32_t)_mm256_movemask_epi8(bytes); }
ALWAYS uint64_t joined(uint32_t low, uint32_t high) { return low | (uint64_t)high << 32; }

// The bytes of half a step at which UTF-8 is found to be ill-formed.
ALWAYS uint32_t ill_formed_half(__m256i bytes, __m256i before) {
#define BACK(count) _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(before, bytes, 0x21), 16 - (count))
  const __m256i half = _mm256_set1_epi8(0x0F);
  __m256i first = BACK(1);
  __m256i fault = _mm256_shuffle_epi8(broadcast(UTF8_FIRST_HIGH), _mm256_and_si256(_mm256_srli_epi16(first, 4), half));
  fault = _mm256_and_si256(fault, _mm256_shuffle_epi8(broadcast(UTF8_FIRST_LOW), _mm256_and_si256(first, half)));
  __m256i second = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
  fault = _mm256_and_si256(fault, _mm256_shuffle_epi8(broadcast(UTF8_SECOND_HIGH), second));
  // What must be a third or fourth byte: two bytes after E0 or more, and three after F0 or more.
  __m256i further = _mm256_or_si256(_mm256_subs_epu8(BACK(2), _mm256_set1_epi8(0xE0 - 0x80)),
                                    _mm256_subs_epu8(BACK(3), _mm256_set1_epi8(0xF0 - 0x80)));
  fault = _mm256_xor_si256(fault, _mm256_and_si256(further, _mm256_set1_epi8((char)0x80)));
  return ~high_bits(_mm256_cmpeq_epi8(fault, _mm256_setzero_si256()));
}

ALWAYS uint64_t ill_formed(const uint8_t *step) {
  __m256i before = _mm256_loadu_si256((const void *)(step - 32));
  __m256i low = _mm256_loadu_si256((const void *)step), high = _mm256_loadu_si256((const void *)(step + 32));
  return joined(ill_formed_half(low, before), ill_formed_half(high, low));
}

// What a byte is, one bit for each class: both its halves must have the bit.
enum { QUOTE = 1, BACKSLASH = 2, COLON = 4, COMMA = 8, OPEN = 16, CLOSE = 32, DIGIT = 64, CONTROL = 128 };
#define BY_LOW_HALF                                                                                             \
  _mm_setr_epi8(C | DIGIT, C | DIGIT, C | DIGIT | QUOTE, C | DIGIT, C | DIGIT, C | DIGIT, C | DIGIT, C | DIGIT, \
                C | DIGIT, C | DIGIT, C | COLON, C | OPEN, C | BACKSLASH | COMMA, C | CLOSE, C, C)
#define BY_HIGH_HALF                                                                                                   \
  _mm_setr_epi8(C, C, QUOTE | COMMA, COLON | DIGIT, 0, BACKSLASH | OPEN | CLOSE, 0, OPEN | CLOSE, 0, 0, 0, 0, 0, 0, 0, \
                0)
#define C (char)CONTROL

ALWAYS __m256i classes(__m256i bytes) {
  __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
  return _mm256_and_si256(_mm256_shuffle_epi8(broadcast(BY_LOW_HALF), bytes),
                          _mm256_shuffle_epi8(broadcast(BY_HIGH_HALF), high));
}

// The same for escapes: hexadecimal digits and letters, and the characters that may be escaped.
enum {
  HEX_DIGIT = 1,
  HEX_LETTER = 2,
  LETTER_U = 4,
  BFN = 8,
  RT = 16,
  ESCAPED_QUOTE = 32,
  ESCAPED_BACKSLASH = 64,
  SLASH = 128
};
#define H HEX_DIGIT
#define L (HEX_DIGIT | HEX_LETTER)
#define ESCAPES_BY_LOW_HALF                                                                          \
  _mm_setr_epi8(H, L, L | BFN | RT | ESCAPED_QUOTE, L, L | RT, L | LETTER_U, L | BFN, H, H, H, 0, 0, \
                ESCAPED_BACKSLASH, 0, BFN, (char)SLASH)
#define ESCAPES_BY_HIGH_HALF                                                                             \
  _mm_setr_epi8(0, 0, (char)(ESCAPED_QUOTE | SLASH), H, HEX_LETTER, ESCAPED_BACKSLASH, HEX_LETTER | BFN, \
                RT | LETTER_U, 0, 0, 0, 0, 0, 0, 0, 0)

// Finds what can follow a backslash, in the steps that have one or come after one that does, and in the first.
ALWAYS void classify_escapes(const uint8_t *bytes, chunk *of) {
  uint64_t backslash = steps_with(of->backslash);
  for (uint64_t due = backslash | backslash << 1 | 1; due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    uint32_t simple[2], u[2], hex[2];
    for (int half = 0; half < 2; half++) {
      __m256i in = _mm256_loadu_si256((const void *)(bytes + SCAN_STEP * step + 32 * half));
      __m256i high = _mm256_and_si256(_mm256_srli_epi16(in, 4), _mm256_set1_epi8(0x0F));
      __m256i class = _mm256_and_si256(_mm256_shuffle_epi8(broadcast(ESCAPES_BY_LOW_HALF), in),
                                       _mm256_shuffle_epi8(broadcast(ESCAPES_BY_HIGH_HALF), high));
#define HAS(bits) \
  ~high_bits(_mm256_cmpeq_epi8(_mm256_and_si256(class, _mm256_set1_epi8((char)(bits))), _mm256_setzero_si256()))
      simple[half] = HAS(BFN | RT | ESCAPED_QUOTE | ESCAPED_BACKSLASH | SLASH);
      u[half] = HAS(LETTER_U), hex[half] = HAS(L);
    }
    of->simples[step] = joined(simple[0], simple[1]);
    of->us[step] = joined(u[0], u[1]), of->hexes[step] = joined(hex[0], hex[1]);
  }
}

ALWAYS byte_classes byte_classes_for(const scan_names *names) {
  byte_classes of = {0};
  for (int byte = 0; byte < 128; byte++)
    for (int set = 0; set < SCAN_LETTER_SETS; set++)
      if (names->letters[byte] >> set & 1) of.letters[byte & 15] |= 0x80 >> set;
  return of;
}

ALWAYS lanes moved_forward(lanes mask, lanes up, lanes count) { return mask << count | up >> (64 - count); }

ALWAYS void classify(const uint8_t *bytes, int block, const byte_classes *in, chunk *of) {
  const __m256i letters = broadcast(_mm_loadu_si128((const void *)in->letters));
  // For each lower half of a byte, the white space (but no line feed) that has it, or a byte that has another one.
  const __m256i blanks = broadcast(_mm_setr_epi8(' ', 2, 1, 1, 1, 1, 1, 1, 1, '\t', 1, 1, 1, '\r', 1, 1));
  for (int step = block * STEPS; step < (block + 1) * STEPS; step++) {
    __m256i low = _mm256_loadu_si256((const void *)(bytes + step * SCAN_STEP));
    __m256i high = _mm256_loadu_si256((const void *)(bytes + step * SCAN_STEP + 32));
    __m256i low_class = classes(low), high_class = classes(high);
#define PLANE(bit) \
  joined(high_bits(_mm256_slli_epi16(low_class, 7 - (bit))), high_bits(_mm256_slli_epi16(high_class, 7 - (bit))))
    of->quotes[step] = PLANE(0);
    of->backslashes[step] = PLANE(1);
    of->colons[step] = PLANE(2);
    of->commas[step] = PLANE(3);
    of->opens[step] = PLANE(4);
    of->closes[step] = PLANE(5);
    of->digits[step] = PLANE(6);
    of->controls[step] = PLANE(7);
#define EQUAL(low_bytes, high_bytes) \
  joined(high_bits(_mm256_cmpeq_epi8(low, low_bytes)), high_bits(_mm256_cmpeq_epi8(high, high_bytes)))
    of->zeros[step] = EQUAL(_mm256_set1_epi8('0'), _mm256_set1_epi8('0'));
    of->blanks[step] = EQUAL(_mm256_shuffle_epi8(blanks, low), _mm256_shuffle_epi8(blanks, high));
    of->highs[step] = joined(high_bits(low), high_bits(high));
    __m256i low_sets = _mm256_shuffle_epi8(letters, low), high_sets = _mm256_shuffle_epi8(letters, high);
    for (int set = 0; set < SCAN_LETTER_SETS; set++)
      of->letters[set][step] =
          joined(high_bits(_mm256_slli_epi16(low_sets, set)), high_bits(_mm256_slli_epi16(high_sets, set)));
    of->faults[step] = 0;
  }
}

ALWAYS void list_tokens(const uint8_t *bytes, const chunk *of, token_list *list) {
  size_t first = list->count, count = first;
  uint64_t faulty = 0;
  for (uint64_t due = steps_to_list(of); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    const uint8_t *in = bytes + SCAN_STEP * step;
    uint64_t left = of->tokens[step] | of->candidates[step] | of->faults[step], names = of->names[step],
             elements = of->elements[step];
    faulty |= of->faults[step];
    size_t next_count = count + (size_t)__builtin_popcountll(left);
    // Three at a time, even if fewer are left: a branch on how many are left could not be predicted.
    do {
      uint64_t places = _pdep_u64(_pext_u64(names, left), 0x010101 * SCAN_TOKEN_NAME) |
                        _pdep_u64(_pext_u64(elements, left), 0x010101 * SCAN_TOKEN_ELEMENT);
      for (size_t at = 0; at < 3; at++, left &= left - 1) {
        // Garbage if none is left: `_tzcnt_u64` of 0 is 64.
        unsigned index = (unsigned)_tzcnt_u64(left) & 63;
        places |= (uint64_t)index << 8 * at;
        list->bytes[count + at] = in[index];
      }
      uint32_t four = (uint32_t)places, steps = 0x01010101u * (uint32_t)step;
      __builtin_memcpy(list->places + count, &four, 4);
      __builtin_memcpy(list->steps + count, &steps, 4);
      count += 3;
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

ALWAYS bool is_literal(const uint8_t *byte) {
  uint32_t word;
  __builtin_memcpy(&word, byte, 4);
  // The bytes in little-endian order, as on these processors. No branches: which literal it is cannot be predicted.
  int has_four = (word == 0x65757274) | (word == 0x6C6C756E), has_five = (word == 0x736C6166) & (byte[4] == 'e');
  return (has_four & ends_scalar(byte[4])) | (has_five & ends_scalar(byte[5]));
}

// Whether a negative integer begins here; what follows its digits is checked separately.
ALWAYS bool is_negative(const uint8_t *byte) {
  return byte[0] == '-' && is_digit(byte[1]) && !(byte[1] == '0' && is_digit(byte[2]));
}

ALWAYS uint64_t wrong_starts(const uint8_t *step, uint64_t starts) {
  uint64_t wrong = 0;
  for (; starts; starts &= starts - 1) {
    int index = __builtin_ctzll(starts);
    if (!is_literal(step + index) && !is_negative(step + index)) wrong |= 1ull << index;
  }
  return wrong;
}

ALWAYS uint64_t equal(const uint8_t *bytes, uint8_t byte) {
  __m256i low = _mm256_loadu_si256((const void *)bytes), high = _mm256_loadu_si256((const void *)(bytes + 32));
  return EQUAL(_mm256_set1_epi8((char)byte), _mm256_set1_epi8((char)byte));
}

ALWAYS void classify_rare(const uint8_t *bytes, chunk *of) {
  classify_escapes(bytes, of);
  // The control characters of most text are the ends of its lines, and most steps have none.
  for (int block = 0; block < BLOCKS; block++) of->line_feed[block] = of->carriage_return[block] = (lanes){0};
  for (uint64_t due = steps_with(of->control); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    of->line_feeds[step] = equal(bytes + SCAN_STEP * step, '\n');
    of->carriage_returns[step] = equal(bytes + SCAN_STEP * step, '\r');
  }
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

void scan_index_avx2(const uint8_t *bytes, size_t count, bool elements, const scan_names *names, scan_output *to) {
  index_bytes(bytes, count, elements, names, to);
}

#pragma clang attribute pop
#endif
