"""Moments of a run, drawn at random, at which something is done to it."""


def at_some_moment(round, action, is_timed=True):
    """Has `action` done at the call that is drawn, or after a time."""
    draw = round.draw
    round.setting.action = action
    if is_timed and draw.random() < 0.15:
        round.setting.moment = draw.uniform(0, 0.03)
        round.promise.injected_otherwise = lambda outcome: outcome.status < 0
        round.background.append("read * 0 delay 200")
    else:
        call = draw.choice(["any", "any", "read", "write", "poll"])
        round.rule(f"{call} * 0 stop {int(10 ** draw.uniform(0, 2.5))}")
