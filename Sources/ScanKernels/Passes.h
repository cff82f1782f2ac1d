// What is done with a chunk of bytes once they are in masks; the same for each kernel, and compiled into each. In
// passes, so that a branch that is not foreseen in one of them holds up no other.

// The masks of a block, which has so many STEPS as there is room for in a register: one bit for each byte, the first of
// each step the lowest. What goes on from a block to the next is carried.
typedef uint64_t lanes __attribute__((vector_size(8 * STEPS)));
enum { BLOCKS = 64 / STEPS, CHUNK = BLOCKS * STEPS * SCAN_STEP };

// The masks of a chunk: first what a byte is, wherever it stands.
typedef union {
  struct {
    lanes quote[BLOCKS], backslash[BLOCKS], colon[BLOCKS], comma[BLOCKS], line_feed[BLOCKS], open[BLOCKS],
        close[BLOCKS], blank[BLOCKS], carriage_return[BLOCKS], control[BLOCKS], digit[BLOCKS], zero[BLOCKS],
        // Bytes of 80 or more; what a backslash may escape alone, the letter u, and hexadecimal digits.
        high[BLOCKS], simple[BLOCKS], u[BLOCKS], hex[BLOCKS],
        // What is wrong.
        fault[BLOCKS],
        // Then tokens, and which have a name or an element before them.
        token[BLOCKS], name[BLOCKS], element[BLOCKS],
        // Where digits are followed by more of a scalar, and where a scalar begins without a digit.
        rest[BLOCKS], odd[BLOCKS];
  };
  struct {
    uint64_t quotes[64], backslashes[64], colons[64], commas[64], line_feeds[64], opens[64], closes[64], blanks[64],
        carriage_returns[64], controls[64], digits[64], zeros[64], highs[64], simples[64], us[64], hexes[64],
        faults[64], tokens[64], names[64], elements[64], rests[64], odds[64];
  };
} chunk;

// What a block has to know of the one before it: masks of it, and bits for its first byte.
typedef struct {
  lanes hex, open, comma, ended, name_end, scalar, digit, zero, carriage_return;
  uint64_t in_string, escaped, name_string, after_open, after_comma, after_value, after_name, has_name,
      has_element, left_name, left_element, line_fault;
} carries;

// The last step of a chunk, and which of its bytes are 80 or more: what UTF-8 goes on from.
typedef struct {
  uint8_t bytes[SCAN_STEP];
  uint64_t high;
} utf8_carry;

// The tokens of a chunk: the lowest byte and the highest of each, and its step in the chunk; garbage behind them.
typedef struct {
  uint8_t places[CHUNK + 64], bytes[CHUNK + 64], steps[CHUNK + 64];
} token_list;

// Some of 64 tokens next to each other, and which of them have a name or an element before them that is not in the
// list.
typedef struct {
  uint64_t token, name, element;
} token_masks;

// What differs between kernels.
//
// Sets the masks of a block that say what a byte is, and clears its faults. Those of escapes and of carriage returns
// can be left to the next.
ALWAYS void classify(const uint8_t *bytes, int block, chunk *of);
// Sets the masks that `classify` has left out: carriage returns, and in each step with a backslash, the one after it
// and the first, what can be escaped.
ALWAYS void classify_rare(const uint8_t *bytes, chunk *of);
// The bytes of a step at which UTF-8 is found to be ill-formed; see the tables.
ALWAYS uint64_t ill_formed(const uint8_t *step, const uint8_t *step_before);
// Those of `starts` in a step from which neither a literal nor a negative integer goes on.
ALWAYS uint64_t wrong_starts(const uint8_t *step, uint64_t starts);
// Lists the tokens of a chunk; finds which of 64 bytes are equal to one, or have a bit; and writes tokens of a list,
// and garbage after them, if the first step is the window's `first`.
ALWAYS size_t list_tokens(const uint8_t *bytes, const chunk *of, token_list *list);
ALWAYS uint64_t equal(const uint8_t *bytes, uint8_t byte);
ALWAYS uint64_t has(const uint8_t *bytes, uint8_t bit);
ALWAYS void write_tokens(const token_list *list, size_t at, token_masks kept, size_t first, uint32_t *tokens);

// The same masks with each bit moved to the next byte.
ALWAYS lanes next(lanes mask, lanes *before) {
  lanes last = moved_up(mask, *before);
  *before = mask;
  return mask << 1 | last >> 63;
}

// The bits behind those `runs` of bits that a bit of `starts` stands in, by carrying: one addition finds all.
ALWAYS lanes behind_runs(lanes starts, lanes runs, uint64_t *carry) {
  lanes sum = starts + runs;
  uint32_t overflow = top_bits((starts & runs) | ((starts | runs) & ~sum));
  // What is carried into each step: an addition of steps, as if each were a bit.
  uint32_t full = equal_lanes(sum, ~(lanes){0}), in = (full + (overflow << 1 | (uint32_t)*carry)) ^ full;
  *carry = in >> STEPS & 1;
  // Keeps the compiler from making vectors of what is carried, which costs a quarter of the speed.
  __asm__("" : "+r"(in));
  return plus_one(sum, in) & ~runs;
}

// The same for the white space of a block, most of which have none.
ALWAYS lanes behind_blank(lanes starts, lanes blank, bool any, uint64_t *carry) {
  if (any) return behind_runs(starts, blank, carry);
  starts |= (lanes){*carry};
  *carry = 0;
  return starts;
}

// One bit for each byte, set where an odd number of `bits` is not behind it.
ALWAYS lanes parity_up_to(lanes bits, uint64_t *carry) {
  bits = parity_in_steps(bits);
  uint32_t odd = top_bits(bits);
  for (int shift = 1; shift < STEPS; shift *= 2) odd ^= odd << shift;
  odd = odd << 1 ^ -(uint32_t)*carry;
  *carry = odd >> STEPS & 1;
  return turned_over(bits, odd);
}

ALWAYS bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

// Whether a number or literal may end before `byte`.
ALWAYS bool ends_scalar(uint8_t byte) {
  return (byte == ',') | (byte == '}') | (byte == ']') | (byte == '\n') | (byte == ' ') | (byte == '\t') |
         (byte == '\r');
}

// Whether what stands behind the digits of an integer makes it a number: RFC 8259, section 6.
ALWAYS bool is_rest_of_number(const uint8_t *byte) {
  if (*byte == '.') {
    if (!is_digit(*++byte)) return false;
    while (is_digit(*byte)) byte++;
  }
  if ((*byte | 0x20) == 'e') {
    byte++;
    if (*byte == '+' || *byte == '-') byte++;
    if (!is_digit(*byte)) return false;
    while (is_digit(*byte)) byte++;
  }
  return ends_scalar(*byte);
}

// The steps of a chunk in which a mask has bits, one bit each.
ALWAYS uint64_t steps_with(const lanes *mask) {
  uint64_t steps = 0;
  for (int block = 0; block < BLOCKS; block++) steps |= (uint64_t)any_lanes(mask[block]) << STEPS * block;
  return steps;
}

// Notes where UTF-8 is ill-formed: RFC 3629. Only steps that have bytes of 80 or more are looked at, and those after a
// step that ends with one.
ALWAYS void check_utf8(const uint8_t *bytes, chunk *of, utf8_carry *carry) {
  uint64_t ends_high = 0;
  for (int block = 0; block < BLOCKS; block++) ends_high |= (uint64_t)top_bits(of->high[block]) << STEPS * block;
  for (uint64_t due = steps_with(of->high) | ends_high << 1 | carry->high >> 63; due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    const uint8_t *at = bytes + SCAN_STEP * step;
    uint64_t high = of->highs[step], before = step ? of->highs[step - 1] : carry->high;
    of->faults[step] = ill_formed(at, step ? at - SCAN_STEP : carry->bytes) & (high | high << 1 | before >> 63);
  }
  __builtin_memcpy(carry->bytes, bytes + CHUNK - SCAN_STEP, SCAN_STEP);
  carry->high = of->highs[63];
}

// The hexadecimal digits that are due after the letters `u` and are none, step by step: if a line feed cuts some off,
// none are due in the next line. Those that are due in the next block are in the last step of `carry`.
static __attribute__((noinline)) lanes cut_digits(lanes u, lanes hex, lanes line_feed, lanes *carry) {
  lanes fault;
  uint64_t over = (*carry)[STEPS - 1];
  for (int step = 0; step < STEPS; step++) {
    uint64_t due = u[step] << 1 | u[step] << 2 | u[step] << 3 | u[step] << 4 | over, no_hex = due & ~hex[step];
    uint64_t cut = no_hex & line_feed[step];
    fault[step] = no_hex & ~(cut << 1 | cut << 2 | cut << 3);
    uint64_t left = u[step] & ~(cut >> 1 | cut >> 2 | cut >> 3 | cut >> 4);
    over = left >> 63 | left >> 62 | left >> 61 | left >> 60;
  }
  *carry = (lanes){0};
  (*carry)[STEPS - 1] = over;
  return fault;
}

// Takes the bytes that a backslash escapes out of the quotes of a block, and notes those that it must not: RFC 8259,
// section 7.
ALWAYS void take_escapes(chunk *of, int block, carries *carry) {
  const lanes odd_places = (lanes){0} + 0xAAAAAAAAAAAAAAAA;
  lanes backslash = of->backslash[block];
  if (!(any_lanes(backslash) | any_lanes(carry->hex) >> (STEPS - 1) | carry->escaped)) return;
  // Every other one of a run of backslashes escapes. A subtraction over the whole block distinguishes runs that
  // begin at odd places from others, after J. Keiser, who does so in simdjson.
  lanes first = (lanes){carry->escaped}, start = backslash & ~first, none = {0};
  lanes from = next(start, &none) | odd_places, difference = from - start;
  // What is borrowed from each step: a subtraction of steps, as if each were a bit.
  uint32_t zero = equal_lanes(difference, (lanes){0}), borrow = (zero + (less_lanes(from, start) << 1)) ^ zero;
  // Keeps the compiler from making vectors of it, as above.
  __asm__("" : "+r"(borrow));
  lanes escaping = minus_one(difference, borrow) ^ odd_places, escaped = escaping ^ (backslash | first);
  carry->escaped = top_bits(escaping & backslash) >> (STEPS - 1) & 1;

  lanes u = of->u[block] & escaped, hex = of->hex[block], line_feed = of->line_feed[block];
  lanes over = u >> 63 | u >> 62 | u >> 61 | u >> 60;
  lanes no_hex = (u << 1 | u << 2 | u << 3 | u << 4 | moved_up(over, carry->hex)) & ~hex;
  if (any_lanes(no_hex & line_feed)) {
    no_hex = cut_digits(u, hex, line_feed, &carry->hex);
  } else {
    carry->hex = over;
  }
  of->fault[block] |= (escaped & ~(of->simple[block] | u)) | no_hex;
  of->quote[block] &= ~escaped;
}

// Lets line feeds end strings that no quote ends: what follows is to be judged for itself.
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

// Finds the tokens of a block, and everything that is wrong with what stands next to each other.
ALWAYS void find_tokens(chunk *of, int block, carries *carry) {
  lanes quote = of->quote[block], line_feed = of->line_feed[block];
  // From an opening quote to before the closing one.
  lanes string = parity_up_to(quote, &carry->in_string);
  if (any_lanes(line_feed & string)) string = cut_strings(string, line_feed, &carry->in_string);
  lanes fault = of->fault[block] | (of->control[block] & string);
  // Some readers end a line at a carriage return, wherever it stands; where it may stand is left to the caller.
  fault |= next(of->carriage_return[block], &carry->carriage_return) & ~line_feed;

  lanes opening = quote & string, closing = quote & ~string, blank = of->blank[block] & ~string;
  lanes open = of->open[block] & ~string, close = of->close[block] & ~string;
  lanes colon = of->colon[block] & ~string, comma = of->comma[block] & ~string;
  lanes scalar = ~(string | closing | blank | open | close | colon | comma | line_feed);
  lanes behind_scalar = next(scalar, &carry->scalar), start = scalar & ~behind_scalar;
  // Integers are checked here, what is behind them in other numbers, and literals, one by one.
  lanes digit = of->digit[block] & scalar;
  fault |= digit & next(start & of->zero[block], &carry->zero);
  of->rest[block] = next(digit, &carry->digit) & scalar & ~digit;
  of->odd[block] = start & ~digit;

  bool any = any_lanes(blank);
  lanes after_open = behind_blank(next(open, &carry->open), blank, any, &carry->after_open);
  lanes after_comma = behind_blank(next(comma, &carry->comma), blank, any, &carry->after_comma);
  lanes ended = next(closing | close, &carry->ended) | (behind_scalar & ~scalar);
  lanes after_value = behind_blank(ended, blank, any, &carry->after_value);
  // What begins behind one of these is a name or an element.
  lanes fresh = after_open | after_comma;
  lanes name_end = behind_runs(opening & fresh, string, &carry->name_string) & closing;
  lanes after_name = behind_blank(next(name_end, &carry->name_end), blank, any, &carry->after_name);
  lanes element = ((start | open) & fresh) | (after_name & ~colon);

  fault |= ((opening | start | open) & after_value) | ((comma | line_feed) & ~after_value);
  fault |= (close & ~(after_value | after_open)) | (colon & ~after_name);
  lanes token = open | close | line_feed;
  of->name[block] = behind_runs(colon, ~token, &carry->has_name);
  of->element[block] = behind_runs(element & ~token, ~token, &carry->has_element) | (element & token);
  of->token[block] = token;
  of->fault[block] = fault;
  of->colon[block] = colon;
}

// Notes the numbers and literals that are none.
ALWAYS void check_scalars(const uint8_t *bytes, chunk *of) {
  for (uint64_t due = steps_with(of->odd); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    of->faults[step] |= wrong_starts(bytes + SCAN_STEP * step, of->odds[step]);
  }
  for (uint64_t due = steps_with(of->rest); due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    for (uint64_t left = of->rests[step]; left; left &= left - 1) {
      int index = __builtin_ctzll(left);
      if (!is_rest_of_number(bytes + SCAN_STEP * step + index)) of->faults[step] |= 1ull << index;
    }
  }
}

// The bits behind those `runs` of tokens that a bit of `starts` stands in, as above.
ALWAYS uint64_t behind_tokens(uint64_t starts, uint64_t runs, uint64_t *carry) {
  unsigned long long overflow;
  uint64_t sum = __builtin_addcll(starts, runs, *carry, &overflow);
  *carry = overflow;
  return sum & ~runs;
}

// Writes the tokens of a chunk without those of arrays in which no bracket and no name stands, and the ends of lines.
ALWAYS void index_tokens(const token_list *list, size_t count, size_t first, carries *carry, scan_output *to) {
  for (size_t at = 0; at < count; at += 64) {
    const uint8_t *byte = list->bytes + at, *place = list->places + at;
    uint64_t there = count - at < 64 ? (1ull << (count - at)) - 1 : ~0ull, name = has(place, SCAN_TOKEN_NAME);
    uint64_t open = equal(byte, '[') & (equal(byte, ']') & ~name & there) >> 1, left_out = open | open << 1 | ~there;
    // An array's elements are none of what is around it, but its own name is, or that it is one.
    name = behind_tokens(open & name, left_out, &carry->left_name);
    uint64_t element = behind_tokens(open & has(place, SCAN_TOKEN_ELEMENT), left_out, &carry->left_element);
    write_tokens(list, at, (token_masks){~left_out, name, element}, first, to->tokens + to->token_count);
    uint64_t fault = carry->line_fault | (has(byte, 0x80) & there);
    for (uint64_t ends = (equal(byte, '\n') | equal(byte, '\n' | 0x80)) & there; ends; ends &= ends - 1) {
      uint64_t line = ends ^ (ends - 1);
      uint32_t number = (uint32_t)to->token_count + (uint32_t)__builtin_popcountll(line & ~left_out) - 1;
      to->lines[to->line_count++] = number | (fault & line ? SCAN_TOKEN_FAULT : 0);
      fault &= ~line;
    }
    carry->line_fault = fault != 0;
    to->token_count += (size_t)__builtin_popcountll(~left_out);
  }
}

ALWAYS void index_bytes(const uint8_t *bytes, size_t count, scan_output *to) {
  chunk of;
  token_list list;
  carries carry = {0};
  utf8_carry before = {0};
  uint8_t tail[CHUNK + SCAN_STEP];
  while (to->byte_count < count && to->room - to->token_count >= SCAN_ROOM) {
    const uint8_t *start = bytes + to->byte_count;
    size_t left = count - to->byte_count, step = to->byte_count / SCAN_STEP;
    // Literals and numbers are compared some bytes at a time, and the last one must not end outside.
    if (left < CHUNK + 8) {
      for (size_t place = 0; place < sizeof tail; place++) tail[place] = place < left ? start[place] : ' ';
      start = tail;
    }
    for (int block = 0; block < BLOCKS; block++) classify(start, block, &of);
    check_utf8(start, &of, &before);
    classify_rare(start, &of);
    for (int block = 0; block < BLOCKS; block++) take_escapes(&of, block, &carry);
    for (int block = 0; block < BLOCKS; block++) find_tokens(&of, block, &carry);
    check_scalars(start, &of);
    __builtin_memcpy(to->masks + step, of.quote, sizeof of.quote);
    __builtin_memcpy(to->masks + SCAN_STEPS + step, of.colon, sizeof of.colon);
    __builtin_memcpy(to->masks + 2 * SCAN_STEPS + step, of.backslash, sizeof of.backslash);
    index_tokens(&list, list_tokens(start, &of, &list), step, &carry, to);
    to->byte_count += left < CHUNK ? left : CHUNK;
  }
}
