"""Generates the test cases of one round from its seed, runs them and reports the first difference.

A round has definitions, about a thousand lines and a command line.
"""

import os
import random
import re
import shlex
import shutil
import tempfile
from collections import namedtuple

from arrays import is_one_element, log_file
from comparison import TestCase, actual, arguments, differences, expected, write_input
from definitions import read_definitions
from formats import COLUMNS, INNER_COLUMNS
from generate_input import InputGenerator
from mutation import mutated
from reference import Options
from samples import LIMITS, TINY_FILES
from shrink import shrunk

# What a round did: the numbers of lines, of mutated lines, of jobs, of rejected lines by reason, of
# definition sets and of messages about faults. `disagreement` is a report, or None.
Outcome = namedtuple(
    "Outcome", "number lines mutated jobs reasons definition_sets fault_lines disagreement"
)

MAX_LINE_BYTES = "3 60 150 300 1000 1K 2K 65536 64K 100000 1M 2G 1024G".split()
NAMES = ("events.ndjson", "b c.ndjson", "größe.ndjson", 'q"\\.ndjson')
# About a fifth of all lines is mutated in the end: mutated elements of a log array are left out if
# it is unclear where they end.
MUTATED_SHARE = 0.22
# How many sets of wrong definitions each round tries, besides the valid set used with the lines.
WRONG_DEFINITION_SETS = 8


def run_round(seed, number, lines, binary, kernels, scratch):
    """Runs one round with about `lines` lines in a folder under `scratch`; returns its Outcome."""
    rng = random.Random(f"{seed}/{number}")
    folder = tempfile.mkdtemp(dir=scratch)
    generator = InputGenerator(rng)
    case, count, mutated_count = make_case(rng, generator, lines * rng.choice((1,) * 19 + (4,)))
    due = expected(case)
    cases = [(case, due)]
    again = case._replace(
        neutral_arguments=neutral_arguments(rng, kernels), keeps_rejects=rng.random() < 0.3
    )
    cases.append((again, due))
    for _ in range(WRONG_DEFINITION_SETS):
        wrong = with_wrong_definitions(rng, generator, case)
        cases.append((wrong, expected(wrong)))
    outcome = Outcome(
        number,
        count,
        mutated_count,
        due.job_count,
        due.reasons,
        1 + WRONG_DEFINITION_SETS,
        sum(len(due.messages) for case, due in cases[2:] if due.status == 78),
        None,
    )
    for case, due in cases:
        if not case.neutral_arguments:
            case = case._replace(neutral_arguments=neutral_arguments(rng, kernels))
        found = differences(case, due, actual(case, binary, folder))
        if found:
            case, found = shrunk(case, found, binary, folder)
            shutil.rmtree(folder)
            return outcome._replace(disagreement=report(case, found, binary, number))
    shutil.rmtree(folder)
    return outcome


def make_case(rng, generator, lines):
    """A case with about `lines` lines of input, their exact number and how many are mutated."""
    definitions = list(zip(("webhooks.json", "more.json", "most.json"), generator.definitions()))
    webhooks, faults = read_definitions([content for _, content in definitions])
    assert not faults, f"the generated definitions are not valid: {faults}"
    log = rng.random() < 0.3
    options = make_options(rng, generator, webhooks, log)
    files, count, mutated_count = [], 0, 0
    file_count = rng.choice((1, 1, 2, 4))
    for name in rng.sample(NAMES, file_count):
        make_text = generator.log_record if log else generator.event
        texts = [make_text() for _ in range(lines // file_count)]
        if rng.random() < (0.4 if options.format == "curl" else 0.05):
            texts.insert(
                rng.randrange(len(texts) + 1),
                generator.huge_event(rng.choice((70_000, 300_000, 1_200_000))),
            )
        texts, is_mutated = generator.mutate_some(texts, MUTATED_SHARE)
        if log and rng.random() < 0.6:
            # An element is left out if a mutation made it unclear where it ends.
            is_mutated = [flag for text, flag in zip(texts, is_mutated) if is_one_element(text)]
            texts = [text for text in texts if is_one_element(text)]
            content = log_file(rng, texts)
        else:
            content = generator.file_of_lines(texts)
        if rng.random() < 0.1:
            content = b"\xef\xbb\xbf" + content
        if rng.random() < 0.05:
            content = rng.choice(TINY_FILES)
        files.append((name, content))
        count += len(texts)
        mutated_count += sum(is_mutated)
    # One file may come through standard input instead, and one may be missing.
    kind = rng.random()
    if kind < 0.4:
        renamed = files if kind < 0.3 else definitions
        at = rng.randrange(len(renamed))
        renamed[at] = ("-", renamed[at][1])
    if rng.random() < 0.05:
        files.insert(rng.randrange(len(files) + 1), ("missing.ndjson", None))
    if rng.random() < 0.03 and not any(
        content and content.startswith(b"\xef") for _, content in files
    ):
        options = options._replace(max_line_bytes=rng.choice(("0", "0K", "1", "2")))
    return TestCase(definitions, files, options, (), True), count, mutated_count


def make_options(rng, generator, webhooks, log):
    """Random options that change the result, for a run that reads a delivery log or not."""

    def sometimes(part, *values):
        return rng.choice(values) if rng.random() < part else None

    count = rng.random() < 0.2
    company = sometimes(0.15, *generator.companies, generator.companies[0].upper(), "0" * 24)
    return Options(
        log,
        log and rng.random() < 0.4,
        count,
        not count and rng.random() < 0.3,
        company,
        None if count else sometimes(0.15, 0, 1, 10, 100, 1000),
        sometimes(0.12, 0, 1, 9, 10, 99, 100, 1000),
        sometimes(0.2, *MAX_LINE_BYTES),
        *selection(rng, webhooks, company),
        *((None, None) if count else form_of_jobs(rng)),
    )


def form_of_jobs(rng):
    """Random values of `--columns` and `--format`, of which at most one is given."""
    if rng.random() < 0.15:
        names = rng.sample(INNER_COLUMNS, rng.randint(0, len(INNER_COLUMNS)))
        if not names or rng.random() < 0.6:
            names.append(rng.choice(COLUMNS[-2:]))
        return ",".join(names), None
    return None, rng.choice((None, "json", "curl", "curl", "curl")) if rng.random() < 0.25 else None


def selection(rng, webhooks, company):
    """Random values of `--only`, `--except`, `--since`, `--until` and `--shard`."""

    def names(part):
        if rng.random() >= part:
            return ()
        known = [webhook for webhook in webhooks if company in (None, webhook.company)] or webhooks
        chosen = [
            rng.choice((webhook.id, webhook.id.upper(), webhook.code, webhook.code))
            for webhook in rng.choices(known, k=rng.choice((1, 1, 2, 5)))
        ]
        if rng.random() < 0.05:
            chosen.append(mutated(rng, chosen[0].encode(), b"0").decode("ascii", "replace"))
        # Other characters are escaped in messages, and no argument can hold a null.
        return tuple(re.sub("[^a-zA-Z0-9_]", "x", name) or "x" for name in chosen)

    since, until = sorted(rng.choices(range(len(LIMITS)), k=2))
    count = rng.choice((1, 2, 2, 3, 5, 1000))
    return (
        names(0.1),
        names(0.1),
        LIMITS[since] if rng.random() < 0.15 else None,
        LIMITS[until] if rng.random() < 0.15 else None,
        f"{rng.randint(1, count)}/{count}" if rng.random() < 0.12 else None,
    )


def neutral_arguments(rng, kernels):
    """Random arguments that must not change the result: threads, read size and kernel."""
    words = []
    if rng.random() < 0.7:
        words += ["-j", str(rng.choice((1, 2, 2, 3, 4, 8, 16, 256)))]
    if rng.random() < 0.6:
        words += [
            "--read-bytes",
            str(rng.choice((rng.randrange(1, 20), rng.randrange(20, 5000), 65_536, 1 << 20))),
        ]
    if rng.random() < 0.7:
        words += ["--kernel", rng.choice(kernels)]
    return tuple(words)


def with_wrong_definitions(rng, generator, case):
    """The case with faults in its definitions and, because it should end there, short input."""
    definitions = list(case.definitions)
    if rng.random() < 0.7:
        definitions = list(zip(("webhooks.json", "more.json"), generator.wrong_definitions()))
    for _ in range(
        rng.choice((0, 0, 1)) if definitions != case.definitions else rng.choice((1, 1, 2, 4))
    ):
        at = rng.randrange(len(definitions))
        name, content = definitions[at]
        definitions[at] = (name, mutated(rng, content, rng.choice(definitions)[1]))
    files = [
        (name, b"" if case.options.log else content and content[:2000])
        for name, content in case.files
    ]
    if any(name == "-" for name, _ in definitions):
        files = [(name, content) for name, content in files if name != "-"] or [
            ("nothing.ndjson", b"")
        ]
    return case._replace(definitions=definitions, files=files)


def report(case, found, binary, number):
    """Keeps the input of a case in a new folder; returns the command to run, and what differs."""
    folder = tempfile.mkdtemp(prefix=f"second-opinion-round-{number}-")
    standard_input = write_input(case, folder)
    with open(os.path.join(folder, "standard-input"), "wb") as file:
        file.write(standard_input)
    command = shlex.join([binary] + arguments(case))
    return "\n".join([f"cd {folder} && {command} < standard-input", *found])
