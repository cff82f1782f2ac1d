"""Generates the test cases of one round from its seed, runs them and reports the first difference.

A round has definitions, about a thousand lines and a command line.
"""

import os
import random
import shlex
import shutil
import tempfile
from collections import namedtuple

from arrays import is_one_element, log_file
from check_round import check_case, check_differences
from comparison import TestCase, actual, arguments, differences, expected, write_input
from definitions import read_definitions
from generate_former import FormerGenerator
from generate_options import choose_mode, make_options, neutral_arguments
from generate_seen import seen_files
from mutation import mutated
from samples import TINY_FILES
from shrink import shrunk

# What a round did: the numbers of lines, of mutated lines, of jobs, of rejected lines and of jobs
# left out by reason, of pairs of an event and a webhook that were explained or compared, of
# definition sets and of messages about faults. `disagreement` is a report, or None.
Outcome = namedtuple(
    "Outcome",
    "number lines mutated jobs reasons left_out pairs definition_sets fault_lines disagreement",
)

NAMES = ("events.ndjson", "b c.ndjson", "größe.ndjson", 'q"\\.ndjson')
# About a fifth of all lines is mutated in the end: mutated elements of a log array are left out if
# it is unclear where they end.
MUTATED_SHARE = 0.22
# The share of rounds with `--seen`.
SEEN_SHARE = 0.25
# The share of rounds with `--minus`.
MINUS_SHARE = 0.15
# How many sets of wrong definitions each round tries, besides the valid set used with the lines.
WRONG_DEFINITION_SETS = 8


def run_round(seed, number, lines, binary, kernels, scratch):
    """Runs one round with about `lines` lines in a folder under `scratch`; returns its Outcome."""
    rng = random.Random(f"{seed}/{number}")
    folder = tempfile.mkdtemp(dir=scratch)
    generator = FormerGenerator(rng)
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
        due.left_out,
        due.pair_count,
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
    for case, without_events in ((cases[0][0], False), (rng.choice(cases)[0], True)):
        case = check_case(case, rng, without_events)
        # In a folder of its own: files that are missing here may have been written for other cases.
        found = check_differences(case, binary, tempfile.mkdtemp(dir=folder))
        if found:
            shutil.rmtree(folder)
            return outcome._replace(disagreement=report(case, found, binary, number))
    shutil.rmtree(folder)
    return outcome


def make_case(rng, generator, lines):
    """A case with about `lines` lines of input, their exact number and how many are mutated."""
    definitions = list(zip(("webhooks.json", "more.json", "most.json"), generator.definitions()))
    webhooks, faults = read_definitions([content for _, content in definitions])
    assert not faults, f"the generated definitions are not valid: {faults}"
    log = rng.random() < 0.45
    mode = choose_mode(rng)
    diff, minus = former_files(rng, generator, mode == "diff")
    former, faults = read_definitions([content for _, content in diff if content])
    known = webhooks if faults else webhooks + former
    options = make_options(rng, generator, known, log, mode)
    files, all_texts, count, mutated_count = [], [], 0, 0
    file_count = rng.choice((1, 1, 2, 4))
    for name in rng.sample(NAMES, file_count):
        make_text = generator.log_record if log else generator.event_or_again
        texts = [make_text() for _ in range(lines // file_count)]
        if rng.random() < (0.4 if options.format == "curl" else 0.05):
            texts.insert(
                rng.randrange(len(texts) + 1),
                generator.huge_event(rng.choice((70_000, 300_000, 1_200_000))),
            )
        all_texts += texts
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
    seen = []
    if rng.random() < SEEN_SHARE:
        seen = seen_files(generator, all_texts, known, definitions, files, log)
    case = TestCase(definitions, diff, minus, files, seen, options, (), True)
    return case, count, mutated_count


def former_files(rng, generator, has_diff):
    """The files of `--diff` and `--minus`, as (name, bytes); seldom one is missing."""
    names = ["old.json"] * has_diff
    if rng.random() < MINUS_SHARE:
        names += ["former.json", "older one.json"][: rng.choice((1, 1, 2))]
    files = [(name, None if rng.random() < 0.01 else generator.former_file()) for name in names]
    return files[:has_diff], files[has_diff:]


def with_wrong_definitions(rng, generator, case):
    """The case with faults in its definitions and, because it should end there, short input."""
    former = case.diff + case.minus
    if former and rng.random() < 0.3:
        return with_wrong_former(rng, generator, case, former)
    definitions = list(case.definitions)
    if rng.random() < 0.7:
        definitions = list(zip(("webhooks.json", "more.json"), generator.wrong_definitions()))
    for _ in range(
        rng.choice((0, 0, 1)) if definitions != case.definitions else rng.choice((1, 1, 2, 4))
    ):
        at = rng.randrange(len(definitions))
        name, content = definitions[at]
        definitions[at] = (name, mutated(rng, content, rng.choice(definitions)[1]))
    files = short_files(case)
    if any(name == "-" for name, _ in definitions):
        files = [(name, content) for name, content in files if name != "-"] or [
            ("nothing.ndjson", b"")
        ]
    return case._replace(definitions=definitions, files=files)


def with_wrong_former(rng, generator, case, former):
    """The case with faults in a file of `--diff` or `--minus`, and short input."""
    at = rng.randrange(len(former))
    name, content = former[at]
    content = rng.choice(
        (rng.choice(generator.wrong_definitions()), mutated(rng, content or b"[]", b"[]"))
    )
    former = former[:at] + [(name, content)] + former[at + 1 :]
    count = len(case.diff)
    return case._replace(diff=former[:count], minus=former[count:], files=short_files(case))


def short_files(case):
    return [
        (name, b"" if case.options.log else content and content[:2000])
        for name, content in case.files
    ]


def report(case, found, binary, number):
    """Keeps the input of a case in a new folder; returns the command to run, and what differs."""
    folder = tempfile.mkdtemp(prefix=f"second-opinion-round-{number}-")
    standard_input = write_input(case, folder)
    with open(os.path.join(folder, "standard-input"), "wb") as file:
        file.write(standard_input)
    command = shlex.join([binary] + arguments(case))
    return "\n".join([f"cd {folder} && {command} < standard-input", *found])
