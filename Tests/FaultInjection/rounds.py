"""A round: random options and inputs, a fault, the run with it and those without, and what the oracle says of them."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import execution
from execution import Setting
from promise import Promise

VALUED = {"--max-line-bytes", "--max-rejects", "--max-jobs", "--rejects", "--rejects-raw", "--from"}


@dataclass
class Workplace:
    """Where a series of rounds works, and with what."""

    binary: str
    shim: str
    folder: Path
    corpus: object
    seed: str


@dataclass
class Report:
    """What came of a round: how often its fault was injected, and what was not as promised."""

    number: int
    fault: str
    injected: int
    findings: list
    command: str
    folder: Path


class Round:
    """One run with a fault, whose function sets the rules, the setting and the promise."""

    def __init__(self, workplace, number, fault, is_flowing):
        self.workplace, self.number, self.fault = workplace, number, fault
        draw = self.draw = random.Random(f"{workplace.seed} {number} {fault.__name__}")
        self.folder = workplace.folder / f"{number}-{fault.__name__}"
        self.rules, self.background = [], []
        self.setting, self.promise = Setting(), Promise()
        self.absent, self.directories = set(), set()
        self.undisturbed_count = 0
        # Sources of the inputs in their order; one of them may come by standard input.
        self.is_log = draw.random() < 0.2
        names = [
            name
            for name in workplace.corpus.names(self.is_log)
            if name != "long" or draw.random() < 0.25
        ]
        self.sources = draw.sample(names, draw.randint(1, min(4, len(names))))
        long_enough = "logarray" if self.is_log else "many"
        if is_flowing and long_enough not in self.sources:
            self.sources.append(long_enough)
        self.piped = draw.choice(self.sources) if draw.random() < 0.4 else None
        self.options = self.drawn_options()
        self.effort = ["-j", str(draw.randint(2 if is_flowing else 1, 8))]
        if is_flowing or draw.random() < 0.8:
            # Input then comes faster than it is worked on, and there are several threads.
            self.effort += [
                "--read-bytes",
                str(int(10 ** draw.uniform(1.7, 3.7 if is_flowing else 5))),
            ]
        self.setting.pipes = {number for number in range(3) if draw.random() < 0.4}
        self.setting.pace = (draw.choice([100, 3000, 1 << 16]), draw.choice([0, 0, 0.0005]))
        self.is_over_old = draw.random() < 0.5
        if draw.random() < 0.3:
            self.background += [
                "read * 4 chance 100",
                "write * 4 chance 100",
                "poll * 4 chance 100",
            ]
        if draw.random() < 0.3:
            self.background += ["read * 0 short 5000", "write * 0 short 3000"]

    def drawn_options(self):
        draw, options = self.draw, []
        if self.is_log:
            options += ["--from", "log"] + (["--failed"] if draw.random() < 0.3 else [])
        for name, value, share in [
            ("--rejects", "rejects", 0.6),
            ("--rejects-raw", "raw", 0.5),
            ("--count", None, 0.12),
            ("-e", None, 0.1),
            ("--max-line-bytes", draw.choice(["2000", "60000"]), 0.2),
            ("--max-rejects", str(draw.randint(0, 80)), 0.08),
            ("--max-jobs", str(draw.randint(0, 300)), 0.12),
        ]:
            if draw.random() < share and not (name == "--max-jobs" and "--count" in options):
                options += [name] if value is None else [name, value]
        return options

    # What faults ask of a round.

    def has(self, option):
        return option in self.options

    def need(self, option, value):
        if option not in self.options:
            self.options += [option, value]

    def forbid(self, *names):
        """Takes options away, with their values."""
        for name in names:
            if name in self.options:
                place = self.options.index(name)
                del self.options[place : place + (2 if name in VALUED else 1)]

    def choose_sources(self, sources):
        self.sources = sources
        if self.piped not in sources:
            self.piped = None

    @property
    def small_source(self):
        return "loglines" if self.is_log else "some"

    def rule(self, text):
        self.rules.append(text)

    def content(self, source):
        return self.workplace.corpus.sources[source].bytes

    # The runs.

    def command(self, effort):
        inputs = ["-" if name == self.piped else name for name in self.sources]
        return [self.workplace.binary, *effort, "-w", "webhooks.json", *self.options, *inputs]

    @property
    def reference(self):
        """The outcome without any fault, by one thread."""
        if not hasattr(self, "_reference"):
            self._reference = self.undisturbed("reference")
        return self._reference

    def undisturbed(self, name, contents={}, missing=()):
        """The same where some inputs have other contents or are missing."""
        self.undisturbed_count += 1
        folder = self.folder / f"{name}-{self.undisturbed_count}"
        folder.mkdir()
        self.lay_out(folder, contents, missing)
        stdin = contents.get(self.piped, self.content(self.piped)) if self.piped else b""
        return execution.run(self.command(["-j", "1"]), folder, Setting(stdin=stdin))

    def lay_out(self, folder, contents, missing):
        shutil.copy(self.workplace.corpus.webhooks, folder / "webhooks.json")
        for source in self.sources:
            if source != self.piped and source not in missing:
                (folder / source).write_bytes(contents.get(source, self.content(source)))

    def perform(self):
        """Does all of it, and keeps the folder only where there are findings."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        try:
            self.fault(self)
            outcome, injected, findings = self.disturbed()
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
        """What a fault left on the machine is to be taken away."""

    def disturbed(self):
        """Runs it with the fault; gives the outcome, how often the fault was injected, and the findings."""
        reference = self.reference
        self.promise.expected = self.promise.expected or [reference]
        self.lay_out(self.folder, {}, self.absent | self.directories)
        for name in self.directories:
            (self.folder / name).mkdir()
        if self.piped:
            self.setting.stdin = self.content(self.piped)
        for option, name in [("--rejects", "rejects"), ("--rejects-raw", "raw")]:
            # What was in a file before must not be there afterwards.
            if self.is_over_old and self.has(option):
                (self.folder / name).write_bytes(b"old\n" * 100_000)
        inputs = [self.folder / name for name in ["webhooks.json", *self.sources]]
        before = {path: path.read_bytes() for path in inputs if path.is_file()}
        counts = self.folder / "counts"
        counts.write_bytes(bytes(4096))
        outcome = execution.run(
            self.command(self.effort),
            self.folder,
            self.setting,
            {
                "LD_PRELOAD": self.workplace.shim,
                "FAULTS_PLAN": "\n".join(self.rules + self.background),
                "FAULTS_COUNTS": str(counts),
                "FAULTS_SEED": str(self.number),
            },
        )
        numbers = memoryview(counts.read_bytes()).cast("Q")
        outcome.wait_count = numbers[62]
        injected = sum(numbers[: len(self.rules)]) + int(self.promise.injected_otherwise(outcome))
        injected = injected or int(self.promise.is_certain)
        if not numbers[63] and -outcome.status not in self.promise.signals:
            return outcome, 0, ["the shim was not loaded"]
        findings = self.promise.check(self, outcome, injected > 0)
        for path, content in before.items():
            if path.name not in self.promise.changed and path.read_bytes() != content:
                findings.append(f"the input {path.name} was changed")
        return outcome, injected, findings

    @property
    def shown_command(self):
        setting = self.setting
        notes = {
            "standard input": self.piped,
            "pipes": setting.pipes,
            "not waiting": setting.nonblocking,
            "closed": setting.closed,
            "vanishing": setting.vanishing,
            "file size": setting.file_size,
            "moment": setting.moment,
            "ignored": setting.ignored,
        }
        shown = ", ".join(
            f"{name}: {value}"
            for name, value in notes.items()
            if value not in (None, set(), {}, [])
        )
        return f"{' '.join(self.command(self.effort))}\n  plan: {' | '.join(self.rules + self.background)}\n  {shown}"
