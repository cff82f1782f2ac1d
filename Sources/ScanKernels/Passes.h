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
        close[BLOCKS], blank[BLOCKS], carriage_return[BLOCKS], control[BLOCKS], digit[BLOCKS], zero[BLOCKS], fault[BLOCKS],
        // Then tokens, and which have a name or an element before them.
        token[BLOCKS], name[BLOCKS], element[BLOCKS],
        // Where digits are followed by more of a scalar, and where a scalar begins without a digit.
        rest[BLOCKS], odd[BLOCKS];
  };
  struct {
    uint64_t quotes[64], backslashes[64], colons[64], commas[64], line_feeds[64], opens[64], closes[64], blanks[64],
        carriage_returns[64], controls[64], digits[64], zeros[64], faults[64], tokens[64], names[64], elements[64], rests[64], odds[64];
  };
} chunk;

// What a block has to know of the one before it: masks of it, and bits for its first byte.
typedef struct {
  lanes open, comma, ended, name_end, scalar, digit, zero, carriage_return;
  uint64_t in_string, escaped, hex, name_string, after_open, after_comma, after_value, after_name, has_name,
      has_element, left_name, left_element, line_fault;
} carries;

// Which bytes can stand behind a backslash, alone or as \u, and which are hexadecimal digits.
typedef struct {
  uint64_t simple, u, hex;
} escapes;

// The tokens of a chunk: the lowest byte and the highest of each, and its step in the chunk; garbage behind them.
typedef struct {
  uint8_t places[CHUNK + 64], bytes[CHUNK + 64], steps[CHUNK + 64];
} token_list;

// Some of 64 tokens next to each other, and which of them have a name or an element before them that is not in the
// list.
typedef struct {
  uint64_t token, name, element;
} token_masks;

// What differs between kernels: putting the masks of a block where they belong; finding what can be escaped in a step;
// listing the tokens of a chunk; telling which of 64 bytes are equal to one, or have a bit; and writing tokens of a
// list, and garbage behind them, where the first step is the window's `first`.
ALWAYS void classify(const uint8_t *bytes, int block, utf8_carry *carry, chunk *of);
ALWAYS escapes classify_escapes(const uint8_t *bytes);
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

// Whether a literal stands here; no branch, since nobody foresees which one.
ALWAYS bool is_literal(const uint8_t *byte) {
  uint32_t word;
  __builtin_memcpy(&word, byte, 4);
  // In the order of the bytes: little-endian, as these processors are.
  int has_four = (word == 0x65757274) | (word == 0x6C6C756E), has_five = (word == 0x736C6166) & (byte[4] == 'e');
  return (has_four & ends_scalar(byte[4])) | (has_five & ends_scalar(byte[5]));
}

// Whether a negative number begins here; what is behind its integer is checked for itself.
ALWAYS bool is_negative(const uint8_t *byte) {
  return byte[0] == '-' && is_digit(byte[1]) && !(byte[1] == '0' && is_digit(byte[2]));
}

// Takes the bytes that a backslash escapes out of the quotes, and notes those that it cannot: RFC 8259, section 7.
ALWAYS void take_escapes(const uint8_t *bytes, chunk *of, carries *carry) {
  const uint64_t odd_places = 0xAAAAAAAAAAAAAAAA;
  uint64_t due = carry->escaped | carry->hex;
  for (int block = 0; block < BLOCKS; block++) due |= (uint64_t)any_lanes(of->backslash[block]) << STEPS * block;
  for (; due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    // Every other one of a run of backslashes escapes: the subtraction tells runs that begin at odd places from others,
    // after J. Keiser, who does so in simdjson.
    uint64_t backslash = of->backslashes[step], start = backslash & ~carry->escaped;
    uint64_t escaping = ((start << 1 | odd_places) - start) ^ odd_places;
    uint64_t escaped = escaping ^ (backslash | carry->escaped);
    carry->escaped = (escaping & backslash) >> 63;
    escapes can = classify_escapes(bytes + SCAN_STEP * step);
    uint64_t u = escaped & can.u, no_hex = (u << 1 | u << 2 | u << 3 | u << 4 | carry->hex) & ~can.hex;
    // Where a line feed cuts digits off, none are due in the next line.
    uint64_t cut = no_hex & of->line_feeds[step];
    no_hex &= ~(cut << 1 | cut << 2 | cut << 3);
    of->faults[step] |= (escaped & ~(can.simple | u)) | no_hex;
    u &= ~(cut >> 1 | cut >> 2 | cut >> 3 | cut >> 4);
    carry->hex = u >> 63 | u >> 62 | u >> 61 | u >> 60;
    of->quotes[step] &= ~escaped;
    if ((carry->escaped | carry->hex) && step < 63) due |= 2ull << step;
  }
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
  uint64_t due = 0;
  for (int block = 0; block < BLOCKS; block++)
    due |= (uint64_t)any_lanes(of->rest[block] | of->odd[block]) << STEPS * block;
  for (; due; due &= due - 1) {
    int step = __builtin_ctzll(due);
    for (uint64_t left = of->odds[step]; left; left &= left - 1) {
      int index = __builtin_ctzll(left);
      const uint8_t *byte = bytes + SCAN_STEP * step + index;
      if (!is_literal(byte) && !is_negative(byte)) of->faults[step] |= 1ull << index;
    }
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
    // Literals are compared by words, and the last one must not end outside.
    if (left < CHUNK + 8) {
      for (size_t place = 0; place < sizeof tail; place++) tail[place] = place < left ? start[place] : ' ';
      start = tail;
    }
    for (int block = 0; block < BLOCKS; block++) classify(start, block, &before, &of);
    take_escapes(start, &of, &carry);
    for (int block = 0; block < BLOCKS; block++) find_tokens(&of, block, &carry);
    check_scalars(start, &of);
    __builtin_memcpy(to->masks + step, of.quote, sizeof of.quote);
    __builtin_memcpy(to->masks + SCAN_STEPS + step, of.colon, sizeof of.colon);
    __builtin_memcpy(to->masks + 2 * SCAN_STEPS + step, of.backslash, sizeof of.backslash);
    index_tokens(&list, list_tokens(start, &of, &list), step, &carry, to);
    to->byte_count += left < CHUNK ? left : CHUNK;
  }
}
