// The kernel for processors with AVX-512, VBMI2 and GFNI: the 64 bytes of a step, or eight masks, in one register.

#include "Kernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target(SCAN_AVX512))), apply_to = function)

#define STEPS 8
#define SCAN_INDEX scan_index_avx512

// The lanes whose highest bit is set, those that are equal, and those that are not 0; and whether any is not 0.
#define top_bits(lanes) ((uint32_t)_mm512_movepi64_mask((__m512i)(lanes)))
#define equal_lanes(some, others) ((uint32_t)_mm512_cmpeq_epi64_mask((__m512i)(some), (__m512i)(others)))
#define any_lanes(lanes) ((uint32_t)_mm512_test_epi64_mask((__m512i)(lanes), (__m512i)(lanes)))
#define has_bits(lanes) (any_lanes(lanes) != 0)
// The lanes that are less than others, as unsigned numbers.
#define less_lanes(some, others) ((uint32_t)_mm512_cmplt_epu64_mask((__m512i)(some), (__m512i)(others)))
// The lanes in which adding `runs` to `starts` overflows; a comparison costs least here.
#define overflowing(sum, starts, runs) less_lanes(sum, runs)
// Each lane with one added, or one subtracted, if its bit is set.
#define plus_one(of, bits) \
  (lanes) _mm512_mask_sub_epi64((__m512i)(of), (__mmask8)(bits), (__m512i)(of), _mm512_set1_epi64(-1))
#define minus_one(of, bits) \
  (lanes) _mm512_mask_add_epi64((__m512i)(of), (__mmask8)(bits), (__m512i)(of), _mm512_set1_epi64(-1))
// Each lane inverted if the number of set bits before its own is odd, counting the bit after those of the lanes, too.
#define inverted_after(of, bits) \
  (lanes) _mm512_mask_xor_epi64((__m512i)(of), parities_before(bits), (__m512i)(of), _mm512_set1_epi64(-1))
// Each lane in the place of the next one, after the last lane of `before`.
#define moved_up(of, before) (lanes) _mm512_alignr_epi64((__m512i)(of), (__m512i)(before), 7)
// For each bit, whether the number of set bits in its lane up to and including it is odd: the carry-less product with
// ones.
#define parity_in_steps(of)                                                                       \
  (lanes) _mm512_unpacklo_epi64(_mm512_clmulepi64_epi128((__m512i)(of), _mm512_set1_epi8(-1), 0), \
                                _mm512_clmulepi64_epi128((__m512i)(of), _mm512_set1_epi8(-1), 1))

ALWAYS __mmask8 parities_before(uint32_t bits) {
  bits = bits << 1 | bits >> STEPS;
  for (int shift = 1; shift < STEPS; shift *= 2) bits ^= bits << shift;
  return (__mmask8)bits;
}

// The classes of each byte below 80.
typedef struct {
  uint8_t classes[128];
} byte_classes;

#include "Index.h"

ALWAYS __m512i broadcast(__m128i table) { return _mm512_broadcast_i32x4(table); }

// The numbers from 0 to 63, one in each byte.
ALWAYS __m512i places(void) {
  const __m512i fours = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  return _mm512_add_epi32(_mm512_mullo_epi32(fours, _mm512_set1_epi32(0x04040404)), _mm512_set1_epi32(0x03020100));
}

ALWAYS part look_up(__m128i table, part index) { return (part)_mm512_shuffle_epi8(broadcast(table), (__m512i)index); }

ALWAYS uint64_t not_zero(part bytes) { return _mm512_test_epi8_mask((__m512i)bytes, (__m512i)bytes); }
// What a byte is, one bit for each class; the last two bits divide other classes.
enum { QUOTE = 1, BACKSLASH = 2, STRUCTURAL = 4, WHITE = 8, DIGIT = 16, CONTROL = 32, KIND_A = 64, KIND_B = 128 };
// No byte is both structural and white space, so both bits together mean a letter, or the slash, which may follow a
// backslash. The other bits then say which kind of letter it is, and in which sets it is.
enum { LETTER = STRUCTURAL | WHITE, HEX = QUOTE, SIMPLE = KIND_A, LETTER_U = KIND_B };
static const uint8_t sets[SCAN_LETTER_SETS] = {DIGIT, CONTROL, BACKSLASH};
static const uint8_t classes[128] = {
    [0 ... '\b'] = CONTROL,
    [0x0B ... '\f'] = CONTROL,
    [0x0E ... 0x1F] = CONTROL,
    ['\t'] = CONTROL | WHITE,
    ['\r'] = CONTROL | WHITE | KIND_B,
    ['\n'] = CONTROL | WHITE | KIND_A,
    [' '] = WHITE,
    ['"'] = QUOTE | SIMPLE,
    ['\\'] = BACKSLASH | SIMPLE,
    [':'] = STRUCTURAL,
    [','] = STRUCTURAL | KIND_B,
    ['{'] = STRUCTURAL | KIND_A,
    ['['] = STRUCTURAL | KIND_A,
    ['}'] = STRUCTURAL | KIND_A | KIND_B,
    [']'] = STRUCTURAL | KIND_A | KIND_B,
    ['0'] = DIGIT | KIND_A,
    ['1' ... '9'] = DIGIT,
    ['-'] = KIND_B,
    ['/'] = LETTER | SIMPLE,
    ['A' ... 'F'] = LETTER | HEX,
    ['G' ... 'Z'] = LETTER,
    ['a'] = LETTER | HEX,
    ['b'] = LETTER | HEX | SIMPLE,
    ['c' ... 'e'] = LETTER | HEX,
    ['f'] = LETTER | HEX | SIMPLE,
    ['g' ... 'm'] = LETTER,
    ['n'] = LETTER | SIMPLE,
    ['o' ... 'q'] = LETTER,
    ['r'] = LETTER | SIMPLE,
    ['s'] = LETTER,
    ['t'] = LETTER | SIMPLE,
    ['u'] = LETTER | LETTER_U,
    ['v' ... 'z'] = LETTER,
};

ALWAYS byte_classes byte_classes_for(const scan_names *names) {
  byte_classes of;
  for (int byte = 0; byte < 128; byte++) {
    of.classes[byte] = classes[byte];
    for (int set = 0; set < SCAN_LETTER_SETS; set++)
      if (names->letters[byte] >> set & 1) of.classes[byte] |= sets[set];
  }
  return of;
}

// Eight masks: for each bit of the classes, which of the 64 bytes have it. A product of bit matrices transposes eight
// bytes at a time, but gives the bits of each byte in reverse order, which another one corrects.
ALWAYS __m512i planes(__m512i bytes, uint64_t high, const byte_classes *in) {
  __m512i class = _mm512_maskz_permutex2var_epi8(~high, _mm512_loadu_si512(in->classes), bytes,
                                                 _mm512_loadu_si512(in->classes + 64));
  const __m512i reversal = _mm512_set1_epi64((long long)0x8040201008040201);
  __m512i bits = _mm512_gf2p8affine_epi64_epi8(reversal, class, 0);
  bits = _mm512_gf2p8affine_epi64_epi8(bits, reversal, 0);
  // The first byte of each eight, then the second of each, and so on: 0, 8, ..., 56, 1, 9, ...
  __m512i up = _mm512_and_si512(_mm512_slli_epi16(places(), 3), _mm512_set1_epi8(7 << 3));
  __m512i down = _mm512_and_si512(_mm512_srli_epi16(places(), 3), _mm512_set1_epi8(7));
  return _mm512_permutexvar_epi8(_mm512_or_si512(up, down), bits);
}

ALWAYS void classify(const uint8_t *chunk_bytes, int block, const byte_classes *classes, chunk *of) {
  __m512i in[STEPS], pairs[STEPS], fours[STEPS];
  of->fault[block] = (lanes){0};
  for (int step = 0; step < STEPS; step++) {
    __m512i bytes = _mm512_loadu_si512(chunk_bytes + (size_t)(block * STEPS + step) * SCAN_STEP);
    uint64_t high = _mm512_movepi8_mask(bytes);
    in[step] = planes(bytes, high, classes);
    of->highs[block * STEPS + step] = high;
  }
  // From one register for each step to one for each plane.
  for (int i = 0; i < 4; i++) {
    pairs[i] = _mm512_unpacklo_epi64(in[2 * i], in[2 * i + 1]);
    pairs[4 + i] = _mm512_unpackhi_epi64(in[2 * i], in[2 * i + 1]);
  }
  for (int i = 0; i < 4; i++) {
    fours[2 * i] = _mm512_shuffle_i64x2(pairs[2 * i], pairs[2 * i + 1], 0x88);
    fours[2 * i + 1] = _mm512_shuffle_i64x2(pairs[2 * i], pairs[2 * i + 1], 0xDD);
  }
#define PLANE(number)                                                      \
  (lanes) _mm512_shuffle_i64x2(fours[(number) % 2 * 4 + (number) / 2 % 2], \
                               fours[(number) % 2 * 4 + (number) / 2 % 2 + 2], (number) < 4 ? 0x88 : 0xDD)
  lanes quote_or_hex = PLANE(0), backslash_or_set = PLANE(1), digit_or_set = PLANE(4), control_or_set = PLANE(5);
  lanes kind_a = PLANE(6), kind_b = PLANE(7), letter = PLANE(2) & PLANE(3);
  lanes structural = PLANE(2) & ~letter, white = PLANE(3) & ~letter, digit = digit_or_set & ~letter;
  of->letter[0][block + 1] = digit_or_set & letter;
  of->letter[1][block + 1] = control_or_set & letter;
  of->letter[2][block + 1] = backslash_or_set & letter;
  of->quote[block] = quote_or_hex & ~letter;
  of->backslash[block] = backslash_or_set & ~letter;
  // The structural characters of one kind: four instructions, where the compiler makes six of it.
#define OF_KIND(kind) \
  (lanes) _mm512_ternarylogic_epi64((__m512i)structural, (__m512i)kind_a, (__m512i)kind_b, 1 << (4 + (kind)))
  of->colon[block] = OF_KIND(0), of->comma[block] = OF_KIND(1);
  of->open[block] = OF_KIND(2), of->close[block] = OF_KIND(3);
  of->line_feed[block] = white & kind_a;
  of->blank[block] = white & ~kind_a;
  of->carriage_return[block] = white & kind_b;
  of->control[block] = control_or_set & ~letter;
  of->digit[block] = digit;
  of->zero[block] = digit & kind_a;
  of->minus[block] = kind_b & ~(letter | structural | white);
  // Letters, quotes and backslashes for which KIND_A means SIMPLE.
  of->simple[block] = kind_a & (letter | quote_or_hex | backslash_or_set);
  of->u[block] = kind_b & letter;
  of->hex[block] = digit | (letter & quote_or_hex);
}

// A letter of each literal, by the lower half of its first letter. For a half with which no literal begins, the first
// letter is one with another half, so that the first byte differs.
#define LITERALS(t, f, n) _mm_setr_epi8(1, 0, 0, 0, t, 0, f, 0, 0, 0, 0, 0, 0, 0, n, 0)

ALWAYS uint64_t wrong_literals(const uint8_t *step, uint64_t starts, uint64_t scalar, uint64_t next_scalar) {
  const __m128i letters[4] = {LITERALS('t', 'f', 'n'), LITERALS('r', 'a', 'u'), LITERALS('u', 'l', 'l'),
                              LITERALS('e', 's', 'l')};
  __m512i first = _mm512_loadu_si512(step), differs = _mm512_setzero_si512();
  for (int place = 0; place < 4; place++) {
    __m512i letter = _mm512_shuffle_epi8(broadcast(letters[place]), first);
    differs = _mm512_or_si512(differs, _mm512_xor_si512(_mm512_loadu_si512(step + place), letter));
  }
  uint64_t is_false = _mm512_cmpeq_epi8_mask(first, _mm512_set1_epi8('f'));
  __m512i fifth = _mm512_maskz_sub_epi8(is_false, _mm512_loadu_si512(step + 4), _mm512_set1_epi8('e'));
  differs = _mm512_or_si512(differs, fifth);
  uint64_t after_4 = scalar >> 4 | next_scalar << 60, after_5 = scalar >> 5 | next_scalar << 59;
  return starts & (_mm512_test_epi8_mask(differs, differs) | (is_false & after_5) | (after_4 & ~is_false));
}

// Each number four times: to broadcast four bytes from memory is a load alone, to broadcast one byte is not.
#define FOUR_TIMES(step) 0x01010101u * (step)
#define FOUR(step) FOUR_TIMES(step), FOUR_TIMES((step) + 1), FOUR_TIMES((step) + 2), FOUR_TIMES((step) + 3)
#define SIXTEEN(step) FOUR(step), FOUR((step) + 4), FOUR((step) + 8), FOUR((step) + 12)
static const uint32_t step_bytes[64] = {SIXTEEN(0), SIXTEEN(16), SIXTEEN(32), SIXTEEN(48)};

ALWAYS void list_tokens(const uint8_t *bytes, const chunk *of, token_list *list) {
  size_t count = list->count;
  for (uint64_t due = all_steps(of->has_listed); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    uint64_t all = of->listeds[step];
    __m512i byte = _mm512_loadu_si512(bytes + step * SCAN_STEP), low = places();
    low = _mm512_mask_add_epi8(low, of->names[step], low, _mm512_set1_epi8((char)SCAN_TOKEN_NAME));
    low = _mm512_mask_add_epi8(low, of->elements[step], low, _mm512_set1_epi8((char)SCAN_TOKEN_ELEMENT));
    if (of->faults[step]) byte = _mm512_mask_adds_epu8(byte, of->faults[step], byte, _mm512_set1_epi8((char)0x80));
    // Looking the bytes up by their places costs less than compressing them, too; an index disregards the flags.
    low = _mm512_maskz_compress_epi8(all, low);
    _mm512_storeu_si512(list->places + count, low);
    _mm512_storeu_si512(list->bytes + count, _mm512_permutexvar_epi8(low, byte));
    _mm512_storeu_si512(list->steps + count, _mm512_set1_epi32((int)step_bytes[step]));
    count += (size_t)__builtin_popcountll(all);
  }
  list->count = count;
}

ALWAYS uint64_t equal(const uint8_t *bytes, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8((char)byte));
}

ALWAYS uint64_t has(const uint8_t *bytes, uint8_t bit) {
  return _mm512_test_epi8_mask(_mm512_loadu_si512(bytes), _mm512_set1_epi8((char)bit));
}

ALWAYS uint64_t two_after(const uint8_t *places) {
  __m512i by = _mm512_sub_epi8(_mm512_loadu_si512(places), _mm512_loadu_si512(places - 1));
  return _mm512_cmpeq_epi8_mask(_mm512_and_si512(by, _mm512_set1_epi8(SCAN_STEP - 1)), _mm512_set1_epi8(2));
}

ALWAYS lanes moved_forward(lanes mask, lanes up, lanes count) {
  return (lanes)_mm512_shldv_epi64((__m512i)mask, (__m512i)up, (__m512i)count);
}

ALWAYS void write_tokens(const token_list *list, size_t at, token_masks kept, size_t first, uint32_t *tokens) {
  __m512i byte = _mm512_loadu_si512(list->bytes + at), low = _mm512_loadu_si512(list->places + at);
  low = _mm512_or_si512(low, _mm512_maskz_set1_epi8(kept.name, (char)SCAN_TOKEN_NAME));
  low = _mm512_or_si512(low, _mm512_maskz_set1_epi8(kept.element, (char)SCAN_TOKEN_ELEMENT));
  low = _mm512_maskz_compress_epi8(kept.token, low), byte = _mm512_maskz_compress_epi8(kept.token, byte);
  __m512i step = _mm512_maskz_compress_epi8(kept.token, _mm512_loadu_si512(list->steps + at));
  for (int left = __builtin_popcountll(kept.token); left > 0; left -= 16, tokens += 16) {
#define WIDE(lanes, shift) _mm512_slli_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(lanes)), shift)
    __m512i number = _mm512_cvtepi8_epi32(_mm512_castsi512_si128(step));
    number = _mm512_slli_epi32(_mm512_add_epi32(_mm512_set1_epi32((int)first), number), SCAN_TOKEN_STEP);
    _mm512_storeu_si512(tokens, _mm512_or_si512(_mm512_or_si512(WIDE(low, 0), WIDE(byte, SCAN_TOKEN_BYTE)), number));
    low = _mm512_alignr_epi32(low, low, 4), byte = _mm512_alignr_epi32(byte, byte, 4);
    step = _mm512_alignr_epi32(step, step, 4);
  }
}

#pragma clang attribute pop
#endif
