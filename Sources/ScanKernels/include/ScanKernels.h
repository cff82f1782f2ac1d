// Stage 1 of scanning: what can be found out about many lines of JSON 64 bytes at a time.
//
// It is in C because Swift 6.3 cannot compile one function for AVX2 or AVX-512 and choose at run time; C can. Only that
// is here: functions over a block of bytes that allocate nothing and keep nothing.

#ifndef SCAN_KERNELS_H
#define SCAN_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The kernels there are, slowest first.
typedef enum { scan_kernel_none, scan_kernel_avx2, scan_kernel_avx512 } scan_kernel;

// The most bytes that are indexed at a time, how many of them one step has, and how many steps there are.
#define SCAN_WINDOW (1 << 20)
#define SCAN_STEP 64
#define SCAN_STEPS (SCAN_WINDOW / SCAN_STEP)

// For how many tokens there must be room to go on.
#define SCAN_ROOM (4096 + 16)

// A token is a bracket or a line feed outside strings, the closing quote of a name that may be one of those to be
// found, or the place of a fault. From the lowest bit: its place in its step, two flags, the step, and the byte, with
// its highest bit set for a fault, or FF if the byte has it set without one.
//
// Of a bracket, a line feed or a fault, the flags say whether a member's name, and whether an element, stands between
// the last token that is no quote and this one. A name or element begins after a comma or an opening bracket, and
// counts where it ends. Of a quote, the first flag says that the name is written with escapes; the second is for the
// kernels.
//
// Some arrays and objects are left out, with everything in them, because a walk would look for nothing there: most of
// those in which no other array or object is, or only such. What is left out has a member's name before it or is an
// element, is well-formed, and is not the value of a name in which members are to be found. It counts as a number
// would.
#define SCAN_TOKEN_NAME (1u << 6)
#define SCAN_TOKEN_ELEMENT (1u << 7)
#define SCAN_TOKEN_STEP 8
#define SCAN_TOKEN_BYTE 24
#define SCAN_TOKEN_FAULT (1u << 31)

// How many sets of letters there are; the number after the last stands for all bytes.
#define SCAN_LETTER_SETS 3
// How many lengths of names there can be, and the greatest.
#define SCAN_NAME_CLASSES 8
#define SCAN_NAME_LENGTH 62

// Of names to be found that have the same length.
typedef struct {
  // How many bytes they have, without their quotes.
  uint8_t length;
  // The sets in which their last letters are, and the letters before those.
  uint8_t last, before;
} scan_name_class;

// The names to be found, as far as the kernels look at them: any name is a candidate that has the length of one class
// and ends with letters of its sets. A name that is written with escapes always is.
typedef struct {
  // For each byte below 80 the sets in which it is, one bit each; only letters may be in one.
  const uint8_t *letters;
  // At most SCAN_NAME_CLASSES; first those with an outer name: one inside of whose value members are to be found.
  const scan_name_class *classes;
  size_t outer_count, class_count;
  // Whether every name is a candidate; then there are no classes.
  bool takes_all;
} scan_names;

// An index, and how far it goes.
typedef struct {
  // The tokens, in order, and the number of the token that ends each line, with the highest bit set if a fault is in
  // the line; `room` for each.
  uint32_t *tokens, *lines;
  // Room for three times SCAN_STEPS, one bit for each byte: the quotes that begin or end strings, the backslashes and,
  // among elements, the line feeds.
  uint64_t *masks;
  size_t room, token_count, line_count;
  // All bytes before this one were looked at.
  size_t byte_count;
} scan_output;

// Whether this processor has what `kernel` needs.
bool scan_has(scan_kernel kernel);

// Finds the tokens of `bytes`, from the first on, until there is room for less than SCAN_ROOM more; of names, the
// candidates for `names`.
//
// The bytes are at most SCAN_WINDOW. They are whole lines, with their line feeds, or they are `elements` of an array
// from the start of one on, cut off anywhere: then a line feed is white space, no token, and no lines are counted.
//
// Of each line everything is checked that can be told without knowing which brackets are open: that it is well-formed
// UTF-8, its strings, numbers and literals, and which tokens stand next to each other. What is left to the caller: that
// brackets match, that objects have names and no elements, arrays elements and no names, and what is outside has
// neither. The first fault of a line is at its first wrong byte, before it in the same name or value, or behind it
// before the next token that is none. Behind a fault nothing in its line can be relied on, but all in the next one.
//
// What may be a fault is reported as one, too: the byte after a carriage return that is no part of a line's end. Around
// the object of a line it may stand.
void scan_index(scan_kernel kernel, const uint8_t *bytes, size_t count, bool elements, const scan_names *names,
                scan_output *to);

#endif
