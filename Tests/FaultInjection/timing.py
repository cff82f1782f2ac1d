"""Lets a fault act on a run at some moment."""


def at_random_moment(round, action, is_timed=True):
    """Runs `action` when the program makes a random call, or sometimes after a random time."""
    rng = round.rng
    round.settings.action = action
    if is_timed and rng.random() < 0.15:
        round.settings.delay = rng.uniform(0, 0.03)
        round.expectation.other_injections = lambda outcome: outcome.status < 0
        round.background.append("read * 0 delay 200")
    else:
        call = rng.choice(["any", "any", "read", "write", "poll"])
        round.add_rule(f"{call} * 0 stop {int(10 ** rng.uniform(0, 2.5))}")


def at_first_write(round, action):
    """Runs `action` when the program first writes to standard output."""
    round.settings.action = action
    round.add_rule("write out 0 stop 1")
