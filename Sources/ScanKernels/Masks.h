// The masks of a chunk of bytes, what each kernel does with them in its own way, and what passes do with them.

#pragma once

// A mask of a block, which has as many STEPS as fit in a register: one bit for each byte, the first of each step the
// lowest. What continues from one block in the next is carried.
typedef uint64_t lanes __attribute__((vector_size(8 * STEPS)));
// The same in memory, from any step on.
typedef uint64_t stored_lanes __attribute__((vector_size(8 * STEPS), aligned(8), may_alias));
// As many bytes as fit in a register: a step or half of one.
typedef uint8_t part __attribute__((vector_size(8 * STEPS), aligned(1), may_alias));
enum { BLOCKS = SCAN_CHUNK / (STEPS * SCAN_STEP) };

// How many tokens are looked at together: one less than a register has bits, since flags move to the bit after the last
// of them. Fewer are left over from one chunk for the next; a store is of 64 bytes.
enum { TOKENS = 63, TOKEN_LIST = TOKENS + SCAN_CHUNK + 64 };
// A store of 16 tokens can go past the last one by 15.
_Static_assert(SCAN_ROOM >= TOKENS - 1 + SCAN_CHUNK + 15, "a chunk and the tokens left over can exceed the room");

// How many blocks and steps each mask of a chunk has room for: one block more than there are. Otherwise some
// masks would be a multiple of 4096 bytes apart, and a load from one would wait for a store to the other.
enum { ROW = BLOCKS + 1, STEP_ROW = ROW * STEPS };

// The masks of a chunk, and what is known about some of them.
typedef struct {
  union {
    struct {
      // First those that are also looked at step by step: bytes of 80 or more, digits, and the letters of each set,
      // each block in the place of the next one; the last step before them is that of the chunk before.
      lanes high[ROW], digit[ROW], letter[SCAN_LETTER_SETS][ROW],
          // The faults; what is to be listed: tokens, closing quotes of candidates and faults; and the flags of tokens.
          fault[ROW], listed[ROW], name[ROW], element[ROW],
          // Numbers and literals; where digits are followed by more of one, and where one begins with neither a digit
          // nor a minus sign, so that it must be a literal.
          scalar[ROW], rest[ROW], literal[ROW],
          // What a byte is, regardless of what is around it.
          quote[ROW], backslash[ROW], colon[ROW], comma[ROW], line_feed[ROW], open[ROW], close[ROW], blank[ROW],
          carriage_return[ROW], control[ROW], zero[ROW], minus[ROW],
          // What may follow a backslash on its own, the letter u, and hexadecimal digits.
          simple[ROW], u[ROW], hex[ROW],
          // The strings without their closing quotes.
          string[ROW];
    };
    struct {
      uint64_t highs[STEP_ROW], digits[STEP_ROW], letters[SCAN_LETTER_SETS][STEP_ROW], faults[STEP_ROW],
          listeds[STEP_ROW], names[STEP_ROW], elements[STEP_ROW], scalars[STEP_ROW], rests[STEP_ROW],
          literals[STEP_ROW];
    };
  };
  // Which steps of each block have bits in a mask. It is noted where the mask is made: a pass that had to find it out
  // first would wait for that.
  uint8_t has_listed[BLOCKS], has_rest[BLOCKS], has_literal[BLOCKS];
} chunk;

// What a block needs from the one before it: masks of that one, and bits for its own first byte.
typedef struct {
  lanes u, open, comma, ended, name_end, scalar, digit, zero, minus, opening;
  uint64_t in_string, escaped, name_string, escaped_string, after_open, after_comma, after_value, after_name,
      after_return, has_name, has_element, left_name, left_element, after_outer, line_fault;
  // Whether white space is between tokens of the chunk, and of the one before.
  bool has_blank, had_blank;
  // Whether the bytes are elements of an array; an object that is an element is then not left out.
  bool elements;
} carries;

// The last step of a chunk, and which of its bytes are 80 or more: what the check of UTF-8 continues from.
typedef struct {
  uint8_t bytes[SCAN_STEP];
  uint64_t high;
} utf8_carry;

// The tokens left over from the chunk before, and those of a chunk: the lowest and the highest byte of each, and its
// step, which is negative in the chunk before; garbage around them. It is aligned to a page, so that few stores cross
// the end of one: at some places of the stack most did, and the kernel took up to 1.4 times as long.
typedef struct {
  _Alignas(4096) uint8_t before[SCAN_STEP];
  uint8_t places[TOKEN_LIST], bytes[TOKEN_LIST];
  int8_t steps[TOKEN_LIST];
  size_t count;
} token_list;

// Which of 64 adjacent tokens are kept, and which have a name or an element before them once the others are left out.
typedef struct {
  uint64_t token, name, element;
} token_masks;

// The classes of names in the form that blocks need: how far a closing quote is from the opening one, in each lane, and
// the sets of letters.
typedef struct {
  lanes distance;
  size_t last, before;
} name_class;
typedef struct {
  name_class classes[SCAN_NAME_CLASSES];
  size_t outer_count, count;
  bool takes_all;
} name_classes;

ALWAYS name_classes name_classes_for(const scan_names *names) {
  name_classes of = {.outer_count = names->outer_count, .count = names->class_count, .takes_all = names->takes_all};
  for (size_t number = 0; number < of.count; number++) {
    const scan_name_class *class = &names->classes[number];
    of.classes[number] = (name_class){(lanes){0} + class->length + 1, class->last, class->before};
  }
  return of;
}

// What differs between kernels.
//
// The classes of bytes, with the letter sets of `names`.
ALWAYS byte_classes byte_classes_for(const scan_names *names);
// Sets the masks of a block that say what a byte is, and clears its faults.
ALWAYS void classify(const uint8_t *bytes, int block, const byte_classes *classes, chunk *of);
// The bytes of a table of 16 at each index; and the bytes that are not 0, one bit each.
ALWAYS part look_up(__m128i table, part index);
ALWAYS uint64_t not_zero(part bytes);
// `mask` with each bit moved forward by `count` bytes, 1 to 63 in each lane; `up` has each lane in the place of the
// next one.
ALWAYS lanes moved_forward(lanes mask, lanes up, lanes count);
// The `starts` in a step at which no literal begins, or one that does not end where a scalar does; `scalar` and
// `next_scalar` are the bytes of scalars in this step and the next, of which the first seven are read, too.
ALWAYS uint64_t wrong_literals(const uint8_t *step, uint64_t starts, uint64_t scalar, uint64_t next_scalar);
// Adds the tokens of a chunk to a list; finds which of 64 bytes are equal to `byte`, or have `bit`; and writes the
// `kept` tokens of a list, and garbage after them, if the first step of the chunk is the window's `first`.
ALWAYS void list_tokens(const uint8_t *bytes, const chunk *of, token_list *list);
ALWAYS uint64_t equal(const uint8_t *bytes, uint8_t byte);
ALWAYS uint64_t has(const uint8_t *bytes, uint8_t bit);
// Which of 64 tokens are two bytes after the token before, or two bytes and some steps.
ALWAYS uint64_t two_after(const uint8_t *places);
ALWAYS void write_tokens(const token_list *list, size_t at, token_masks kept, size_t first, uint32_t *tokens);

// `mask` with each bit moved to the next byte.
ALWAYS lanes next(lanes mask, lanes *before) {
  lanes last = moved_up(mask, *before);
  *before = mask;
  return mask << 1 | last >> 63;
}

// The bit of a mask for the last byte of its block.
ALWAYS uint64_t last_bit(lanes mask) { return top_bits(mask) >> (STEPS - 1) & 1; }

// The bits after those `runs` of bits that have a bit of `starts` in them: the carries of one addition find them all.
ALWAYS lanes after_runs(lanes starts, lanes runs, uint64_t *carry) {
  lanes sum = starts + runs;
  uint32_t overflow = overflowing(sum, starts, runs);
  // The carry into each step: an addition in which each step is one bit. What overflows is not full, so the sum has at
  // most STEPS + 1 bits.
  uint32_t full = equal_lanes(sum, ~(lanes){0}), in = (full + (overflow << 1 | (uint32_t)*carry)) ^ full;
  *carry = in >> STEPS;
  // Keeps the compiler from vectorizing the carries, which would cost a quarter of the speed.
  __asm__("" : "+r"(in));
  return plus_one(sum, in) & ~runs;
}

// The same for white space, if there is `any` in a block or at the end of the one before; mostly there is none.
ALWAYS lanes after_blank(lanes starts, lanes blank, bool any, uint64_t *carry) {
  return any ? after_runs(starts, blank, carry) : starts;
}

// One bit for each byte, set if the number of `bits` up to and including it is odd.
ALWAYS lanes parity_up_to(lanes bits, uint64_t *carry) {
  bits = parity_in_steps(bits);
  uint32_t odd = top_bits(bits) | (uint32_t)*carry << STEPS;
  *carry = __builtin_popcount(odd) & 1;
  return inverted_after(bits, odd);
}

// Writes a mask of a chunk.
ALWAYS void store(const lanes *mask, uint64_t *to) {
  for (int block = 0; block < BLOCKS; block++) *(stored_lanes *)(to + STEPS * block) = mask[block];
}

// The steps of a chunk, one bit each, from those of each block.
ALWAYS uint64_t all_steps(const uint8_t *of_blocks) {
  uint64_t steps = 0;
  for (int block = 0; block < BLOCKS; block++) steps |= (uint64_t)of_blocks[block] << STEPS * block;
  return steps;
}
