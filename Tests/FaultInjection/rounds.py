"""A round: runs the program on random input, with a fault and without, and compares the results."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import execution
from execution import RunSettings
from expectation import Expectation
from options import OPTIONS_WITH_VALUES, random_options

# Places in the shim's counts, as in shim.c: how often a call failed with EAGAIN, and whether the
# shim was loaded.
WAIT_COUNT, LOADED = 62, 63


@dataclass
class Configuration:
    """What all rounds share."""

    binary: str
    shim: str
    folder: Path
    corpus: object
    seed: str


@dataclass
class Report:
    """The result of a round: how often its fault was injected, and what was not as expected."""

    number: int
    fault: str
    injected: int
    findings: list
    command: str
    folder: Path


class Round:
    """One run with a fault, whose function sets the rules, the settings and the expectation."""

    def __init__(self, configuration, number, fault, needs_threads):
        self.configuration, self.number, self.fault = configuration, number, fault
        rng = self.rng = random.Random(f"{configuration.seed} {number} {fault.__name__}")
        self.folder = configuration.folder / f"{number}-{fault.__name__}"
        # The rules of the fault for the shim, and those that add harmless faults to any round.
        self.rules, self.background = [], []
        self.settings, self.expectation = RunSettings(), Expectation()
        # The inputs that do not exist, and those that are directories.
        self.missing, self.directories = set(), set()
        self.reference_count = 0
        # The inputs in their order; one of them may be read from standard input.
        self.is_log = rng.random() < 0.2
        names = [
            name
            for name in configuration.corpus.names(self.is_log)
            if name != "long" or rng.random() < 0.25
        ]
        self.sources = rng.sample(names, rng.randint(1, min(4, len(names))))
        long_enough = "logarray" if self.is_log else "many"
        if needs_threads and long_enough not in self.sources:
            self.sources.append(long_enough)
        self.piped = rng.choice(self.sources) if rng.random() < 0.4 else None
        self.options = random_options(rng, self.is_log)
        self.tuning = ["-j", str(rng.randint(2 if needs_threads else 1, 8))]
        if needs_threads or rng.random() < 0.8:
            # Small reads make many blocks, so that several threads work.
            self.tuning += [
                "--read-bytes",
                str(int(10 ** rng.uniform(1.7, 3.7 if needs_threads else 5))),
            ]
        self.settings.pipes = {number for number in range(3) if rng.random() < 0.4}
        self.settings.pace = (rng.choice([100, 3000, 1 << 16]), rng.choice([0, 0, 0.0005]))
        self.overwrites_old_rejects = rng.random() < 0.5
        if rng.random() < 0.3:
            self.background += [
                "read * 4 chance 100",
                "write * 4 chance 100",
                "poll * 4 chance 100",
            ]
        if rng.random() < 0.3:
            self.background += ["read * 0 short 5000", "write * 0 short 3000"]
        self.may_ask = rng.random() < 0.3

    # What the faults use.

    def has(self, option):
        return option in self.options

    @property
    def writes_table(self):
        """Whether it writes a table at its end, and no line for an event."""
        tables = ("--count", "--count=json", "--diff", "--check=json", "--report")
        return any(map(self.has, tables))

    @property
    def definitions(self):
        """The names of its definitions files."""
        return ["webhooks.json"] + (["old.json"] if self.has("old.json") else [])

    def need(self, option, value):
        """Adds an option with its value, unless it is there."""
        if option not in self.options:
            self.options += [option, value]

    def forbid(self, *names):
        """Removes options with their values."""
        for name in names:
            if name in self.options:
                place = self.options.index(name)
                del self.options[place : place + (2 if name in OPTIONS_WITH_VALUES else 1)]

    def choose_sources(self, sources):
        self.sources = sources
        if self.piped not in sources:
            self.piped = None

    @property
    def small_source(self):
        return "loglines" if self.is_log else "some"

    def add_rule(self, text):
        self.rules.append(text)

    def content(self, source):
        return self.configuration.corpus.sources[source].bytes

    # The runs.

    def command(self, tuning):
        inputs = ["-" if name == self.piped else name for name in self.sources]
        return [self.configuration.binary, *tuning, "-w", "webhooks.json", *self.options, *inputs]

    @property
    def reference(self):
        """The outcome without a fault, with one thread."""
        if not hasattr(self, "_reference"):
            self._reference = self.run_without_fault("reference")
        return self._reference

    def run_without_fault(self, name, contents={}, missing=(), more=()):
        """The outcome without a fault if some inputs have other contents or are missing.

        `more` are the names of inputs that come after the others.
        """
        self.reference_count += 1
        folder = self.folder / f"{name}-{self.reference_count}"
        folder.mkdir()
        self.write_inputs(folder, contents, missing)
        stdin = contents.get(self.piped, self.content(self.piped)) if self.piped else b""
        command = [*self.command(["-j", "1"]), *more]
        return execution.run(command, folder, RunSettings(stdin=stdin))

    def write_inputs(self, folder, contents, missing):
        """Writes the definitions and the inputs that have names."""
        for name in self.definitions:
            shutil.copy(self.configuration.corpus.folder / name, folder / name)
        for source in self.sources:
            if source != self.piped and source not in missing:
                (folder / source).write_bytes(contents.get(source, self.content(source)))

    def run(self):
        """Does the whole round; keeps its folder only if there are findings."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        try:
            self.fault(self)
            outcome, injected, findings = self.run_with_fault()
        finally:
            self.clean_up()
        if findings:
            for name, data in [("seen-jobs", outcome.jobs), ("seen-messages", outcome.messages)]:
                (self.folder / name).write_bytes(data)
            (self.folder / "command").write_text(self.shown_command + "\n")
        else:
            shutil.rmtree(self.folder)
        return Report(
            self.number, self.fault.__name__, injected, findings, self.shown_command, self.folder
        )

    def clean_up(self):
        """Removes what the fault left on the machine; a fault may replace this method."""

    def run_with_fault(self):
        """Runs with the fault: the outcome, how often the fault was injected, and the findings."""
        reference = self.reference
        self.expectation.expected = self.expectation.expected or [reference]
        self.write_inputs(self.folder, {}, self.missing | self.directories)
        for name in self.directories:
            (self.folder / name).mkdir()
        if self.piped:
            self.settings.stdin = self.content(self.piped)
        for option, name in [("--rejects", "rejects"), ("--rejects-raw", "raw")]:
            # Old content, which must be gone after the run.
            if self.overwrites_old_rejects and self.has(option):
                (self.folder / name).write_bytes(b"old\n" * 100_000)
        inputs = [self.folder / name for name in [*self.definitions, *self.sources]]
        before = {path: path.read_bytes() for path in inputs if path.is_file()}
        # Lines of progress must change nothing, but they take room where messages are limited.
        is_limited = self.settings.file_size is not None or self.settings.output_folder is not None
        self.settings.asks = self.may_ask and not (
            is_limited or any(rule.startswith("write err") for rule in self.rules)
        )
        counts = self.folder / "counts"
        counts.write_bytes(bytes(4096))
        outcome = execution.run(
            self.command(self.tuning),
            self.folder,
            self.settings,
            {
                "LD_PRELOAD": self.configuration.shim,
                "FAULTS_PLAN": "\n".join(self.rules + self.background),
                "FAULTS_COUNTS": str(counts),
                "FAULTS_SEED": str(self.number),
            },
        )
        numbers = memoryview(counts.read_bytes()).cast("Q")
        outcome.wait_count = numbers[WAIT_COUNT]
        injected = sum(numbers[: len(self.rules)]) + int(self.expectation.other_injections(outcome))
        injected = injected or int(self.expectation.is_always_injected)
        if not numbers[LOADED] and -outcome.status not in self.expectation.signals:
            return outcome, 0, ["the shim was not loaded: a static program cannot be tested"]
        findings = self.expectation.check(self, outcome, injected > 0)
        for path, content in before.items():
            if path.name not in self.expectation.changed_inputs and path.read_bytes() != content:
                findings.append(f"the input {path.name} was changed")
        return outcome, injected, findings

    @property
    def shown_command(self):
        """The command line, the plan of the shim and the settings, for a report."""
        settings = self.settings
        notes = {
            "standard input": self.piped,
            "pipes": settings.pipes,
            "non-blocking": settings.nonblocking,
            "closed": settings.closed,
            "closed after": settings.closed_after,
            "file size": settings.file_size,
            "delay": settings.delay,
            "ignored": settings.ignored,
            "SIGUSR1": settings.asks or None,
        }
        shown = ", ".join(
            f"{name}: {value}"
            for name, value in notes.items()
            if value not in (None, set(), {}, [])
        )
        command = " ".join(self.command(self.tuning))
        return f"{command}\n  plan: {' | '.join(self.rules + self.background)}\n  {shown}"
