"""Compares two sets of definitions for `--diff`, and leaves out the jobs of `--minus`."""

from collections import Counter

from matching import TRIGGERS, judge
from report import amount

WIDEST_CODE = 40
CONTEXT = ("survey", "group", "taskGroup")


class FormerDefinitions:
    """The definitions to compare with: those of `--diff` that are selected, and the sets of
    `--minus`.

    `before` and `now` are all definitions of `--diff` and of the run, for what has changed in a
    webhook that belongs to another company now. Without `--diff`, `before` is None.
    """

    def __init__(self, selected, minus, before, now):
        self.diff, self.now = by_id(selected), by_id(now)
        self.minus = [by_id(webhooks) for webhooks in minus]
        self.before = None if before is None else by_id(before)

    def united(self, webhooks):
        """The webhooks of both sets; those that only the former one has get no jobs now."""
        now = {webhook.id for webhook in webhooks}
        only_before = [webhook for webhook in self.diff.values() if webhook.id not in now]
        return webhooks + [webhook._replace(active=False) for webhook in only_before]

    def was_due(self, webhook, event):
        """Whether the definitions of `--diff` give the job of this webhook, and no `--minus`."""
        is_given = gives(self.diff, webhook, event)
        return is_given and not self.is_subtracted(webhook, event)

    def is_subtracted(self, webhook, event):
        """Whether definitions of `--minus` give the job of this webhook."""
        return any(gives(webhooks, webhook, event) for webhooks in self.minus)


def by_id(webhooks):
    return {webhook.id: webhook for webhook in webhooks}


def gives(webhooks, webhook, event):
    """Whether webhooks, by their ids, have this one with a definition to which an event is due."""
    return webhook.id in webhooks and judge(webhooks[webhook.id], event) == "due"


class Changes:
    """What `--diff` counts: the jobs of each webhook in the former and the new definitions."""

    def __init__(self, webhooks, former):
        self.webhooks, self.former = webhooks, former
        # By the ids of webhooks.
        self.kept, self.gained, self.lost = Counter(), Counter(), Counter()

    def count(self, webhook, was_due, is_due):
        """Counts a job that one of the two sets of definitions gives, or both."""
        counts = self.kept if was_due and is_due else self.gained if is_due else self.lost
        counts[webhook.id] += 1

    def written(self, event_count):
        """What the run prints."""
        rows = [row for row in map(self.row, self.webhooks) if row]
        lines = []
        if rows:
            names = ("old", "new", "gained", "lost", "webhook")
            widths = [max(map(len, column)) for column in zip(names, *rows)]
            # The code is to the left of its column, the numbers are to the right.
            widths[4] = min(WIDEST_CODE, max(len(row[4]) for row in rows))
            lines.append("  ".join(f"{name:>{width}}" for name, width in zip(names[:4], widths)))
            lines[0] += "  webhook"
            for *numbers, code, company, changed in rows:
                cells = [f"{number:>{width}}" for number, width in zip(numbers, widths)]
                cells += [f"{code:{widths[4]}}", company, changed]
                lines.append("  ".join(cells).rstrip())
        lines.append(
            f'{amount(self.gained.total(), "job")} gained, {self.lost.total()} lost, '
            f'{self.kept.total()} unchanged; {amount(event_count, "event")}'
        )
        return "".join(line + "\n" for line in lines).encode()

    def row(self, webhook):
        """The cells about a webhook, or None if nothing has changed."""
        kept, gained, lost = (counts[webhook.id] for counts in (self.kept, self.gained, self.lost))
        changed = self.what_changed(webhook)
        if not (gained or lost or changed):
            return None
        return (
            str(kept + lost),
            str(kept + gained),
            f"+{gained}" if gained else "",
            f"-{lost}" if lost else "",
            webhook.code,
            webhook.company,
            changed,
        )

    def what_changed(self, webhook):
        """How the definition of a webhook has changed."""
        before, now = (each.get(webhook.id) for each in (self.former.before, self.former.now))
        if now and now.company != webhook.company:
            # `--company` selects only what it was: no more is shown of what another company has.
            return "company changed"
        if before and now:
            return ", ".join(changes(before, now))
        return "added" if now else "removed"


def effective(webhook, name):
    """The id that the webhook asks for in this member of its context, if its trigger uses it."""
    return webhook.context.get(name) if name in TRIGGERS[webhook.trigger][2] else None


def changes(before, now):
    """The changes between two definitions of a webhook."""
    if before.active != now.active:
        yield "activated" if now.active else "deactivated"
    for name in ("company", "trigger"):
        if getattr(before, name) != getattr(now, name):
            yield f"{name} changed"
    for name in CONTEXT:
        ids = effective(before, name), effective(now, name)
        if ids[0] != ids[1]:
            if ids[0] and ids[1]:
                yield f"{name} restriction changed"
            else:
                yield f'{name} restriction {"added" if ids[1] else "removed"}'
    if before.code != now.code:
        yield f"code changed from {before.code}"
    if before.url != now.url:
        yield "url changed"
