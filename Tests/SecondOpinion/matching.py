"""Decides whether an event is due to a webhook, clause by clause, and writes its job."""

from collections import namedtuple
from functools import lru_cache

from xxh128 import xxh128

# Ids are in lower case. `context` has only the members that restrict, by their names in `context`.
Webhook = namedtuple("Webhook", "id company active trigger url code context")

# The verdict on an event that does not have all the ids that a webhook asks for: the names of those
# members of `data`; `malformed` has those that are present, but are not ids.
Withheld = namedtuple("Withheld", "names malformed")

# For each trigger: the type, the actions, and for each member of a context the member of `data`
# that it is compared with.
CHANGES = ("create", "edit", "delete")
TRIGGERS = {
    "create-edit-delete-user": ("COTUser", CHANGES, {}),
    "create-edit-delete-task": ("COTTask", CHANGES, {"taskGroup": "taskGroup"}),
    "create-edit-delete-survey": ("COTSurvey", CHANGES, {"survey": "surveyId", "group": "group"}),
    "create-edit-delete-property": ("COTProperty", CHANGES, {}),
    "create-edit-delete-note": ("COTNote", CHANGES, {}),
    "logout-user": ("Auth", ("logout",), {}),
}


def is_recognized(event):
    """Whether a trigger is about events of this type and action."""
    return any(
        event.type == kind and event.action in actions for kind, actions, _ in TRIGGERS.values()
    )


def covers(webhook, event):
    kind, actions, _ = TRIGGERS[webhook.trigger]
    return event.type == kind and event.action in actions


def restrictions(webhook):
    """The ids that the webhook asks for, by the names of the members of `data`."""
    _, _, used = TRIGGERS[webhook.trigger]
    return {
        member: webhook.context[name] for name, member in used.items() if name in webhook.context
    }


def breaks(webhook, event):
    """Whether the event has a different id from one that the webhook asks for."""
    return any(
        event.answers.get(name, asked) != asked for name, asked in restrictions(webhook).items()
    )


def unanswered(webhook, event):
    """The names of the members that the webhook asks for and for which the event has no id."""
    return tuple(name for name in restrictions(webhook) if name not in event.answers)


def judge(webhook, event):
    """Returns 'due', the first reason why not, or a Withheld if the only reason is a missing id."""
    if not webhook.active:
        return "inactive"
    if webhook.company != event.company:
        return "other company"
    if not covers(webhook, event):
        return "other trigger"
    if breaks(webhook, event):
        return "other context"
    names = unanswered(webhook, event)
    if names:
        return Withheld(names, tuple(name for name in names if name in event.malformed))
    return "due"


@lru_cache(20_000)
def digest(event):
    """The second part of the ids of jobs; an event can come often."""
    return xxh128(event)


def job_id(webhook, event):
    """The id of the job for an event, given as its bytes."""
    return f"{webhook.id}-{digest(event)}"


def job(webhook, event):
    """The job for an event, given as its bytes."""
    return (
        (
            f'{{"id":"{job_id(webhook, event)}","subscription":"{webhook.id}",'
            f'"company":"{webhook.company}","code":"{webhook.code}","trigger":"{webhook.trigger}",'
            f'"url":"{webhook.url}","event":'
        ).encode()
        + event
        + b"}\n"
    )
