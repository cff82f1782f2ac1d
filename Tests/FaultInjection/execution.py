"""Runs the program once, feeds and drains its pipes as a slow or a vanishing peer does, and waits for its end."""

import fcntl
import os
import resource
import selectors
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 20


@dataclass
class Setting:
    """How the program is started, and what is done to it while it runs."""

    stdin: bytes = b""
    # For each descriptor whether it is a file or a pipe, the latter in the way of `peer`.
    pipes: set = field(default_factory=set)
    nonblocking: set = field(default_factory=set)
    closed: set = field(default_factory=set)
    # How many bytes a peer takes or gives at a time, and how long it rests between; after how many it is gone.
    pace: tuple = (1 << 16, 0.0)
    vanishing: dict = field(default_factory=dict)
    file_size: int | None = None
    ignored: list = field(default_factory=list)
    # What is done when the shim has stopped the process; and after how many seconds without that.
    action: object = None
    moment: float | None = None
    # Where the outputs are, or what takes that of the jobs.
    output_folder: Path | None = None
    output: str | None = None


@dataclass
class Outcome:
    """What a run left behind."""

    status: int
    jobs: bytes
    rejects: bytes
    raw: bytes
    messages: bytes
    hang: str = ""
    # How often a descriptor that does not wait had nothing to give or to take.
    wait_count: int = 0


def run(command, folder, setting, environment=None):
    """Runs `command` in `folder`, where its files are called `jobs`, `messages`, `rejects` and `raw`."""
    execution = Execution(command, Path(folder), setting, environment)
    status = execution.finish()
    outputs = Path(setting.output_folder or folder)

    def content(name):
        return (outputs / name).read_bytes() if (outputs / name).exists() else b""

    drained = execution.drained
    jobs = bytes(drained[1]) if 1 in drained else content("jobs")
    messages = bytes(drained[2]) if 2 in drained else content("messages")
    return Outcome(status, jobs, content("rejects"), content("raw"), messages, execution.hang)


class Execution:
    def __init__(self, command, folder, setting, environment):
        self.setting, self.hang, self.drained = setting, "", {}
        self.selector = selectors.DefaultSelector()
        self.rest = memoryview(setting.stdin)
        theirs = [self.stream(number, folder) for number in range(3)]

        def prepare():
            for number in setting.closed:
                os.close(number)
            for number in setting.ignored:
                signal.signal(number, signal.SIG_IGN)
            if setting.file_size is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (setting.file_size,) * 2)

        self.start = time.monotonic()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=theirs[0],
            stdout=theirs[1],
            stderr=theirs[2],
            preexec_fn=prepare,
            env=dict(os.environ, **(environment or {})),
            restore_signals=True,
        )
        for number in theirs:
            os.close(number)

    def stream(self, number, folder):
        """Makes a descriptor for the program; where it is a pipe, the other end is minded here."""
        if number not in self.setting.pipes:
            if number == 0:
                path = folder / "stdin"
                path.write_bytes(self.setting.stdin)
                return os.open(path, os.O_RDONLY)
            name = (self.setting.output_folder or folder) / ("jobs", "messages")[number - 1]
            if number == 1 and self.setting.output:
                name = self.setting.output
            return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        reading, writing = os.pipe()
        ours, theirs = (writing, reading) if number == 0 else (reading, writing)
        if number in self.setting.nonblocking:
            os.set_blocking(theirs, False)
            # As little room as there can be, so that it is full soon.
            fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)
        os.set_blocking(ours, False)
        self.selector.register(
            ours, selectors.EVENT_WRITE if number == 0 else selectors.EVENT_READ, number
        )
        if number > 0:
            self.drained[number] = bytearray()
        return theirs

    def finish(self):
        """Minds the pipes until the process has ended and all that it wrote is there."""
        pidfd = os.pidfd_open(self.process.pid)
        self.selector.register(pidfd, selectors.EVENT_READ, "end")
        status, resting = None, 0.0
        pause = 0.002 if self.setting.action else 0.05
        while status is None or any(key.data in (1, 2) for key in self.selector.get_map().values()):
            now = time.monotonic() - self.start
            if now > PATIENCE and not self.hang:
                self.hang = whereabouts(self.process.pid)
                os.kill(self.process.pid, signal.SIGKILL)
            if now > 2 * PATIENCE:
                break
            if self.setting.moment is not None and now >= self.setting.moment and status is None:
                self.act()
            for key, _ in self.selector.select(pause):
                if key.data == 0:
                    self.feed(key.fd)
                elif key.data in (1, 2):
                    self.drain(key.fd, key.data)
                if key.data != "end" and self.setting.pace[1] and status is None and resting < 0.3:
                    time.sleep(self.setting.pace[1])
                    resting += self.setting.pace[1]
            if status is None:
                status = self.state()
                if status is not None:
                    self.forget(pidfd)
        for key in list(self.selector.get_map().values()):
            self.forget(key.fd)
        self.process.returncode = status
        return status

    def state(self):
        """How the process ended, as `subprocess` has it, or `None`; one that has stopped is acted upon and goes on."""
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

    def act(self):
        action, self.setting.action, self.setting.moment = self.setting.action, None, None
        if action:
            action(self.process.pid)

    def feed(self, descriptor):
        try:
            count = os.write(descriptor, self.rest[: self.setting.pace[0]])
            self.rest = self.rest[count:]
            if not self.rest:
                self.forget(descriptor)
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self.forget(descriptor)

    def drain(self, descriptor, number):
        limit = self.setting.vanishing.get(number)
        count = (
            self.setting.pace[0]
            if limit is None
            else min(self.setting.pace[0], limit - len(self.drained[number]))
        )
        data = os.read(descriptor, count) if count > 0 else b""
        self.drained[number] += data
        if not data or len(self.drained[number]) == limit:
            self.forget(descriptor)

    def forget(self, descriptor):
        self.selector.unregister(descriptor)
        os.close(descriptor)


def whereabouts(process):
    """What a process that does not end is doing, as far as the system tells."""
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
    return text or "nothing is known"
