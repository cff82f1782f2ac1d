// Stands between hookline and the C library (LD_PRELOAD) and lets calls of the system fail as a plan says.
//
// The plan is FAULTS_PLAN, a line for each rule: `CALL TARGET ERROR MODE VALUE`, such as `write out 28 after 5000`.
//
//   CALL    read, write, poll, open, close, fstat, stat, pipe, ftruncate, flock, pthread_create, fcntl, or `any`
//   TARGET  in, out or err (descriptors 0, 1, 2), the last part of the name of an opened file, `pipe` for the
//           program's own, or `*`
//   ERROR   the errno of the failing call, a number; 0 where the mode is no failure
//   MODE    after: once VALUE bytes went through, each call fails; the one before is cut short, as on a disk
//           chance: VALUE of 1,000 calls fail
//           call: the VALUE-th call fails, and no other
//           from: the VALUE-th call fails, and every later one
//           short: of each read or write at most 1 to VALUE bytes are done, a number drawn for each
//           delay: each call comes up to VALUE microseconds late
//           ready: a poll says that its first descriptor can be read, whatever is there
//           stop: at the VALUE-th call the process stops (SIGSTOP), for the driver to do something to it
//
// How often each rule struck is counted in the file FAULTS_COUNTS, which is mapped: the counts outlive a kill -9.
// The random numbers come from FAULTS_SEED and the number of the call.

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

enum { most_rules = 16, most_files = 1024, name_size = 40, wait_count = 62, mark = 63 };

struct rule {
  char call[16], target[name_size], mode[8];
  int error;
  long value;
  atomic_long seen;  // bytes for `after`, else calls
};

static struct rule rules[most_rules];
static int rule_count;
static uint64_t seed;
static atomic_ulong call_number;
static atomic_uint_fast64_t *counts;
static char names[most_files][name_size];
// The program's first pipe is the one that its signal handler writes a byte to and does not wait for: no signal can
// interrupt that, so nothing but `signals` itself is its name.
static atomic_int pipe_count;

static __typeof__(read) *real_read;
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
  // A descriptor that the driver closed may get its number back here, so this one is closed before the program begins.
  int counter = real_open(file, O_RDWR);
  void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, counter, 0);
  if (counter < 0 || memory == MAP_FAILED) abort();
  real_close(counter);
  counts = memory;
  for (; *plan; plan += strcspn(plan, "\n"), plan += *plan == '\n') {
    if (rule_count == most_rules) abort();
    struct rule *rule = &rules[rule_count++];
    if (sscanf(plan, "%15s %39s %d %7s %ld", rule->call, rule->target, &rule->error, rule->mode, &rule->value) != 5)
      abort();
  }
  atomic_store(&counts[mark], 1);
}

static const char *name_of(int number) { return number >= 0 && number < most_files ? names[number] : ""; }

static void set_name(int number, const char *path) {
  if (number < 0 || number >= most_files) return;
  const char *last = strrchr(path, '/');
  snprintf(names[number], name_size, "%s", last ? last + 1 : path);
}

// A number below `limit`, another one for each call (splitmix64).
static uint64_t drawn(uint64_t limit) {
  uint64_t x = seed + 0x9E3779B97F4A7C15u * atomic_fetch_add(&call_number, 1);
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return (x ^ x >> 31) % limit;
}

static int concerns(const struct rule *rule, const char *call, const char *name) {
  if (strcmp(rule->call, call) != 0 && strcmp(rule->call, "any") != 0) return 0;
  return strcmp(rule->target, "*") == 0 ? strcmp(name, "signals") != 0 : strcmp(rule->target, name) == 0;
}

// What befalls a call: the errno to fail with, or 0; `count`, where there is one, may become smaller.
static int befalls(const char *call, const char *name, size_t *count) {
  if (!counts) return 0;
  for (int i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    if (!concerns(rule, call, name)) continue;
    const char *mode = rule->mode;
    int strikes = 0;
    if (strcmp(mode, "after") == 0) {
      long left = rule->value - atomic_load(&rule->seen);
      if (left > 0) {
        if (count && *count > (size_t)left) *count = left;
        continue;
      }
      strikes = 1;
    } else if (strcmp(mode, "chance") == 0) {
      strikes = drawn(1000) < (uint64_t)rule->value;
    } else if (strcmp(mode, "short") == 0) {
      size_t most = 1 + drawn(rule->value);
      if (count && *count > most) {
        *count = most;
        atomic_fetch_add(&counts[i], 1);
      }
    } else if (strcmp(mode, "ready") == 0) {
      continue;
    } else if (strcmp(mode, "delay") == 0) {
      usleep(drawn(rule->value + 1));
    } else {
      long number = 1 + atomic_fetch_add(&rule->seen, 1);
      strikes = strcmp(mode, "from") == 0 ? number >= rule->value : number == rule->value;
      if (strikes && strcmp(mode, "stop") == 0) {
        atomic_fetch_add(&counts[i], 1);
        int error = errno;
        kill(getpid(), SIGSTOP);
        errno = error;
        continue;
      }
    }
    if (!strikes) continue;
    atomic_fetch_add(&counts[i], 1);
    return rule->error;
  }
  return 0;
}

// Notes that `result` bytes went through, or that nothing could at once, of which the system alone knows.
static ssize_t done(const char *call, const char *name, ssize_t result) {
  if (counts && result < 0 && errno == EAGAIN) atomic_fetch_add(&counts[wait_count], 1);
  for (int i = 0; counts && i < rule_count && result > 0; i++)
    if (strcmp(rules[i].mode, "after") == 0 && concerns(&rules[i], call, name))
      atomic_fetch_add(&rules[i].seen, result);
  return result;
}

#define FAIL_IF_BEFALLEN(call, name, count)    \
  do {                                         \
    prepare();                                 \
    int befallen = befalls(call, name, count); \
    if (befallen) return errno = befallen, -1; \
  } while (0)

ssize_t read(int number, void *bytes, size_t count) {
  FAIL_IF_BEFALLEN("read", name_of(number), &count);
  return done("read", name_of(number), real_read(number, bytes, count));
}

ssize_t write(int number, const void *bytes, size_t count) {
  FAIL_IF_BEFALLEN("write", name_of(number), &count);
  return done("write", name_of(number), real_write(number, bytes, count));
}

int poll(struct pollfd *requests, nfds_t count, int milliseconds) {
  const char *name = count > 0 ? name_of(requests[0].fd) : "";
  FAIL_IF_BEFALLEN("poll", name, NULL);
  for (int i = 0; i < rule_count && count > 0 && requests[0].events == POLLIN; i++) {
    if (strcmp(rules[i].mode, "ready") != 0 || !concerns(&rules[i], "poll", name)) continue;
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
  const char *last = strrchr(path, '/');
  FAIL_IF_BEFALLEN("open", last ? last + 1 : path, NULL);
  int number = real_open(path, flags, mode);
  // What takes the place of a closed 0, 1 or 2 keeps that name.
  if (number > 2) set_name(number, path);
  return number;
}

// It is closed in any case, as on Linux.
int close(int number) {
  prepare();
  int error = befalls("close", name_of(number), NULL);
  if (number > 2 && number < most_files) names[number][0] = 0;
  int result = real_close(number);
  return error ? (errno = error, -1) : result;
}

int fstat(int number, struct stat *status) {
  FAIL_IF_BEFALLEN("fstat", name_of(number), NULL);
  return real_fstat(number, status);
}

int stat(const char *path, struct stat *status) {
  const char *last = strrchr(path, '/');
  FAIL_IF_BEFALLEN("stat", last ? last + 1 : path, NULL);
  return real_stat(path, status);
}

int pipe(int *ends) {
  FAIL_IF_BEFALLEN("pipe", "pipe", NULL);
  int result = real_pipe(ends);
  const char *name = atomic_fetch_add(&pipe_count, 1) == 0 ? "signals" : "pipe";
  for (int i = 0; result == 0 && i < 2; i++) set_name(ends[i], name);
  return result;
}

int ftruncate(int number, off_t length) {
  FAIL_IF_BEFALLEN("ftruncate", name_of(number), NULL);
  return real_ftruncate(number, length);
}

int flock(int number, int operation) {
  FAIL_IF_BEFALLEN("flock", name_of(number), NULL);
  return real_flock(number, operation);
}

// It gives its error, and sets no errno.
int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
  prepare();
  int error = befalls("pthread_create", "*", NULL);
  return error ? error : real_pthread_create(thread, attributes, start, argument);
}

int fcntl(int number, int command, ...) {
  va_list rest;
  va_start(rest, command);
  long value = va_arg(rest, long);
  va_end(rest);
  // Only the sizes of pipes: what else the program asks for cannot fail.
  if (command == F_SETPIPE_SZ) FAIL_IF_BEFALLEN("fcntl", name_of(number), NULL);
  return real_fcntl(number, command, value);
}
