"""A second opinion on hookline: runs it on random input and compares all that it does with an independent reference.

    python3 Tests/SecondOpinion [--binary PATH] [--lines N] [--seed S] [--jobs P] [--round R]

Each round has its own definitions, options and some thousand lines, of which a fifth are spoiled. Where the two do
not agree, it prints what on, and how to see it again, and ends with status 1.
"""

import argparse
import functools
import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections import Counter

from rounds import play

LINES_PER_ROUND = 1000


def main():
    options = parse_arguments()
    print(f"seed {options.seed}", flush=True)
    rounds = (
        [options.round]
        if options.round is not None
        else range(-(-options.lines // LINES_PER_ROUND))
    )
    start, total = time.monotonic(), Counter()
    reasons, disagreed = Counter(), 0
    task = functools.partial(play_round, options.seed, options.binary, kernels_of(options.binary))
    with multiprocessing.Pool(options.jobs) as pool:
        for outcome in pool.imap_unordered(task, rounds):
            total.update(
                rounds=1,
                lines=outcome.lines,
                mutated=outcome.mutated,
                jobs=outcome.jobs,
                definitions=outcome.definitions,
                faults=outcome.wrong,
            )
            reasons.update(outcome.reasons)
            if outcome.disagreement:
                print(
                    f"\nround {outcome.number}: no agreement; again: python3 Tests/SecondOpinion "
                    f"--seed {options.seed} --round {outcome.number}\n{outcome.disagreement}",
                    flush=True,
                )
                disagreed += 1
                if disagreed == options.most:
                    break
    print(
        f'{total["rounds"]} rounds, {total["lines"]} lines, {total["mutated"]} of them mutated, {total["jobs"]} jobs, '
        f'{total["definitions"]} sets of definitions with {total["faults"]} lines about faults, '
        f"{time.monotonic() - start:.0f} seconds"
    )
    print(
        "rejected: " + ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
    )
    print(f"{disagreed} rounds without agreement" if disagreed else "all agreed")
    return 1 if disagreed else 0


def play_round(seed, binary, kernels, number):
    return play(seed, number, LINES_PER_ROUND, binary, kernels)


def kernels_of(binary):
    """The kernels that this processor has: the program refuses the others."""
    return [
        kernel
        for kernel in ("scalar", "avx2", "avx512")
        if subprocess.run(
            [binary, "--kernel", kernel, "-w", "/dev/null"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
        ).returncode
        != 64
    ]


def parse_arguments():
    parser = argparse.ArgumentParser(prog="python3 Tests/SecondOpinion")
    parser.add_argument("--binary", default=".build/release/hookline")
    parser.add_argument("--lines", type=int, default=40_000)
    parser.add_argument("--seed", default=str(random.SystemRandom().getrandbits(48)))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--round", type=int, help="this round of the seed only")
    parser.add_argument(
        "--most", type=int, default=1, help="go on until so many rounds did not agree"
    )
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    return options


if __name__ == "__main__":
    sys.exit(main())
