// What is done with the masks of a chunk of bytes; the same for each kernel, and compiled into each. It is done in
// passes, so that a mispredicted branch in one does not delay another.

// A mask of a block, which has as many STEPS as fit in a register: one bit for each byte, the first of each step the
// lowest. What continues from one block in the next is carried.
typedef uint64_t lanes __attribute__((vector_size(8 * STEPS)));
enum { BLOCKS = 64 / STEPS, CHUNK = BLOCKS * STEPS * SCAN_STEP };

// How many tokens are looked at together: one less than a register has bits, since flags move to the bit after the last
// of them. Fewer are left over from one chunk for the next; a store is of 64 bytes.
enum { TOKENS = 63, TOKEN_LIST = TOKENS + CHUNK + 64 };
// A store of 16 tokens can go past the last one by 15.
_Static_assert(SCAN_ROOM >= TOKENS - 1 + CHUNK + 15, "a chunk and the tokens left over can exceed the room");

// The masks of a chunk: first what a byte is, regardless of what is around it.
typedef union {
  struct {
    lanes quote[BLOCKS], backslash[BLOCKS], colon[BLOCKS], comma[BLOCKS], line_feed[BLOCKS], open[BLOCKS],
        close[BLOCKS], blank[BLOCKS], carriage_return[BLOCKS], control[BLOCKS], digit[BLOCKS], zero[BLOCKS],
        // Bytes of 80 or more; what may follow a backslash on its own, the letter u, and hexadecimal digits.
        high[BLOCKS], simple[BLOCKS], u[BLOCKS], hex[BLOCKS],
        // The letters of each set.
        letter[SCAN_LETTER_SETS][BLOCKS],
        // The faults.
        fault[BLOCKS],
        // Then the closing quotes of candidates, the other tokens, and the flags of both.
        candidate[BLOCKS], token[BLOCKS], name[BLOCKS], element[BLOCKS],
        // Numbers and literals; where digits are followed by more of one, and where one begins without a digit.
        scalar[BLOCKS], rest[BLOCKS], odd[BLOCKS];
  };
  struct {
    uint64_t quotes[64], backslashes[64], colons[64], commas[64], line_feeds[64], opens[64], closes[64], blanks[64],
        carriage_returns[64], controls[64], digits[64], zeros[64], highs[64], simples[64], us[64], hexes[64],
        letters[SCAN_LETTER_SETS][64], faults[64], candidates[64], tokens[64], names[64], elements[64], scalars[64],
        rests[64], odds[64];
  };
} chunk;

// What a block needs from the one before it: masks of that one, and bits for its own first byte.
typedef struct {
  lanes u, open, comma, ended, name_end, scalar, digit, zero, carriage_return, opening, letter[SCAN_LETTER_SETS];
  uint64_t in_string, escaped, name_string, escaped_string, after_open, after_comma, after_value, after_name, has_name,
      has_element, left_name, left_element, after_outer, line_fault;
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
// Sets the masks of a block that say what a byte is, and clears its faults. The masks of escapes and of the ends of
// lines can be left to `classify_rare`.
ALWAYS void classify(const uint8_t *bytes, int block, const byte_classes *classes, chunk *of);
// Sets the masks that `classify` leaves out: line feeds, carriage returns, and what can be escaped, in each step with a
// backslash, the one after it and the first.
ALWAYS void classify_rare(const uint8_t *bytes, chunk *of);
// The bytes of a step at which UTF-8 is found to be ill-formed; see the tables. The bytes before it are read, too.
ALWAYS uint64_t ill_formed(const uint8_t *step);
// `mask` with each bit moved forward by `count` bytes, 1 to 63 in each lane; `up` has each lane in the place of the
// next one.
ALWAYS lanes moved_forward(lanes mask, lanes up, lanes count);
// The `starts` in a step at which neither a literal nor a negative integer begins.
ALWAYS uint64_t wrong_starts(const uint8_t *step, uint64_t starts);
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

// The bits after those `runs` of bits that have a bit of `starts` in them: the carries of one addition find them all.
ALWAYS lanes after_runs(lanes starts, lanes runs, uint64_t *carry) {
  lanes sum = starts + runs;
  uint32_t overflow = overflowing(sum, starts, runs);
  // The carry into each step: an addition in which each step is one bit.
  uint32_t full = equal_lanes(sum, ~(lanes){0}), in = (full + (overflow << 1 | (uint32_t)*carry)) ^ full;
  *carry = in >> STEPS & 1;
  // Keeps the compiler from vectorizing the carries, which would cost a quarter of the speed.
  __asm__("" : "+r"(in));
  return plus_one(sum, in) & ~runs;
}

// The same for the white space of a block; most blocks have none.
ALWAYS lanes after_blank(lanes starts, lanes blank, bool any, uint64_t *carry) {
  if (any) return after_runs(starts, blank, carry);
  starts |= (lanes){*carry};
  *carry = 0;
  return starts;
}

// One bit for each byte, set if the number of `bits` up to and including it is odd.
ALWAYS lanes parity_up_to(lanes bits, uint64_t *carry) {
  bits = parity_in_steps(bits);
  uint32_t odd = top_bits(bits);
  for (int shift = 1; shift < STEPS; shift *= 2) odd ^= odd << shift;
  odd = odd << 1 ^ -(uint32_t)*carry;
  *carry = odd >> STEPS & 1;
  return inverted(bits, odd);
}

ALWAYS bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

// Whether a number or literal may end before `byte`.
ALWAYS bool ends_scalar(uint8_t byte) {
  return (byte == ',') | (byte == '}') | (byte == ']') | (byte == '\n') | (byte == ' ') | (byte == '\t') |
         (byte == '\r');
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

// The steps of a chunk in which a mask has bits, one bit each.
ALWAYS uint64_t steps_with(const lanes *mask) {
  uint64_t steps = 0;
  for (int block = 0; block < BLOCKS; block++) steps |= (uint64_t)any_lanes(mask[block]) << STEPS * block;
  return steps;
}

// The steps of a chunk with something for the list of tokens.
ALWAYS uint64_t steps_to_list(const chunk *of) {
  uint64_t steps = 0;
  for (int block = 0; block < BLOCKS; block++)
    steps |= (uint64_t)any_lanes(of->token[block] | of->candidate[block] | of->fault[block]) << STEPS * block;
  return steps;
}

// Notes where UTF-8 is ill-formed: RFC 3629. Only steps with bytes of 80 or more are checked, and those after a step
// that ends with one.
//
//     61 C3 A9 E2 82 62    a, é, the first two bytes of three, b
//         1  1  1  1       bytes of 80 or more
//         1  1  1  1  1    where a fault can be noted: at one of these, or after it
//                     1    ill-formed: a continuation byte is due
ALWAYS void check_utf8(const uint8_t *bytes, chunk *of, utf8_carry *carry) {
  uint64_t ends_high = 0;
  for (int block = 0; block < BLOCKS; block++) ends_high |= (uint64_t)top_bits(of->high[block]) << STEPS * block;
  for (uint64_t due = steps_with(of->high) | ends_high << 1 | carry->high >> 63; due; due &= due - 1) {
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
    of->faults[step] = ill_formed(at) & (high | high << 1 | before >> 63);
  }
  __builtin_memcpy(carry->bytes, bytes + CHUNK - SCAN_STEP, SCAN_STEP);
  carry->high = of->highs[63];
}

// The places where hexadecimal digits are due after the letters `u` and there are none, step by step: if a line feed
// cuts some off, none are due in the next line. Sets the last step of `carry` to the letters after which digits can be
// due in the next block.
static __attribute__((noinline)) lanes cut_digits(lanes u, lanes hex, lanes line_feed, lanes *carry) {
  lanes fault;
  uint64_t before = (*carry)[STEPS - 1];
  for (int step = 0; step < STEPS; step++) {
    uint64_t due = (u[step] << 1 | before >> 63) | (u[step] << 2 | before >> 62) | (u[step] << 3 | before >> 61) |
                   (u[step] << 4 | before >> 60);
    uint64_t no_hex = due & ~hex[step], cut = no_hex & line_feed[step];
    fault[step] = no_hex & ~(cut << 1 | cut << 2 | cut << 3);
    before = u[step] & ~(cut >> 1 | cut >> 2 | cut >> 3 | cut >> 4);
  }
  *carry = (lanes){0};
  (*carry)[STEPS - 1] = before;
  return fault;
}

// Removes the escaped bytes from the quotes of a block, and notes those that must not be escaped: RFC 8259, section 7.
//
//     "a\\\"b\u00e9"
//       111  1            backslashes
//       1 1  1            those that escape
//        1 1  1           what they escape: a backslash, a quote and a u
//              1111       hexadecimal digits that are due
ALWAYS void take_escapes(chunk *of, int block, carries *carry) {
  const lanes odd_places = (lanes){0} + 0xAAAAAAAAAAAAAAAA;
  lanes backslash = of->backslash[block];
  if (!(any_lanes(backslash) | any_lanes(carry->u) >> (STEPS - 1) | carry->escaped)) return;
  // Every other one of a run of backslashes escapes. A subtraction over the whole block distinguishes runs that begin
  // at odd places from others, a method of J. Keiser's in simdjson.
  lanes first = (lanes){carry->escaped}, start = backslash & ~first, none = {0};
  lanes from = next(start, &none) | odd_places, difference = from - start;
  // The borrow from each step: a subtraction in which each step is one bit.
  uint32_t zero = equal_lanes(difference, (lanes){0}), borrow = (zero + (less_lanes(from, start) << 1)) ^ zero;
  // Keeps the compiler from vectorizing it, as above.
  __asm__("" : "+r"(borrow));
  lanes escaping = minus_one(difference, borrow) ^ odd_places, escaped = escaping ^ (backslash | first);
  carry->escaped = top_bits(escaping & backslash) >> (STEPS - 1) & 1;

  lanes u = of->u[block] & escaped, hex = of->hex[block], line_feed = of->line_feed[block];
  lanes up = moved_up(u, carry->u);
  lanes no_hex = ((u << 1 | up >> 63) | (u << 2 | up >> 62) | (u << 3 | up >> 61) | (u << 4 | up >> 60)) & ~hex;
  if (any_lanes(no_hex & line_feed)) {
    no_hex = cut_digits(u, hex, line_feed, &carry->u);
  } else {
    carry->u = u;
  }
  of->fault[block] |= (escaped & ~(of->simple[block] | u)) | no_hex;
  of->quote[block] &= ~escaped;
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
//     1     1    …            opening quotes, moved on by 5: at the closing quote of a name of 4 letters
//         1                   letters of the first set, moved on by 1
//        1                    letters of the second, moved on by 2
ALWAYS lanes candidates(const chunk *of, int block, lanes opening, lanes ends, const name_classes *names,
                        carries *carry, lanes *outer) {
  lanes up = moved_up(opening, carry->opening), last[SCAN_LETTER_SETS + 1], before[SCAN_LETTER_SETS + 1];
  carry->opening = opening;
  for (int set = 0; set < SCAN_LETTER_SETS; set++) {
    lanes letter = of->letter[set][block], up_letter = moved_up(letter, carry->letter[set]);
    carry->letter[set] = letter;
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
  lanes quote = of->quote[block], line_feed = of->line_feed[block];
  // From an opening quote up to, but not including, the closing one.
  lanes string = parity_up_to(quote, &carry->in_string);
  if (any_lanes(line_feed & string)) string = cut_strings(string, line_feed, &carry->in_string);
  lanes fault = of->fault[block] | (of->control[block] & string);
  // Some readers end a line at any carriage return; whether one is allowed is left to the caller.
  fault |= next(of->carriage_return[block], &carry->carriage_return) & ~line_feed;

  lanes opening = quote & string, closing = quote & ~string, blank = of->blank[block] & ~string;
  lanes open = of->open[block] & ~string, close = of->close[block] & ~string;
  lanes colon = of->colon[block] & ~string, comma = of->comma[block] & ~string;
  lanes scalar = ~(string | closing | blank | open | close | colon | comma | line_feed);
  lanes after_scalar = next(scalar, &carry->scalar), start = scalar & ~after_scalar;
  // Integers are checked here; the rest of other numbers, and literals, one by one later.
  lanes digit = of->digit[block] & scalar;
  fault |= digit & next(start & of->zero[block], &carry->zero);
  of->scalar[block] = scalar;
  of->rest[block] = next(digit, &carry->digit) & scalar & ~digit;
  of->odd[block] = start & ~digit;

  bool any = any_lanes(blank);
  carry->has_blank |= any;
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
  of->candidate[block] = candidates(of, block, opening, name_end, names, carry, &outer) | outer | escaped;
  lanes after_name = after_blank(next(name_end, &carry->name_end), blank, any, &carry->after_name);
  lanes element = ((start | open) & fresh) | (after_name & ~colon);

  fault |= ((opening | start | open) & after_value) | ((comma | line_feed) & ~after_value);
  fault |= (close & ~(after_value | after_open)) | (colon & ~after_name);
  lanes token = open | close | line_feed;
  of->name[block] = after_runs(colon, ~token, &carry->has_name) | escaped;
  of->element[block] = after_runs(element & ~token, ~token, &carry->has_element) | (element & token) | outer | escaped;
  of->token[block] = token;
  of->fault[block] = fault;
}

// Whether all numbers that go on after digits in a step, which must not be the last of a chunk, are known to be
// well-formed: those that have a fraction and nothing else, and end in this step or the next.
//
//     [1.25,3.x]
//       1    1      what follows the digits
//        1    1     where the digits of a fraction must begin
//         1    1    the first byte after those digits, by the carries of an addition; must not be part of a scalar
ALWAYS bool are_fractions(const uint8_t *bytes, int step, const chunk *of) {
  typedef unsigned __int128 two_steps;
  uint64_t rest = of->rests[step];
  two_steps digit = of->digits[step] | (two_steps)of->digits[step + 1] << 64;
  two_steps scalar = of->scalars[step] | (two_steps)of->scalars[step + 1] << 64;
  two_steps first = (two_steps)rest << 1, sum = digit + first;
  bool overflows = sum < digit;
  return !(rest & ~equal(bytes + SCAN_STEP * step, '.')) && !(first & ~digit) && !(sum & ~digit & scalar) && !overflows;
}

// Notes malformed numbers and literals; `bytes` is the start of the chunk, and `count` are readable.
//
//     [-1,tru,1.5,-x,2a]
//      1  1       1        scalars that begin without a digit
//              1      1    the first byte after digits, if the scalar goes on
//         1       1   1    faults
ALWAYS void check_scalars(const uint8_t *bytes, size_t count, chunk *of) {
  for (uint64_t due = steps_with(of->odd); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    of->faults[step] |= wrong_starts(bytes + SCAN_STEP * step, of->odds[step]);
  }
  for (uint64_t due = steps_with(of->rest); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    if (step < 63 && are_fractions(bytes, step, of)) continue;
    for (uint64_t left = of->rests[step]; left; left &= left - 1) {
      int index = __builtin_ctzll(left);
      if (!is_rest_of_number(bytes + SCAN_STEP * step + index, bytes + count)) of->faults[step] |= 1ull << index;
    }
  }
}

// The flags of tokens without those that are left out; the flag of an opening bracket that is left out moves to the
// next token that is kept, by carrying.
//
//     {[][]}     of which the arrays are left out, with names before them
//      1 1       flags of opening brackets
//      1111      left out
//          1     the flag of the closing brace
ALWAYS uint64_t moved_flags(uint64_t flags, uint64_t open, uint64_t left_out) {
  return (((flags & open) + left_out) | flags) & ~left_out;
}

// Writes the tokens of a chunk, and the numbers of those that end lines, without the arrays and objects in which a walk
// would look for nothing. Each of two rounds leaves out those whose two brackets follow each other, not counting
// quotes: arrays without names and objects without elements.
//
//     {"a":[1,{"b":[],"c":2}],"data":{"d":"group"}}
//     {    [  {    []      }] "      {           }     tokens, with the candidate "data"
//     {    [  {            }] "      {           }     first round: the name "b" counts before the brace now
//     {    [                ] "      {           }     second round: the object counts as an element
//
// An object directly after an outer name is not left out: the walk has to enter it.
//
// If there are more than TOKENS, fewer than that stay in the list, for the next chunk: how many there are cannot be
// predicted, and the last few would cost as much as TOKENS of them. It is not inlined because it is called twice.
static __attribute__((noinline)) void index_tokens(token_list *list, size_t first, carries *carry, scan_output *to) {
  size_t at = 0, here;
  for (; at < list->count && (at == 0 || list->count - at >= TOKENS); at += here) {
    const uint8_t *byte = list->bytes + at, *place = list->places + at;
    here = list->count - at < TOKENS ? list->count - at : TOKENS;
    uint64_t after = 1ull << here, there = after - 1;
    uint64_t quote = equal(byte, '"') & there, is_name = has(place, SCAN_TOKEN_NAME) & there;
    uint64_t is_element = has(place, SCAN_TOKEN_ELEMENT) & there, outer = quote & is_element;
    // The value of a name without white space around the colon is two bytes after it.
    uint64_t is_value =
        (outer << 1 & (two_after(place) | -(uint64_t)(carry->has_blank | carry->had_blank))) | carry->after_outer;
    // From here on, a mask has one bit for each token that is left, not counting quotes, and one for the token after
    // them.
    uint64_t left = (~quote & there) | after, inside = 0;
    uint64_t name = _pext_u64(is_name, left) | carry->left_name;
    uint64_t element = _pext_u64(is_element, left) | carry->left_element;
    uint64_t open_array = _pext_u64(equal(byte, '[') & there, left);
    uint64_t open_object = _pext_u64(equal(byte, '{') & there & ~is_value, left);
    uint64_t close_array = _pext_u64(equal(byte, ']') & there, left);
    uint64_t close_object = _pext_u64(equal(byte, '}') & there, left);
    for (int round = 0; round < 2; round++) {
      uint64_t open = open_array & (close_array & ~name) >> 1;
      // An object without a name that is not an element is that of a line, and is kept.
      open |= open_object & (carry->elements ? name : name | element) & (close_object & ~element) >> 1;
      uint64_t kept = ~(open | open << 1);
      name = moved_flags(name, open, ~kept), element = moved_flags(element, open, ~kept);
      name = _pext_u64(name, kept), element = _pext_u64(element, kept);
      open_array = _pext_u64(open_array, kept), close_array = _pext_u64(close_array, kept);
      open_object = _pext_u64(open_object, kept), close_object = _pext_u64(close_object, kept);
      uint64_t opens = _pdep_u64(open, left), closes = _pdep_u64(open << 1, left);
      inside |= closes - opens;
      left ^= opens | closes;
    }
    name = _pdep_u64(name, left), element = _pdep_u64(element, left);
    carry->left_name = name >> here & 1, carry->left_element = element >> here & 1;
    carry->after_outer = outer >> (here - 1) & 1;
    uint64_t kept = (left & there) | (quote & ~inside);
    token_masks masks = {kept, name | (is_name & quote), element};
    write_tokens(list, at, masks, first, to->tokens + to->token_count);
    uint64_t fault = carry->line_fault | (has(byte, 0x80) & there);
    for (uint64_t ends = (equal(byte, '\n') | equal(byte, '\n' | 0x80)) & there; ends; ends &= ends - 1) {
      uint64_t line = ends ^ (ends - 1);
      uint32_t number = (uint32_t)to->token_count + (uint32_t)__builtin_popcountll(line & kept) - 1;
      to->lines[to->line_count++] = number | (fault & line ? SCAN_TOKEN_FAULT : 0);
      fault &= ~line;
    }
    carry->line_fault = fault != 0;
    to->token_count += (size_t)__builtin_popcountll(kept);
  }
  __builtin_memmove(list->places, list->places + at, 64);
  __builtin_memmove(list->bytes, list->bytes + at, 64);
  for (int number = 0; number < 64; number++) list->steps[number] = (int8_t)(list->steps[at + (size_t)number] - 64);
  list->count -= at;
}

// Makes line feeds and carriage returns ordinary white space.
ALWAYS void blank_line_ends(chunk *of) {
  for (int block = 0; block < BLOCKS; block++) {
    of->blank[block] |= of->line_feed[block];
    of->line_feed[block] = of->carriage_return[block] = (lanes){0};
  }
}

ALWAYS void index_bytes(const uint8_t *bytes, size_t count, bool elements, const scan_names *names, scan_output *to) {
  const byte_classes in = byte_classes_for(names);
  const name_classes of_names = name_classes_for(names);
  chunk of;
  token_list list;
  list.count = 0;
  carries carry = {.elements = elements};
  utf8_carry before = {0};
  uint8_t tail[CHUNK + SCAN_STEP];
  size_t step = 0;
  for (; to->byte_count < count && to->room - to->token_count >= SCAN_ROOM; step += CHUNK / SCAN_STEP) {
    const uint8_t *start = bytes + to->byte_count;
    size_t left = count - to->byte_count;
    // Literals and numbers are read some bytes at a time, and the last read must not go past the end.
    if (left < CHUNK + 8) {
      for (size_t place = 0; place < sizeof tail; place++) tail[place] = place < left ? start[place] : ' ';
      start = tail;
    }
    for (int block = 0; block < BLOCKS; block++) classify(start, block, &in, &of);
    check_utf8(start, &of, &before);
    classify_rare(start, &of);
    if (elements) {
      __builtin_memcpy(to->masks + 2 * SCAN_STEPS + step, of.line_feed, sizeof of.line_feed);
      blank_line_ends(&of);
    }
    for (int block = 0; block < BLOCKS; block++) take_escapes(&of, block, &carry);
    carry.had_blank = carry.has_blank, carry.has_blank = false;
    for (int block = 0; block < BLOCKS; block++) find_tokens(&of, block, &of_names, &carry);
    check_scalars(start, start == tail ? sizeof tail : left, &of);
    __builtin_memcpy(to->masks + step, of.quote, sizeof of.quote);
    __builtin_memcpy(to->masks + SCAN_STEPS + step, of.backslash, sizeof of.backslash);
    list_tokens(start, &of, &list);
    index_tokens(&list, step, &carry, to);
    to->byte_count += left < CHUNK ? left : CHUNK;
  }
  index_tokens(&list, step, &carry, to);
}
