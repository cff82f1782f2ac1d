"""Runs the program once, with a slow or vanishing process at the other end of its pipes."""

import fcntl
import os
import re
import resource
import selectors
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

TIME_LIMIT = 20
PROGRESS = re.compile(
    rb"(?m)^hookline: (?:nothing was read yet|[0-9.]+(?: of [0-9.]+)? [kM]?B[ ,].* jobs?"
    rb"(?:  \d+ rejected)?)\n"
)


@dataclass
class RunSettings:
    """How the program is started, and what is done to it while it runs."""

    stdin: bytes = b""
    # The standard descriptors that are pipes and not files, that are non-blocking, or closed.
    pipes: set = field(default_factory=set)
    nonblocking: set = field(default_factory=set)
    closed: set = field(default_factory=set)
    # How many bytes are transferred at a time at the other end of a pipe, and the pause after it.
    pace: tuple = (1 << 16, 0.0)
    # By descriptor: after how many bytes the other end of its pipe is closed.
    closed_after: dict = field(default_factory=dict)
    file_size: int | None = None
    ignored: list = field(default_factory=list)
    # A function of the process id, called when the shim has stopped the process, or after this
    # delay in seconds.
    action: object = None
    delay: float | None = None
    # Whether SIGUSR1 is sent again and again, to which the program answers with a line of progress.
    asks: bool = False
    # The folder for the outputs, and the file for the jobs, if they are not the usual ones.
    output_folder: Path | None = None
    output: str | None = None


@dataclass
class Outcome:
    """The result of a run."""

    status: int
    jobs: bytes
    rejects: bytes
    raw: bytes
    messages: bytes
    hang: str = ""
    # How often a call on a non-blocking descriptor failed with EAGAIN.
    wait_count: int = 0


def run(command, folder, settings, environment=None):
    """Runs `command` in `folder`; its outputs are `jobs`, `messages`, `rejects` and `raw`."""
    execution = Execution(command, Path(folder), settings, environment)
    status = execution.finish()
    outputs = Path(settings.output_folder or folder)

    def content(name):
        return (outputs / name).read_bytes() if (outputs / name).exists() else b""

    from_pipes = execution.pipe_outputs
    jobs = bytes(from_pipes[1]) if 1 in from_pipes else content("jobs")
    messages = bytes(from_pipes[2]) if 2 in from_pipes else content("messages")
    if settings.asks:
        messages = PROGRESS.sub(b"", messages)
    return Outcome(status, jobs, content("rejects"), content("raw"), messages, execution.hang)


class Execution:
    """One run of the program."""

    def __init__(self, command, folder, settings, environment):
        self.settings, self.hang, self.pipe_outputs = settings, "", {}
        self.selector = selectors.DefaultSelector()
        self.rest = memoryview(settings.stdin)
        program_ends = [self.open_stream(number, folder) for number in range(3)]

        def prepare():
            for number in settings.closed:
                os.close(number)
            for number in settings.ignored:
                signal.signal(number, signal.SIG_IGN)
            if settings.file_size is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (settings.file_size,) * 2)

        self.start = time.monotonic()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=program_ends[0],
            stdout=program_ends[1],
            stderr=program_ends[2],
            preexec_fn=prepare,
            env=dict(os.environ, **(environment or {})),
            restore_signals=True,
        )
        for number in program_ends:
            os.close(number)

    def open_stream(self, number, folder):
        """Opens a descriptor for the program, and registers the other end if it is a pipe."""
        if number not in self.settings.pipes:
            if number == 0:
                path = folder / "stdin"
                path.write_bytes(self.settings.stdin)
                return os.open(path, os.O_RDONLY)
            name = (self.settings.output_folder or folder) / ("jobs", "messages")[number - 1]
            if number == 1 and self.settings.output:
                name = self.settings.output
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        reading, writing = os.pipe()
        our_end, program_end = (writing, reading) if number == 0 else (reading, writing)
        if number in self.settings.nonblocking:
            os.set_blocking(program_end, False)
            # The smallest capacity, so that it is full soon.
            fcntl.fcntl(program_end, fcntl.F_SETPIPE_SZ, 4096)
        os.set_blocking(our_end, False)
        self.selector.register(
            our_end, selectors.EVENT_WRITE if number == 0 else selectors.EVENT_READ, number
        )
        if number > 0:
            self.pipe_outputs[number] = bytearray()
        return program_end

    def finish(self):
        """Serves the pipes until the process has ended and everything it wrote has been read."""
        pidfd = os.pidfd_open(self.process.pid)
        self.selector.register(pidfd, selectors.EVENT_READ, "end")
        status, paused = None, 0.0
        pause = 0.002 if self.settings.action or self.settings.asks else 0.05
        while status is None or any(key.data in (1, 2) for key in self.selector.get_map().values()):
            now = time.monotonic() - self.start
            if now > TIME_LIMIT and not self.hang:
                self.hang = process_state(self.process.pid)
                os.kill(self.process.pid, signal.SIGKILL)
            if now > 2 * TIME_LIMIT:
                break
            if self.settings.asks and status is None and self.handles(signal.SIGUSR1):
                os.kill(self.process.pid, signal.SIGUSR1)
            if self.settings.delay is not None and now >= self.settings.delay and status is None:
                self.act()
            for key, _ in self.selector.select(pause):
                if key.data == 0:
                    self.write_input(key.fd)
                elif key.data in (1, 2):
                    self.read_output(key.fd, key.data)
                if key.data != "end" and self.settings.pace[1] and status is None and paused < 0.3:
                    time.sleep(self.settings.pace[1])
                    paused += self.settings.pace[1]
            if status is None:
                status = self.state()
                if status is not None:
                    self.close(pidfd)
        for key in list(self.selector.get_map().values()):
            self.close(key.fd)
        self.process.returncode = status
        return status

    def state(self):
        """The exit status, negative for a signal, or None; continues a stopped process."""
        state = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WSTOPPED | os.WNOHANG)
        if state is None:
            return None
        if state.si_code == os.CLD_EXITED:
            return state.si_status
        if state.si_code == os.CLD_STOPPED:
            self.act()
            os.kill(self.process.pid, signal.SIGCONT)
            return None
        return -state.si_status

    def handles(self, number):
        """Whether the program handles a signal; before it has set its handler, that ends it."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return False
        handled = re.search(r"(?m)^SigCgt:\s*([0-9a-f]+)", status)
        return handled is not None and bool(int(handled[1], 16) >> (number - 1) & 1)

    def act(self):
        """Calls the action, once."""
        action, self.settings.action, self.settings.delay = self.settings.action, None, None
        if action:
            action(self.process.pid)

    def write_input(self, descriptor):
        """Writes a part of standard input."""
        try:
            count = os.write(descriptor, self.rest[: self.settings.pace[0]])
            self.rest = self.rest[count:]
            if not self.rest:
                self.close(descriptor)
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self.close(descriptor)

    def read_output(self, descriptor, number):
        """Reads a part of an output."""
        limit = self.settings.closed_after.get(number)
        count = (
            self.settings.pace[0]
            if limit is None
            else min(self.settings.pace[0], limit - len(self.pipe_outputs[number]))
        )
        data = os.read(descriptor, count) if count > 0 else b""
        self.pipe_outputs[number] += data
        if not data or len(self.pipe_outputs[number]) == limit:
            self.close(descriptor)

    def close(self, descriptor):
        self.selector.unregister(descriptor)
        os.close(descriptor)


def process_state(process):
    """What a process that does not end is doing, as far as /proc and gdb show."""
    text = ""
    for thread in Path(f"/proc/{process}/task").iterdir():
        for name in ("stack", "wchan", "syscall"):
            try:
                text += f"{thread.name} {name}: {(thread / name).read_text().strip()}\n"
            except OSError as error:
                text += f"{thread.name} {name}: {error}\n"
    try:
        trace = subprocess.run(
            ["gdb", "-p", str(process), "-batch", "-ex", "thread apply all bt"],
            capture_output=True,
            timeout=20,
        )
        text += trace.stdout.decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        pass
    return text or "/proc shows nothing about it"
