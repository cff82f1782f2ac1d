// What is done 64 bytes at a time: stage 1 of scanning, and the hashing of long inputs.
//
// It is in C because Swift 6.3, unlike C, cannot compile single functions for AVX2 or AVX-512 and choose at run time.
// Only that part is here: functions over a block of bytes that allocate nothing and keep nothing.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The kernels, slowest first.
typedef enum { scan_kernel_none, scan_kernel_avx2, scan_kernel_avx512 } scan_kernel;

// The most bytes that are indexed at a time, and how many of them are in a step and in a chunk.
#define SCAN_WINDOW (1 << 20)
#define SCAN_STEP 64
#define SCAN_CHUNK (64 * SCAN_STEP)

// How many tokens there must be room for to continue: those of a chunk, those left over from the one before, and what
// is written after the last one.
#define SCAN_ROOM (SCAN_CHUNK + 64 + 16)

// A token is a bracket or a line feed outside strings, the closing quote of a name that may be one of those to be
// found, or the place of a fault. From the lowest bit: its place in its step, two flags, the step, and the byte, with
// its highest bit set for a fault, or FF for a fault if that bit is set anyway.
//
// For a bracket, a line feed or a fault, the flags say whether a member's name, and whether an element, is between the
// last token that is not a quote and this one. A name or element begins after a comma or an opening bracket, and counts
// where it ends. For a quote, the first flag says that the name is written with escapes; the second is for the kernels.
//
// Some arrays and objects are left out, with everything in them, because a walk would look for nothing there: most of
// those with at most two levels of others inside. What is left out comes after a member's name or is an element, is
// well-formed, and is not the value of a name inside which members are to be found. It counts as a number would.
#define SCAN_TOKEN_NAME (1u << 6)
#define SCAN_TOKEN_ELEMENT (1u << 7)
#define SCAN_TOKEN_STEP 8
#define SCAN_TOKEN_BYTE 24
#define SCAN_TOKEN_FAULT (1u << 31)

// How many sets of letters there are; the number after the last means any byte.
#define SCAN_LETTER_SETS 3
// How many lengths of names there can be, and the longest.
#define SCAN_NAME_CLASSES 8
#define SCAN_NAME_LENGTH 62

// The names to be found that have the same length.
typedef struct {
  // How many bytes they have, without their quotes.
  uint8_t length;
  // The number of the set that has their last letters, and of the one that has the letters before those.
  uint8_t last, before;
} scan_name_class;

// What the kernels know of the names to be found: a name is a candidate if it has the length of one class and ends with
// letters of its sets. A name that is written with escapes always is.
typedef struct {
  // For each byte below 80, the sets that it is in, one bit each; only letters may be in a set.
  const uint8_t *letters;
  // At most SCAN_NAME_CLASSES, first those with an outer name: one inside whose value members are to be found.
  const scan_name_class *classes;
  size_t outer_count, class_count;
  // Whether every name is a candidate; then there are no classes.
  bool takes_all;
} scan_names;

// An index, and how far it goes.
typedef struct {
  // The tokens, in order, and the number of the token that ends each line, with the highest bit set if the line has a
  // fault; `room` for each.
  uint32_t *tokens, *lines;
  // Room for three masks, one bit for each byte: the quotes that begin or end strings, the backslashes and, for
  // elements, the line feeds. Each has `mask_size` words, enough for the bytes filled up to whole chunks.
  uint64_t *masks;
  size_t mask_size;
  size_t room, token_count, line_count;
  // How many bytes were indexed, from the first on.
  size_t byte_count;
  // The addresses of memory that will be used soon. As many bytes as are indexed are brought into the cache meanwhile,
  // and `ahead` is moved past them. It is only a hint to the processor: the addresses need not be valid.
  uintptr_t ahead, ahead_end;
} scan_output;

// Whether this processor has what `kernel` needs.
bool scan_has(scan_kernel kernel);

// Finds the tokens of `bytes`, from the first byte on, until there is room for fewer than SCAN_ROOM more; of the names,
// the candidates for `names`.
//
// There are at most SCAN_WINDOW bytes. They are whole lines, with their line feeds, or they are `elements` of an array
// from the start of one on, cut off anywhere: then a line feed is white space, not a token, `lines` means nothing, and
// a fault can be noted at `count`, after the last byte.
//
// Each line is checked for everything that does not depend on which brackets are open: that it is well-formed UTF-8,
// its strings, numbers and literals, and which tokens are next to each other. The caller must check that brackets
// match, that objects have names and no elements, arrays elements and no names, and that neither is outside them. The
// first fault of a line is at its first wrong byte, before it in the same name or value, or after it and before the
// next token that is not a fault. After a fault nothing in its line can be relied on, but everything in the next line
// can. In an array everything can be relied on from the opening brace of an element on, if that is a token without a
// fault, except for its own two flags, which are for what is before it.
//
// The byte after a carriage return that is not part of a line end is reported as a fault, although a carriage return is
// allowed around the object of a line.
void scan_index(scan_kernel kernel, const uint8_t *bytes, size_t count, bool elements, const scan_names *names,
                scan_output *to);

// The accumulators of an XXH3 hash.
typedef struct {
  uint64_t words[8];
} xxh3_accumulators;

// Accumulates all `bytes`, of which there are more than 240: "Large inputs" of the specification. The secret has a
// multiple of eight bytes, at least 136. An x86-64 processor must have AVX2; AVX-512 is not faster here.
void xxh3_accumulate(xxh3_accumulators *to, const uint8_t *bytes, size_t count, const uint8_t *secret,
                     size_t secret_count);
