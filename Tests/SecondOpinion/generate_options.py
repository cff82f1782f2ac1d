"""Makes the options of a round: those that change its result, and those that must not."""

import re

from explanations import FORMS
from formats import COLUMNS, INNER_COLUMNS
from mutation import mutated
from options import Options
from samples import LIMITS

MAX_LINE_BYTES = "3 60 150 300 1000 1K 2K 65536 64K 100000 1M 2G 1024G".split()


def choose_mode(rng):
    """A mode, in a third of the cases: "count", "diff" or one of the forms of `--explain`."""
    if rng.random() > 0.35:
        return None
    return rng.choice(("count", "count", "diff", "diff", "diff", *FORMS))


def make_options(rng, generator, webhooks, log, mode):
    """Random options that change the result, for a run that reads a delivery log or not."""

    def sometimes(part, *values):
        return rng.choice(values) if rng.random() < part else None

    failed = log and rng.random() < 0.65
    company = sometimes(0.15, *generator.companies, generator.companies[0].upper(), "0" * 24)
    return Options(
        log,
        failed,
        rng.random() < 0.25,
        mode == "count" and rng.choice(("text", "json")),
        not mode and rng.random() < 0.3,
        company,
        None if mode else sometimes(0.3 if failed else 0.15, 0, 1, 10, 100, 1000),
        sometimes(0.12, 0, 1, 9, 10, 99, 100, 1000),
        sometimes(0.2, *MAX_LINE_BYTES),
        *selection(rng, webhooks, company),
        *((None, None) if mode else form_of_jobs(rng)),
        mode if mode in FORMS else None,
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
    if rng.random() < 0.1:
        return ("-j", "3", "--read-bytes", "61")
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
    if rng.random() < 0.5:
        words += ["--keep-bytes", str(rng.choice((1, 500, 5000, 1 << 20)))]
    return tuple(words)
