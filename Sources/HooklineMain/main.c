// The program: hands the arguments over as the system passed them.
//
// It is in C because Swift's runtime looks for the arguments in /proc/self, which can be missing, unreadable for want of a
// free descriptor, or overtaken by a preloaded library that calls setenv; then it finds none.

#include <malloc.h>
#include <stdlib.h>

int hookline_main(int argc, char *const *argv);

// Before Swift's own constructors, in a static build: they look for the backtracer beside the program and abort if they cannot
// find out where that is, as in an empty chroot. Named, it is not looked for.
__attribute__((constructor(101))) static void name_backtracer(void) {
  setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=none", 1);
}

int main(int argc, char **argv) {
  // One heap for all threads. With a heap each, the former memory of a hash table that has grown stays in the heap of the thread
  // that let it grow, where the others cannot use it.
  mallopt(M_ARENA_MAX, 1);
  return hookline_main(argc, argv);
}
