"""Writes what `--explain` prints: why each event gives a job to a webhook, or does not."""

import json
from collections import namedtuple

from matching import TRIGGERS, restrictions
from report import ACTIONS, TYPES, amount, quoted

# The forms of `--explain`, without and with webhooks about other types.
FORMS = ("text", "all", "json", "json,all")
WIDEST_CODE = 24
# Why a job that is due is not made.
LEFT_OUT = {
    "minus": "is left out: also given by the definitions in --minus",
    "seen": "is left out: already done, according to --seen",
    "repeated": "is left out: already made in this run",
}
# Why a log record has no webhook to explain: its condition in JSON, and in the text.
NO_WEBHOOK = {
    "subscription": "no webhook of this company has this id",
    "company": "this webhook belongs to another company",
}

# A condition that an event does not meet. `asks` and `has` are ids if it is a restriction, and
# `changed` says whether the event's diff changes what was compared.
Condition = namedtuple("Condition", "name text asks has changed", defaults=(None, None, False))


class Explanations:
    """The explanations of a run in one of the forms, as `lines`."""

    def __init__(self, form, webhooks):
        self.is_json, self.is_all = form.startswith("json"), form.endswith("all")
        self.webhooks, self.lines = webhooks, []
        longest = max((len(webhook.code) for webhook in webhooks), default=0)
        self.code_width = min(WIDEST_CODE, longest)

    def add(self, place, event, reasons, subscription=None):
        """Explains an event.

        `reasons` has, by the ids of the webhooks to which it is due, why its job is left out, or
        None. A log record is only about the webhook `subscription`.
        """
        if self.is_json:
            self.add_json(place, event, reasons, subscription)
        else:
            self.add_text(place, event, reasons, subscription)

    def add_text(self, place, event, reasons, subscription):
        head = f"{place}: {known(event.type, TYPES)} {known(event.action, ACTIONS)}"
        head += f" of company {event.company}"
        if subscription:
            head += f", for the webhook {subscription}"
        self.lines.append(head)
        about = self.about(event, subscription)
        for webhook in about:
            conditions = unmet(webhook, event)
            if conditions:
                said = "; ".join(condition.text for condition in conditions)
            else:
                said = LEFT_OUT.get(reasons[webhook.id], webhook.url)
            mark = self.mark(webhook, conditions, reasons)
            self.lines.append(f"  {mark} {webhook.code:{self.code_width}} {said}")
        made = sum(reason is None for reason in reasons.values())
        foot = f'    {amount(made, "job") if made else "no job"}'
        if subscription:
            why = self.why_no_webhook(event, subscription)
            foot += f"; {NO_WEBHOOK[why]}" if why else ""
        else:
            foot += self.others(event, about)
        self.lines.append(foot)

    def add_json(self, place, event, reasons, subscription):
        start = (
            f'{{"file":{quoted(place.name)},"line":{place.line},"company":"{event.company}",'
            f'"type":"{known(event.type, TYPES)}","event":"{known(event.action, ACTIONS)}",'
        )
        for webhook in self.about(event, subscription):
            conditions = unmet(webhook, event)
            reason = reasons.get(webhook.id)
            is_made = not conditions and not reason
            line = f'"subscription":"{webhook.id}","code":"{webhook.code}",'
            line += (
                f'"job":{compact(is_made)},"failed":{compact([each.name for each in conditions])}'
            )
            asked = [condition for condition in conditions if condition.asks]
            for name in ("asks", "has") if asked else ():
                values = [getattr(condition, name) for condition in asked]
                line += f',"{name}":{compact(values if len(values) > 1 else values[0])}'
            changed = [condition.name for condition in asked if condition.changed]
            line += f',"changed":{compact(changed)}' if changed else ""
            line += f',"leftOut":"{reason}"' if not conditions and reason else ""
            self.lines.append(start + line + "}")
        why = subscription and self.why_no_webhook(event, subscription)
        if why:
            line = f'"subscription":"{subscription}","code":null,"job":false,"failed":["{why}"]}}'
            self.lines.append(start + line)

    def about(self, event, subscription):
        """The webhooks to explain: those of the company and type, all of the company, or one."""
        own = [webhook for webhook in self.webhooks if webhook.company == event.company]
        if subscription:
            return [webhook for webhook in own if webhook.id == subscription]
        return [webhook for webhook in own if self.is_all or is_about(webhook, event)]

    def why_no_webhook(self, event, subscription):
        """Why the webhook of a log record cannot be explained, or None."""
        for webhook in self.webhooks:
            if webhook.id == subscription:
                return None if webhook.company == event.company else "company"
        return "subscription"

    def others(self, event, about):
        """The end of an explanation: what it says about the webhooks that it does not list."""
        own = [webhook for webhook in self.webhooks if webhook.company == event.company]
        if not own:
            return "; none of the webhooks in this run belongs to this company"
        count = len(own) - len(about)
        if count == 0:
            return ""
        types = "is about another type" if count == 1 else "are about other types"
        return f'; {amount(count, "webhook")} of this company {types}'

    @staticmethod
    def mark(webhook, conditions, reasons):
        """`+` for a job, `?` if the event only does not say whether there is one, else `-`."""
        if not conditions:
            return "-" if reasons[webhook.id] else "+"
        is_unknown = all(condition.asks and not condition.has for condition in conditions)
        return "?" if is_unknown else "-"

    def written(self):
        """What the run prints."""
        return "".join(line + "\n" for line in self.lines).encode()


def is_about(webhook, event):
    return TRIGGERS[webhook.trigger][0] == event.type


def unmet(webhook, event):
    """The conditions for a job that an event of the webhook's company does not meet."""
    kind, actions, members = TRIGGERS[webhook.trigger]
    conditions = [] if webhook.active else [Condition("isActive", "is inactive")]
    if not is_about(webhook, event):
        conditions.append(Condition("type", f"is about {kind}"))
    elif event.action not in actions:
        *first, last = actions
        asked = f'{", ".join(first)} and {last}' if first else last
        text = f"asks for {asked}, not for {known(event.action, ACTIONS)}"
        conditions.append(Condition("event", text))
    for name, member in members.items():
        asked, has = restrictions(webhook).get(member), event.answers.get(member)
        if asked and asked != has:
            conditions.append(restriction(event, name, member, asked, has))
    return conditions


def restriction(event, name, member, asked, has):
    """The condition that the event's `data` has this id in this member."""
    present = f"the event has {has or 'no data.' + member}"
    if not has and member in event.malformed:
        present = "the event's value is not an ObjectId"
    text = f"asks for {name} {asked} but {present}"
    is_changed = member in event.changed
    if is_changed:
        text += " (changed by this edit)"
    return Condition(f"context.{name}", text, asked, has, is_changed)


def known(name, names):
    """A type or action of the platform; any other is what an event says, which is not shown."""
    return name if name in names else "(other)"


def compact(value):
    return json.dumps(value, separators=(",", ":"))
