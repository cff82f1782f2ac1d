// The list of the tokens of a chunk, from which those are left out in which a walk would look for nothing.

#include "Masks.h"

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
// would look for nothing. Each of three rounds leaves out those whose two brackets follow each other, not counting
// quotes: arrays without names and objects without elements.
//
//     {"a":[1,{"b":[],"c":2}],"data":{"d":"group"}}
//     {    [  {    []      }]      " {           }}    tokens, with the candidate "data"
//     {    [  {            }]      " {           }}    first round: the name "b" counts before the brace now
//     {    [                ]      " {           }}    second round: the object counts as an element
//     {                            " {           }}    third round: the name "a" counts before the next brace
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
    for (int round = 0; round < 3; round++) {
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
