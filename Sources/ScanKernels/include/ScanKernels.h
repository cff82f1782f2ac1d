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

// A token is a bracket or a line feed outside strings, or the place of a fault; from the lowest bit: its place in its
// step, whether a member's name stands between the token before and this one, whether an element stands there, the
// step, and the byte, with its highest bit set for a fault, or FF where the byte has it set without one. A name or
// element begins behind a comma or an opening bracket, and is told where it ends.
//
// The two brackets of an array are no tokens if no other token stands between them, nor a name, and both are in the
// same 64 tokens of 4,096 bytes: most arrays have nothing in them that a walk would look for. Such an array has a
// member's name before it, or is an element, as if it were a number.
#define SCAN_TOKEN_NAME (1u << 6)
#define SCAN_TOKEN_ELEMENT (1u << 7)
#define SCAN_TOKEN_STEP 8
#define SCAN_TOKEN_BYTE 24
#define SCAN_TOKEN_FAULT (1u << 31)

// An index, and how far it goes.
typedef struct {
  // The tokens, in order, and the number of the token that ends each line, with the highest bit set if a fault is in
  // the line; `room` for each.
  uint32_t *tokens, *lines;
  // Room for three times SCAN_STEPS: the quotes that begin or end strings, the colons between strings, and the
  // backslashes, one bit for each byte.
  uint64_t *masks;
  size_t room, token_count, line_count;
  // All bytes before this one were looked at.
  size_t byte_count;
} scan_output;

// Whether this processor has what `kernel` needs.
bool scan_has(scan_kernel kernel);

// Finds the tokens of `bytes`, from the first on, until there is room for less than SCAN_ROOM more.
//
// The bytes are at most SCAN_WINDOW; they are whole lines, with their line feeds.
//
// Of each line everything is checked that can be told without knowing which brackets are open: that it is well-formed
// UTF-8, its strings, numbers and literals, and which tokens stand next to each other. What is left to the caller: that
// brackets match, that objects have names and no elements, arrays elements and no names, and what is outside has
// neither. The first fault of a line is at its first wrong byte, before it in the same name or value, or behind it
// before the next token that is none. Behind a fault nothing in its line can be relied on, but all in the next one.
//
// What may be a fault is reported as one, too: the byte after a carriage return that is no part of a line's end. Around the
// object of a line it may stand.
void scan_index(scan_kernel kernel, const uint8_t *bytes, size_t count, scan_output *to);

#endif
