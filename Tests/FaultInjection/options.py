"""Chooses the options of a round."""

OPTIONS_WITH_VALUES = {
    "--max-line-bytes",
    "--max-rejects",
    "--max-jobs",
    "--rejects",
    "--rejects-raw",
    "--stats",
    "--from",
    "--diff",
    "--minus",
    "--columns",
    "--since",
    "--shard",
}
# The modes, with their share of all rounds.
MODES = {
    ("--count",): 0.1,
    ("--count=json",): 0.06,
    ("--explain=json",): 0.12,
    ("--diff", "old.json"): 0.1,
    ("--check=json",): 0.1,
    ("--report",): 0.06,
}


def random_options(rng, is_log):
    """Random options for a run that reads a delivery log or not."""
    options = []
    if is_log:
        options += ["--from", "log"] + (["--failed"] if rng.random() < 0.3 else [])
    mode = rng.choices([(), *MODES], [1 - sum(MODES.values()), *MODES.values()])[0]
    options += mode
    for name, value, share in [
        ("--rejects", "rejects", 0.6),
        ("--rejects-raw", "raw", 0.5),
        ("--stats", "stats", 0.2),
        ("--minus", "old.json", 0.1),
        ("--unique", None, 0.15),
        ("--since", "2022-05-02", 0.1),
        ("--shard", "1/2", 0.1),
        ("--columns", "createdAt,id,job", 0.15),
        ("-e", None, 0.1),
        ("--max-line-bytes", rng.choice(["2000", "60000"]), 0.2),
        ("--max-rejects", str(rng.randint(0, 80)), 0.08),
        ("--max-jobs", str(rng.randint(0, 300)), 0.12),
    ]:
        if rng.random() < share and not (name in ("--columns", "-e", "--max-jobs") and mode):
            options += [name] if value is None else [name, value]
    return options
