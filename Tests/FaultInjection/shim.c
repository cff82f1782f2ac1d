// A library for LD_PRELOAD that lets system calls of hookline fail as a plan says.
//
// FAULTS_PLAN has one rule per line: `CALL TARGET ERROR MODE VALUE`, such as `write out 28 after 5000`.
//
//   CALL    read, pread, write, poll, open, close, fstat, stat, pipe, ftruncate, flock, pthread_create, fcntl, or `any`
//   TARGET  in, out or err (descriptors 0, 1, 2), the last component of an opened file's path, `pipe` for
//           pipes that the program makes, or `*` for all
//   ERROR   the errno of the failing call, as a number; 0 if the mode does not make calls fail
//   MODE    after: calls fail once VALUE bytes were transferred; the call before is cut short, as on a full disk
//           chance: VALUE of 1,000 calls fail, at random
//           call: only the VALUE-th call fails
//           from: the VALUE-th call and all later ones fail
//           short: each read or write transfers at most a random number of bytes from 1 to VALUE
//           delay: each call is delayed by a random time of up to VALUE microseconds
//           ready: poll reports that its first descriptor can be read, even if it cannot
//           stop: at the VALUE-th call the process stops (SIGSTOP), so that the test can act on it
//
// The file FAULTS_COUNTS has a counter for each rule: how often it was applied. The file is mapped, so that the
// counters survive SIGKILL. The random numbers depend on FAULTS_SEED and on the number of the call.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// The counters after those of the rules: calls that failed with EAGAIN, and 1 once this library is loaded.
enum { wait_counter = 62, loaded_counter = 63 };
enum { max_rules = 16, max_descriptors = 1024, name_size = 40 };

struct rule {
  char call[16], target[name_size], mode[8];
  int error;
  long value;
  atomic_long seen;  // for `after` the bytes so far, else the calls
};

static struct rule rules[max_rules];
static int rule_count;
static uint64_t seed;
static atomic_ulong call_number;
static atomic_uint_fast64_t *counts;
static char names[max_descriptors][name_size];
// The program's signal handler writes a byte to its first pipe. That write must not fail, so this pipe has a different
// name, `signals`, and `*` does not include it.
static atomic_int pipe_count;

static __typeof__(read) *real_read;
static __typeof__(pread) *real_pread;
static __typeof__(write) *real_write;
static __typeof__(poll) *real_poll;
static __typeof__(open) *real_open;
static __typeof__(close) *real_close;
static __typeof__(fstat) *real_fstat;
static __typeof__(stat) *real_stat;
static __typeof__(pipe) *real_pipe;
static __typeof__(ftruncate) *real_ftruncate;
static __typeof__(flock) *real_flock;
static __typeof__(pthread_create) *real_pthread_create;
static __typeof__(fcntl) *real_fcntl;

__attribute__((constructor)) static void prepare(void) {
  if (real_fcntl) return;
  real_read = dlsym(RTLD_NEXT, "read");
  real_pread = dlsym(RTLD_NEXT, "pread");
  real_write = dlsym(RTLD_NEXT, "write");
  real_poll = dlsym(RTLD_NEXT, "poll");
  real_open = dlsym(RTLD_NEXT, "open");
  real_close = dlsym(RTLD_NEXT, "close");
  real_fstat = dlsym(RTLD_NEXT, "fstat");
  real_stat = dlsym(RTLD_NEXT, "stat");
  real_pipe = dlsym(RTLD_NEXT, "pipe");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_flock = dlsym(RTLD_NEXT, "flock");
  real_pthread_create = dlsym(RTLD_NEXT, "pthread_create");
  real_fcntl = dlsym(RTLD_NEXT, "fcntl");
  strcpy(names[0], "in");
  strcpy(names[1], "out");
  strcpy(names[2], "err");
  const char *plan = getenv("FAULTS_PLAN"), *file = getenv("FAULTS_COUNTS"), *number = getenv("FAULTS_SEED");
  if (!plan || !file || !number) abort();
  seed = strtoull(number, NULL, 10);
  // If the test closed a standard descriptor, this one can have its number: it must be closed before `main`.
  int counter = real_open(file, O_RDWR);
  void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, counter, 0);
  if (counter < 0 || memory == MAP_FAILED) abort();
  real_close(counter);
  counts = memory;
  for (; *plan; plan += strcspn(plan, "\n"), plan += *plan == '\n') {
    if (rule_count == max_rules) abort();
    struct rule *rule = &rules[rule_count++];
    if (sscanf(plan, "%15s %39s %d %7s %ld", rule->call, rule->target, &rule->error, rule->mode, &rule->value) != 5)
      abort();
  }
  atomic_store(&counts[loaded_counter], 1);
}

static const char *name_of(int number) { return number >= 0 && number < max_descriptors ? names[number] : ""; }

static void set_name(int number, const char *path) {
  if (number < 0 || number >= max_descriptors) return;
  const char *last = strrchr(path, '/');
  snprintf(names[number], name_size, "%s", last ? last + 1 : path);
}

// A random number below `limit` (splitmix64).
static uint64_t random_below(uint64_t limit) {
  uint64_t x = seed + 0x9E3779B97F4A7C15u * atomic_fetch_add(&call_number, 1);
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return (x ^ x >> 31) % limit;
}

static int applies(const struct rule *rule, const char *call, const char *name) {
  if (strcmp(rule->call, call) != 0 && strcmp(rule->call, "any") != 0) return 0;
  return strcmp(rule->target, "*") == 0 ? strcmp(name, "signals") != 0 : strcmp(rule->target, name) == 0;
}

// Applies the rules to a call: returns the errno with which it must fail, or 0. May reduce `*count`.
static int injected_error(const char *call, const char *name, size_t *count) {
  if (!counts) return 0;
  for (int i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    if (!applies(rule, call, name)) continue;
    const char *mode = rule->mode;
    int is_hit = 0;
    if (strcmp(mode, "after") == 0) {
      long left = rule->value - atomic_load(&rule->seen);
      if (left > 0) {
        if (count && *count > (size_t)left) *count = left;
        continue;
      }
      is_hit = 1;
    } else if (strcmp(mode, "chance") == 0) {
      is_hit = random_below(1000) < (uint64_t)rule->value;
    } else if (strcmp(mode, "short") == 0) {
      size_t limit = 1 + random_below(rule->value);
      if (count && *count > limit) {
        *count = limit;
        atomic_fetch_add(&counts[i], 1);
      }
    } else if (strcmp(mode, "ready") == 0) {
      continue;
    } else if (strcmp(mode, "delay") == 0) {
      usleep(random_below(rule->value + 1));
    } else {
      long number = 1 + atomic_fetch_add(&rule->seen, 1);
      is_hit = strcmp(mode, "from") == 0 ? number >= rule->value : number == rule->value;
      if (is_hit && strcmp(mode, "stop") == 0) {
        atomic_fetch_add(&counts[i], 1);
        int error = errno;
        kill(getpid(), SIGSTOP);
        errno = error;
        continue;
      }
    }
    if (!is_hit) continue;
    atomic_fetch_add(&counts[i], 1);
    return rule->error;
  }
  return 0;
}

// Counts the bytes of a real transfer, or that it failed with EAGAIN.
static ssize_t count_transfer(const char *call, const char *name, ssize_t result) {
  if (counts && result < 0 && errno == EAGAIN) atomic_fetch_add(&counts[wait_counter], 1);
  for (int i = 0; counts && i < rule_count && result > 0; i++)
    if (strcmp(rules[i].mode, "after") == 0 && applies(&rules[i], call, name))
      atomic_fetch_add(&rules[i].seen, result);
  return result;
}

#define FAIL_IF_INJECTED(call, name, count)        \
  do {                                             \
    prepare();                                     \
    int error = injected_error(call, name, count); \
    if (error) return errno = error, -1;           \
  } while (0)

ssize_t read(int number, void *bytes, size_t count) {
  FAIL_IF_INJECTED("read", name_of(number), &count);
  return count_transfer("read", name_of(number), real_read(number, bytes, count));
}

ssize_t pread(int number, void *bytes, size_t count, off_t position) {
  FAIL_IF_INJECTED("pread", name_of(number), &count);
  return count_transfer("pread", name_of(number), real_pread(number, bytes, count, position));
}

ssize_t write(int number, const void *bytes, size_t count) {
  FAIL_IF_INJECTED("write", name_of(number), &count);
  return count_transfer("write", name_of(number), real_write(number, bytes, count));
}

int poll(struct pollfd *requests, nfds_t count, int milliseconds) {
  const char *name = count > 0 ? name_of(requests[0].fd) : "";
  FAIL_IF_INJECTED("poll", name, NULL);
  for (int i = 0; i < rule_count && count > 0 && requests[0].events == POLLIN; i++) {
    if (strcmp(rules[i].mode, "ready") != 0 || !applies(&rules[i], "poll", name)) continue;
    for (nfds_t other = 0; other < count; other++) requests[other].revents = other ? 0 : POLLIN;
    return 1;
  }
  return real_poll(requests, count, milliseconds);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  const char *last = flags & __O_TMPFILE ? "/temporary" : strrchr(path, '/');
  FAIL_IF_INJECTED("open", last ? last + 1 : path, NULL);
  int number = real_open(path, flags, mode);
  // A file without a name, in a temporary directory.
  if ((flags & __O_TMPFILE) == __O_TMPFILE) path = "temporary";
  // A file that gets the number of a closed standard descriptor has the name `in`, `out` or `err`.
  if (number > 2) set_name(number, path);
  return number;
}

// As on Linux, the descriptor is closed even if the call fails.
int close(int number) {
  prepare();
  int error = injected_error("close", name_of(number), NULL);
  if (number > 2 && number < max_descriptors) names[number][0] = 0;
  int result = real_close(number);
  return error ? (errno = error, -1) : result;
}

int fstat(int number, struct stat *status) {
  FAIL_IF_INJECTED("fstat", name_of(number), NULL);
  return real_fstat(number, status);
}

int stat(const char *path, struct stat *status) {
  const char *last = strrchr(path, '/');
  FAIL_IF_INJECTED("stat", last ? last + 1 : path, NULL);
  return real_stat(path, status);
}

int pipe(int *ends) {
  FAIL_IF_INJECTED("pipe", "pipe", NULL);
  int result = real_pipe(ends);
  const char *name = atomic_fetch_add(&pipe_count, 1) == 0 ? "signals" : "pipe";
  for (int i = 0; result == 0 && i < 2; i++) set_name(ends[i], name);
  return result;
}

int ftruncate(int number, off_t length) {
  FAIL_IF_INJECTED("ftruncate", name_of(number), NULL);
  return real_ftruncate(number, length);
}

int flock(int number, int operation) {
  FAIL_IF_INJECTED("flock", name_of(number), NULL);
  return real_flock(number, operation);
}

// This call returns its error and does not set errno.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  prepare();
  int error = injected_error("pthread_create", "*", NULL);
  return error ? error : real_pthread_create(thread, attributes, start, argument);
}

int fcntl(int number, int command, ...) {
  va_list rest;
  va_start(rest, command);
  long value = va_arg(rest, long);
  va_end(rest);
  // Of the commands that the program uses, only F_SETPIPE_SZ can fail.
  if (command == F_SETPIPE_SZ) FAIL_IF_INJECTED("fcntl", name_of(number), NULL);
  return real_fcntl(number, command, value);
}
