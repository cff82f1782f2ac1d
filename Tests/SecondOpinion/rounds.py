"""A round: definitions, some thousand lines and a command line of one random seed, run and compared."""

import os
import random
import shutil
import tempfile
from collections import namedtuple

from arrays import is_one_element, log_file
from generate_events import Maker
from mutation import mutated
from reference import Options
from shrink import shrunk
from trial import Trial, actual, arguments, differences, expected, write_input

Outcome = namedtuple("Outcome", "number lines mutated jobs reasons definitions wrong disagreement")

MAX_LINE_BYTES = (
    "3",
    "60",
    "150",
    "300",
    "1000",
    "1K",
    "2K",
    "65536",
    "64K",
    "100000",
    "1M",
    "2G",
    "1024G",
)
NAMES = ("events.ndjson", "b c.ndjson", "größe.ndjson", 'q"\\.ndjson')
# A fifth of all lines, once those are left out that would tear an array of the log.
MUTATED = 0.22
# How many sets of definitions with something wrong each round has, beside the one that lines are read with.
SPOILED_DEFINITIONS = 8


def play(seed, number, lines, binary, kernels):
    """Plays one round; `lines` is about how many lines it has."""
    dice = random.Random(f"{seed}/{number}")
    folder = tempfile.mkdtemp(prefix="second-opinion-")
    maker = Maker(dice)
    trial, count, mutated_count = make_trial(dice, maker, lines * dice.choice((1,) * 19 + (4,)))
    due = expected(trial)
    trials = [(trial, due)]
    again = trial._replace(ways=ways(dice, kernels), keeps_rejects=dice.random() < 0.3)
    trials.append((again, due))
    trials += [
        (spoiled, expected(spoiled))
        for spoiled in (spoil(dice, maker, trial) for _ in range(SPOILED_DEFINITIONS))
    ]
    outcome = Outcome(
        number,
        count,
        mutated_count,
        due.job_count,
        due.reasons,
        1 + SPOILED_DEFINITIONS,
        sum(len(due.told) for trial, due in trials[2:] if due.status == 78),
        None,
    )
    for trial, due in trials:
        trial = trial if trial.ways else trial._replace(ways=ways(dice, kernels))
        found = differences(trial, due, actual(trial, binary, folder))
        if found:
            trial, found = shrunk(trial, found, binary, folder)
            shutil.rmtree(folder)
            return outcome._replace(disagreement=report(trial, found, binary, number))
    shutil.rmtree(folder)
    return outcome


def make_trial(dice, maker, lines):
    """A trial with about `lines` lines of input, how many they are and how many of them were spoiled."""
    definitions = list(zip(("webhooks.json", "more.json", "most.json"), maker.definitions()))
    log = dice.random() < 0.3
    options = make_options(dice, maker, log)
    files, count, spoiled_count = [], 0, 0
    file_count = dice.choice((1, 1, 2, 4))
    for name in dice.sample(NAMES, file_count):
        texts = [maker.record() if log else maker.event() for _ in range(lines // file_count)]
        if dice.random() < 0.05:
            texts.insert(
                dice.randrange(len(texts) + 1),
                maker.huge_event(dice.choice((70_000, 300_000, 1_200_000))),
            )
        texts, is_spoiled = maker.spoiled(texts, MUTATED)
        if log and dice.random() < 0.6:
            # Where it is not plain what is due, an element of an array is left out.
            is_spoiled = [
                spoiled for text, spoiled in zip(texts, is_spoiled) if is_one_element(text)
            ]
            texts = [text for text in texts if is_one_element(text)]
            content = log_file(dice, texts)
        else:
            content = maker.file_of_lines(texts)
        if dice.random() < 0.1:
            content = b"\xef\xbb\xbf" + content
        if dice.random() < 0.05:
            content = dice.choice(
                (
                    b"",
                    b"\n",
                    b"{",
                    b"\r",
                    b"\xef",
                    b"[",
                    b'"',
                    b"\xef\xbb\xbf",
                    b"\xef\xbb",
                    b"{}",
                    b"[]",
                )
            )
        files.append((name, content))
        count += len(texts)
        spoiled_count += sum(is_spoiled)
    # One file may come through standard input instead, and one be missing.
    kind = dice.random()
    if kind < 0.4:
        renamed = files if kind < 0.3 else definitions
        at = dice.randrange(len(renamed))
        renamed[at] = ("-", renamed[at][1])
    if dice.random() < 0.05:
        files.insert(dice.randrange(len(files) + 1), ("missing.ndjson", None))
    if dice.random() < 0.03 and not any(
        content and content.startswith(b"\xef") for _, content in files
    ):
        options = options._replace(max_line_bytes=dice.choice(("0", "0K", "1", "2")))
    return Trial(definitions, files, options, (), True), count, spoiled_count


def make_options(dice, maker, log):
    def sometimes(part, *values):
        return dice.choice(values) if dice.random() < part else None

    count = dice.random() < 0.2
    company = sometimes(0.15, *maker.companies, maker.companies[0].upper(), "0" * 24)
    return Options(
        log,
        log and dice.random() < 0.4,
        count,
        dice.random() < 0.3,
        company,
        None if count else sometimes(0.15, 0, 1, 10, 100, 1000),
        sometimes(0.12, 0, 1, 9, 10, 99, 100, 1000),
        sometimes(0.2, *MAX_LINE_BYTES),
    )


def ways(dice, kernels):
    """Arguments on which nothing may depend."""
    words = []
    if dice.random() < 0.7:
        words += ["-j", str(dice.choice((1, 2, 2, 3, 4, 8, 16, 256)))]
    if dice.random() < 0.6:
        words += [
            "--read-bytes",
            str(dice.choice((dice.randrange(1, 20), dice.randrange(20, 5000), 65_536, 1 << 20))),
        ]
    if dice.random() < 0.7:
        words += ["--kernel", dice.choice(kernels)]
    return tuple(words)


def spoil(dice, maker, trial):
    """The trial with definitions that have a few accidents, and little to read."""
    definitions = list(trial.definitions)
    if dice.random() < 0.7:
        definitions = list(zip(("webhooks.json", "more.json"), maker.wrong_definitions()))
    for _ in range(
        dice.choice((0, 0, 1)) if definitions != trial.definitions else dice.choice((1, 1, 2, 4))
    ):
        at = dice.randrange(len(definitions))
        name, content = definitions[at]
        definitions[at] = (name, mutated(dice, content, dice.choice(definitions)[1]))
    files = [
        (name, b"" if trial.options.log else content and content[:2000])
        for name, content in trial.files
    ]
    if any(name == "-" for name, _ in definitions):
        files = [(name, content) for name, content in files if name != "-"] or [
            ("nothing.ndjson", b"")
        ]
    return trial._replace(definitions=definitions, files=files)


def report(trial, found, binary, number):
    """What to print of a disagreement: where its input is, the command, and what differs."""
    folder = tempfile.mkdtemp(prefix=f"second-opinion-round-{number}-")
    given = write_input(trial, folder)
    with open(os.path.join(folder, "standard-input"), "wb") as file:
        file.write(given)
    command = " ".join(
        f"'{word}'" if set(word) & set(' "\\') else word for word in [binary] + arguments(trial)
    )
    return "\n".join([f"cd {folder} && {command} < standard-input", *found])
