"""Which webhooks an event is due, and the jobs that come of it: the contract's sentences, clause by clause."""

from collections import namedtuple

from xxh128 import xxh128

# Ids are in lower case. `context` has only what restricts: by the name of the member of `data`, an id.
Webhook = namedtuple("Webhook", "id company active trigger url code context")

# The names of the members of `data` that a webhook asks for and that have no id; `malformed` are those that are there.
Withheld = namedtuple("Withheld", "names malformed")

# type, actions, and which member of `data` each member of a context is compared with
CHANGES = ("create", "edit", "delete")
TRIGGERS = {
    "create-edit-delete-user": ("COTUser", CHANGES, {}),
    "create-edit-delete-task": ("COTTask", CHANGES, {"taskGroup": "taskGroup"}),
    "create-edit-delete-survey": ("COTSurvey", CHANGES, {"survey": "surveyId", "group": "group"}),
    "create-edit-delete-property": ("COTProperty", CHANGES, {}),
    "create-edit-delete-note": ("COTNote", CHANGES, {}),
    "logout-user": ("Auth", ("logout",), {}),
}


def covers(webhook, event):
    kind, actions, _ = TRIGGERS[webhook.trigger]
    return event.type == kind and event.action in actions


def restrictions(webhook):
    """The members of `data` that the webhook asks for, and the id that each must have."""
    _, _, used = TRIGGERS[webhook.trigger]
    return {
        member: webhook.context[name] for name, member in used.items() if name in webhook.context
    }


def breaks(webhook, event):
    """Whether the event has another id than the webhook asks for."""
    return any(
        event.answers.get(name, asked) != asked for name, asked in restrictions(webhook).items()
    )


def unanswered(webhook, event):
    """The members that the webhook asks for and for which the event has no id, by name."""
    return tuple(name for name in restrictions(webhook) if name not in event.answers)


def judge(webhook, event):
    """'due', why not, or a Withheld if it is for what the event does not answer alone."""
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


def job(webhook, event):
    """The line of output for an event, its bytes, that is due a webhook."""
    return (
        (
            f'{{"id":"{webhook.id}-{xxh128(event)}","subscription":"{webhook.id}","company":"{webhook.company}",'
            f'"code":"{webhook.code}","trigger":"{webhook.trigger}","url":"{webhook.url}","event":'
        ).encode()
        + event
        + b"}\n"
    )
