// What is done with the masks of a chunk of bytes; the same for each kernel, and compiled into each. It is done in
// passes, so that a mispredicted branch in one does not delay another.

#include "Masks.h"

ALWAYS bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

// Whether a number or literal may end before `byte`.
ALWAYS bool ends_scalar(uint8_t byte) {
  static const bool ends[256] = {
      [','] = true, ['}'] = true, [']'] = true, ['\n'] = true, [' '] = true, ['\t'] = true, ['\r'] = true,
  };
  return ends[byte];
}

// Whether what follows the digits of an integer makes it a number: RFC 8259, section 6. White space is assumed at
// `end`, since elements of an array may be cut off.
ALWAYS bool is_rest_of_number(const uint8_t *byte, const uint8_t *end) {
#define PEEK (byte < end ? *byte : ' ')
  if (*byte == '.') {
    byte++;
    if (!is_digit(PEEK)) return false;
    while (is_digit(PEEK)) byte++;
  }
  if ((PEEK | 0x20) == 'e') {
    byte++;
    if (PEEK == '+' || PEEK == '-') byte++;
    if (!is_digit(PEEK)) return false;
    while (is_digit(PEEK)) byte++;
  }
  return ends_scalar(PEEK);
}

// The bytes of a step at which UTF-8 is found to be ill-formed; see the tables. The three bytes before it are read,
// too.
ALWAYS uint64_t ill_formed(const uint8_t *step) {
  uint64_t wrong = 0;
  for (size_t at = 0; at < SCAN_STEP; at += sizeof(part)) {
#define BACK(count) (*(const part *)(step + at - (count)))
    part first = BACK(1), second = BACK(0);
    part fault = look_up(UTF8_FIRST_HIGH, first >> 4) & look_up(UTF8_FIRST_LOW, first & 15);
    fault &= look_up(UTF8_SECOND_HIGH, second >> 4);
    // What must be a third or fourth byte: two bytes after E0 or more, and three after F0 or more.
    part further = __builtin_elementwise_sub_sat(BACK(2), (part){0} + (0xE0 - 0x80)) |
                   __builtin_elementwise_sub_sat(BACK(3), (part){0} + (0xF0 - 0x80));
    wrong |= not_zero(fault ^ (further & 0x80)) << at;
  }
  return wrong;
}

// Notes where UTF-8 is ill-formed: RFC 3629. Only steps with bytes of 80 or more are checked, and those after a step
// that ends with one.
//
//     61 C3 A9 E2 82 62    a, é, the first two bytes of three, b
//         1  1  1  1       bytes of 80 or more
//         1  1  1  1  1    where a fault can be noted: at one of these, or after it
//                     1    ill-formed: a continuation byte is due
ALWAYS void check_utf8(const uint8_t *bytes, chunk *of, utf8_carry *carry) {
  uint64_t has_high = 0, ends_high = 0;
  for (int block = 0; block < BLOCKS; block++) has_high |= (uint64_t)any_lanes(of->high[block]) << STEPS * block;
  for (int block = 0; block < BLOCKS; block++) ends_high |= (uint64_t)top_bits(of->high[block]) << STEPS * block;
  for (uint64_t due = has_high | ends_high << 1 | carry->high >> 63; due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    const uint8_t *at = bytes + SCAN_STEP * step;
    uint64_t high = of->highs[step], before = step ? of->highs[step - 1] : carry->high;
    // The first step after the one before it, which need not be before it in memory.
    uint8_t edge[2 * SCAN_STEP];
    if (step == 0) {
      __builtin_memcpy(edge, carry->bytes, SCAN_STEP);
      __builtin_memcpy(edge + SCAN_STEP, bytes, SCAN_STEP);
      at = edge + SCAN_STEP;
    }
    uint64_t wrong = ill_formed(at) & (high | high << 1 | before >> 63);
    // Mostly nothing is stored: a block's mask that is loaded soon after must wait for a store to one of its steps.
    if (wrong) of->faults[step] = wrong;
  }
  __builtin_memcpy(carry->bytes, bytes + SCAN_CHUNK - SCAN_STEP, SCAN_STEP);
  carry->high = of->highs[63];
}

// The four bytes after each of `bits`, a mask of a step or of each lane; `up` is the mask of the step before.
#define FOUR_AFTER(bits, up) \
  (((bits) << 1 | (up) >> 63) | ((bits) << 2 | (up) >> 62) | ((bits) << 3 | (up) >> 61) | ((bits) << 4 | (up) >> 60))

// The places where hexadecimal digits are due after the letters `u` and there are none, step by step: if a line feed
// cuts some off, none are due in the next line. `before` has the letters of the step before the block. Sets the last
// step of `carry` to those after which digits can be due in the next block.
static __attribute__((noinline)) lanes cut_digits(lanes u, lanes hex, lanes line_feed, uint64_t before, lanes *carry) {
  lanes fault;
  for (int step = 0; step < STEPS; step++) {
    uint64_t no_hex = FOUR_AFTER(u[step], before) & ~hex[step], cut = no_hex & line_feed[step];
    fault[step] = no_hex & ~(cut << 1 | cut << 2 | cut << 3);
    before = u[step] & ~(cut >> 1 | cut >> 2 | cut >> 3 | cut >> 4);
  }
  *carry = (lanes){0};
  (*carry)[STEPS - 1] = before & 0xFull << 60;
  return fault;
}

// Removes the escaped bytes from the quotes of a block, and notes those that must not be escaped: RFC 8259, section 7.
//
//     "a\\\"b\u00e9"
//       111  1            backslashes
//       1 1  1            those that escape
//        1 1  1           what they escape: a backslash, a quote and a u
//              1111       hexadecimal digits that are due
ALWAYS void take_escapes_of_block(chunk *of, int block, carries *carry) {
  const lanes odd_places = (lanes){0} + 0xAAAAAAAAAAAAAAAA;
  lanes backslash = of->backslash[block], first = {0}, none = {0}, last_bytes = {0};
  last_bytes[STEPS - 1] = 0xFull << 60;
  // Kept a branch, which is nearly always predicted: otherwise each block would wait for the one before it.
  if (carry->escaped) __asm__("" : "=v"(first) : "0"((lanes){1}));
  // Every other one of a run of backslashes escapes. A subtraction over the whole block distinguishes runs that begin
  // at odd places from others, a method of J. Keiser's in simdjson.
  lanes start = backslash & ~first, from = next(start, &none) | odd_places, difference = from - start;
  // The borrow from each step: a subtraction in which each step is one bit.
  uint32_t zero = equal_lanes(difference, (lanes){0}), borrow = (zero + (less_lanes(from, start) << 1)) ^ zero;
  // Keeps the compiler from vectorizing it, as above.
  __asm__("" : "+r"(borrow));
  lanes escaping = minus_one(difference, borrow) ^ odd_places, escaped = escaping ^ (backslash | first);
  carry->escaped = last_bit(escaping & backslash);

  lanes u = of->u[block] & escaped, hex = of->hex[block], line_feed = of->line_feed[block];
  lanes up = moved_up(u, carry->u);
  lanes no_hex = FOUR_AFTER(u, up) & ~hex;
  carry->u = u & last_bytes;
  if (has_bits(no_hex & line_feed)) no_hex = cut_digits(u, hex, line_feed, up[0], &carry->u);
  of->fault[block] |= (escaped & ~(of->simple[block] | u)) | no_hex;
  of->quote[block] &= ~escaped;
}

// The same for a chunk: in the blocks with a backslash, and in those into which an escape continues; nothing is carried
// from others.
ALWAYS void take_escapes(chunk *of, carries *carry) {
  uint64_t due = carry->escaped | has_bits(carry->u);
  for (int block = 0; block < BLOCKS; block++) due |= (uint64_t)has_bits(of->backslash[block]) << block;
  for (; due; due &= due - 1) {
    int block = __builtin_ctzll(due);
    take_escapes_of_block(of, block, carry);
    if (carry->escaped | has_bits(carry->u)) due |= 2ull << block & ((1ull << BLOCKS) - 1);
  }
}

// Ends a string without a closing quote at its line feed, so that the next line is checked on its own.
ALWAYS lanes cut_strings(lanes strings, lanes line_feed, uint64_t *carry) {
  uint64_t flipped = 0, cut;
  for (int step = 0; step < STEPS; step++) {
    strings[step] ^= flipped;
    while ((cut = strings[step] & line_feed[step])) {
      strings[step] ^= -(cut & -cut);
      flipped = ~flipped;
    }
  }
  *carry ^= flipped & 1;
  return strings;
}

// Those of `ends`, the closing quotes of names, that end a candidate; `outer` is set to those that end
// one of a class with an outer name.
//
//     "data":{"group":"6f…    class of 4 letters, the last in a set with `a`, the one before in a set with `t`
//          1       1          opening quotes, moved on by 5: at the closing quote of a name of 4 letters
//        1 1                  letters of the first set, moved on by 1
//          1                  letters of the second, moved on by 2
ALWAYS lanes candidates(const chunk *of, int block, lanes opening, lanes ends, const name_classes *names,
                        carries *carry, lanes *outer) {
  lanes up = moved_up(opening, carry->opening), last[SCAN_LETTER_SETS + 1], before[SCAN_LETTER_SETS + 1];
  carry->opening = opening;
  for (int set = 0; set < SCAN_LETTER_SETS; set++) {
    // Reading them again one step up costs less than moving them.
    lanes letter = of->letter[set][block + 1];
    lanes up_letter = *(const stored_lanes *)(of->letters[set] + STEPS * (block + 1) - 1);
    last[set] = letter << 1 | up_letter >> 63, before[set] = letter << 2 | up_letter >> 62;
  }
  last[SCAN_LETTER_SETS] = before[SCAN_LETTER_SETS] = ~(lanes){0};
  lanes found = {0};
  for (size_t number = 0; number < names->count; number++) {
    const name_class *class = &names->classes[number];
    found |= moved_forward(opening, up, class->distance) & last[class->last] & before[class->before];
    if (number + 1 == names->outer_count) *outer = found & ends;
  }
  return found & ends;
}

// Finds the strings of a block. It is a pass of its own so that those of several blocks are found at the same time:
// everything else waits for them.
ALWAYS void find_strings(chunk *of, int block, carries *carry) {
  lanes string = parity_up_to(of->quote[block], &carry->in_string), line_feed = of->line_feed[block];
  if (has_bits(line_feed & string)) string = cut_strings(string, line_feed, &carry->in_string);
  of->string[block] = string;
}

// Finds the tokens of a block, and the faults in strings and between adjacent tokens.
//
//     {"a":[1,-2,"b"],"c":tru}
//      11        11   11          strings, without their closing quotes
//      1    1 1  1    1           after an opening bracket or a comma
//        1         1    1         ends of names, or of strings that are elements
//           1 1     1             elements; that of "b" is known by the missing colon
//     1    1        1        1    tokens, and the line feed
//          1                 1    those after a name
//                   1             those after an element
ALWAYS void find_tokens(chunk *of, int block, const name_classes *names, carries *carry) {
  lanes quote = of->quote[block], line_feed = of->line_feed[block], string = of->string[block];
  lanes fault = of->fault[block] | (of->control[block] & string);
  lanes opening = quote & string, closing = quote & ~string, blank = of->blank[block] & ~string;
  lanes open = of->open[block] & ~string, close = of->close[block] & ~string;
  lanes colon = of->colon[block] & ~string, comma = of->comma[block] & ~string;
  lanes scalar = ~(string | closing | blank | open | close | colon | comma | line_feed);
  lanes after_scalar = next(scalar, &carry->scalar), start = scalar & ~after_scalar;
  // Integers are checked here, literals and the rest of other numbers later.
  lanes digit = of->digit[block] & scalar, minus = start & of->minus[block], after_minus = next(minus, &carry->minus);
  fault |= (after_minus & ~digit) | (digit & next((start | after_minus) & of->zero[block], &carry->zero));
  of->scalar[block] = scalar;
  of->rest[block] = next(digit, &carry->digit) & scalar & ~digit;
  of->literal[block] = start & ~(digit | minus);
  of->has_rest[block] = (uint8_t)any_lanes(of->rest[block]);
  of->has_literal[block] = (uint8_t)any_lanes(of->literal[block]);

  // After a name, what follows a value is carried, too.
  uint64_t carried = carry->after_open | carry->after_comma | carry->after_value | carry->after_return;
  bool any = has_bits(blank) | (carried != 0);
  if (any) {
    carry->has_blank = true;
    // Some readers end a line at any carriage return; whether one is allowed is left to the caller. In a string, it is
    // a control character. If a block ends with one, the next block is looked at, too.
    lanes carriage_return = of->carriage_return[block], none = {0};
    fault |= (next(carriage_return, &none) | (lanes){carry->after_return}) & ~line_feed;
    carry->after_return = last_bit(carriage_return);
  }
  lanes after_open = after_blank(next(open, &carry->open), blank, any, &carry->after_open);
  lanes after_comma = after_blank(next(comma, &carry->comma), blank, any, &carry->after_comma);
  lanes ended = next(closing | close, &carry->ended) | (after_scalar & ~scalar);
  lanes after_value = after_blank(ended, blank, any, &carry->after_value);
  // What begins at one of these is a name or an element.
  lanes fresh = after_open | after_comma;
  lanes name_end = after_runs(opening & fresh, string, &carry->name_string) & closing;
  // Names that are written with escapes: each may be one to be found.
  lanes escaped = after_runs(of->backslash[block] & string, string, &carry->escaped_string) & name_end;
  lanes outer = names->takes_all ? name_end : (lanes){0};
  lanes candidate = candidates(of, block, opening, name_end, names, carry, &outer) | outer | escaped;
  lanes after_name = after_blank(next(name_end, &carry->name_end), blank, any, &carry->after_name);
  lanes element = ((start | open) & fresh) | (after_name & ~colon);

  fault |= ((opening | start | open) & after_value) | ((comma | line_feed) & ~after_value);
  fault |= (close & ~(after_value | after_open)) | (colon & ~after_name);
  lanes token = open | close | line_feed;
  of->name[block] = after_runs(colon, ~token, &carry->has_name) | escaped;
  of->element[block] = after_runs(element & ~token, ~token, &carry->has_element) | (element & token) | outer | escaped;
  of->fault[block] = fault;
  of->listed[block] = token | candidate | fault;
  of->has_listed[block] = (uint8_t)any_lanes(of->listed[block]);
}

// Whether all numbers that go on after digits in a step, which must not be the last of a chunk, are known to be
// well-formed: those that have a fraction and nothing else, and end in this step or the next.
//
//     [1.25,3.x]
//       1    1      what follows the digits
//        1    1     where the digits of a fraction must begin
//          1  1     the first byte after those digits, by the carries of an addition; must not be part of a scalar
ALWAYS bool are_fractions(const uint8_t *bytes, int step, const chunk *of) {
  typedef unsigned __int128 two_steps;
  uint64_t rest = of->rests[step];
  two_steps digit = of->digits[step] | (two_steps)of->digits[step + 1] << 64;
  two_steps scalar = of->scalars[step] | (two_steps)of->scalars[step + 1] << 64;
  two_steps first = (two_steps)rest << 1, sum = digit + first;
  bool overflows = sum < digit;
  return !(rest & ~equal(bytes + SCAN_STEP * step, '.')) && !(first & ~digit) && !(sum & ~digit & scalar) && !overflows;
}

// Notes faults in a step, once it is known what else is to be listed.
ALWAYS void add_faults(chunk *of, int step, uint64_t faults) {
  of->faults[step] |= faults, of->listeds[step] |= faults;
  of->has_listed[step / STEPS] |= 1 << step % STEPS;
}

// Notes malformed literals and fractions or exponents; `bytes` is the start of the chunk, and `count` are readable.
//
//     [-1,tru,1.5,-x,2a]
//         1                scalars that begin with neither a digit nor a minus sign
//              1      1    the first byte after digits, if the scalar goes on
//         1           1    faults; that of -x is known already
ALWAYS void check_scalars(const uint8_t *bytes, size_t count, chunk *of) {
  for (uint64_t due = all_steps(of->has_literal); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    uint64_t next_scalar = step < 63 ? of->scalars[step + 1] : 0;
    for (int at = 0; step == 63 && at < 5; at++) next_scalar |= (uint64_t)!ends_scalar(bytes[SCAN_CHUNK + at]) << at;
    const uint8_t *start = bytes + SCAN_STEP * step;
    uint64_t wrong = wrong_literals(start, of->literals[step], of->scalars[step], next_scalar);
    // As for UTF-8, mostly nothing is stored.
    if (wrong) add_faults(of, step, wrong);
  }
  for (uint64_t due = all_steps(of->has_rest); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    if (step < 63 && are_fractions(bytes, step, of)) continue;
    uint64_t wrong = 0;
    for (uint64_t left = of->rests[step]; left; left &= left - 1) {
      const uint8_t *rest = bytes + SCAN_STEP * step + __builtin_ctzll(left);
      if (!is_rest_of_number(rest, bytes + count)) wrong |= left & -left;
    }
    if (wrong) add_faults(of, step, wrong);
  }
}
