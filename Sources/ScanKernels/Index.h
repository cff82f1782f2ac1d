// The passes over all chunks of a window, in order.

#include "Passes.h"
#include "TokenList.h"

// Makes line feeds and carriage returns ordinary white space.
ALWAYS void blank_line_ends(chunk *of) {
  for (int block = 0; block < BLOCKS; block++) {
    of->blank[block] |= of->line_feed[block];
    of->line_feed[block] = of->carriage_return[block] = (lanes){0};
  }
}

// Brings some bytes ahead into the cache: of each chunk as many as it has, a few lines of the cache at a time. A
// processor can wait for a dozen or so at once, and then every load that misses the L1 cache waits, too; so half of
// them are requested in the pass that takes longest, and whose masks are in that cache.
ALWAYS void prefetch(scan_output *to, int lines) {
  if (to->ahead >= to->ahead_end) return;
  for (int line = 0; line < lines; line++) __builtin_prefetch((const void *)(to->ahead + SCAN_STEP * line), 0, 2);
  to->ahead += SCAN_STEP * lines;
}

void SCAN_INDEX(const uint8_t *bytes, size_t count, bool elements, const scan_names *names, scan_output *to) {
  const byte_classes in = byte_classes_for(names);
  const name_classes of_names = name_classes_for(names);
  chunk of;
  token_list list;
  list.count = 0;
  carries carry = {.elements = elements};
  utf8_carry before = {0};
  uint8_t tail[SCAN_CHUNK + SCAN_STEP];
  size_t step = 0;
  for (; to->byte_count < count && to->room - to->token_count >= SCAN_ROOM; step += SCAN_CHUNK / SCAN_STEP) {
    const uint8_t *start = bytes + to->byte_count;
    size_t left = count - to->byte_count;
    // Literals and numbers are read some bytes at a time, and the last read must not go past the end.
    if (left < SCAN_CHUNK + 8) {
      __builtin_memcpy(tail, start, left);
      __builtin_memset(tail + left, ' ', sizeof tail - left);
      start = tail;
    }
    for (int set = 0; set < SCAN_LETTER_SETS; set++)
      of.letters[set][STEPS - 1] = step ? of.letters[set][STEP_ROW - 1] : 0;
    for (int block = 0; block < BLOCKS; block++) prefetch(to, STEPS / 4), classify(start, block, &in, &of);
    check_utf8(start, &of, &before);
    if (elements) {
      store(of.line_feed, to->masks + 2 * to->mask_size + step);
      blank_line_ends(&of);
    }
    take_escapes(&of, &carry);
    carry.had_blank = carry.has_blank, carry.has_blank = false;
    for (int block = 0; block < BLOCKS; block++) prefetch(to, STEPS / 4), find_strings(&of, block, &carry);
    for (int block = 0; block < BLOCKS; block++) prefetch(to, STEPS / 2), find_tokens(&of, block, &of_names, &carry);
    check_scalars(start, start == tail ? sizeof tail : left, &of);
    list_tokens(start, &of, &list);
    // Here, so that the list is in the cache by the time it is read.
    store(of.quote, to->masks + step);
    store(of.backslash, to->masks + to->mask_size + step);
    index_tokens(&list, step, &carry, to);
    to->byte_count += left < SCAN_CHUNK ? left : SCAN_CHUNK;
  }
  index_tokens(&list, step, &carry, to);
}
