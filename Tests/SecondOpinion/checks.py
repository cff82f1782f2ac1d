"""Predicts what `--check=json` prints: the warnings about definitions, and about what events show.

Each warning is (code, id of the webhook or None, message or None if it is not predicted).
"""

import re
from collections import Counter
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

from matching import TRIGGERS, Withheld, covers, restrictions
from reference import Run
from report import ACTIONS, TYPES, amount

PARTS = re.compile(r"(https?)://(\[.*?\]|[^/?:]*)(?::(\d*))?([^#]*)", re.IGNORECASE)
DEFAULT_PORTS = {"http": 80, "https": 443}
ESCAPE = re.compile("%[0-9a-f]{2}", re.IGNORECASE)
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")

# What is not reached through the Internet: the registries of special-purpose addresses that IANA
# keeps, without the rows that are globally reachable, and what is multicast or not assigned.
PRIVATE = [
    ip_network(text)
    for text in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 "
        "168.63.129.16/32 2001::/23 2001:db8::/32 3fff::/20"
    ).split()
]
PUBLIC = [
    ip_network(text)
    for text in (
        "192.0.0.9/32 192.0.0.10/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:3::/32 "
        "2001:4:112::/48 2001:20::/28 2001:30::/28"
    ).split()
]
ASSIGNED = IPv6Network("2000::/3")
EMBEDDING = [IPv6Network(text) for text in ("::/96", "::ffff:0:0:0/96", "64:ff9b::/96")]
LOCAL_NAMES = re.compile(
    r"(.*\.)?(localhost|local|localdomain|localdomain4|localdomain6|internal|intranet|private|corp"
    r"|home|lan|svc|test|example|invalid|home\.arpa)|[^.]*|metadata\.goog|metadata\.tencentyun\.com"
)
NOUNS = {
    "COTUser": "user",
    "COTTask": "task",
    "COTSurvey": "survey",
    "COTProperty": "element",
    "COTNote": "note",
    "Auth": "logout",
}


def is_private(host):
    """Whether a host is not on the public Internet."""
    if host.startswith("["):
        return is_private_ipv6(IPv6Address(host[1:-1]))
    name = host.lower().removesuffix(".")
    if name.replace(".", "").isdigit() and name.count(".") == 3:
        return is_special(IPv4Address(name))
    return LOCAL_NAMES.fullmatch(name) is not None


def is_private_ipv6(address):
    for embedded in (address.ipv4_mapped, address.sixtofour):
        if embedded is not None:
            return is_special(embedded)
    if address.teredo is not None:
        return any(map(is_special, address.teredo))
    if address in (IPv6Address("::"), IPv6Address("::1")):
        return True
    if any(address in network for network in EMBEDDING):
        return is_special(IPv4Address(int(address) & 0xFFFFFFFF))
    return address not in ASSIGNED or is_special(address)


def is_special(address):
    """Whether an address is in a network that is not globally reachable."""
    return any(address in network for network in PRIVATE) and not any(
        address in network for network in PUBLIC
    )


def normal_form(url):
    """The URL as it is compared with others."""
    scheme, host, port, rest = PARTS.fullmatch(url).groups()
    scheme = scheme.lower()
    number = int(port) if port else DEFAULT_PORTS[scheme]
    rest = ESCAPE.sub(plain, rest)
    return scheme, host.lower(), number, rest if rest.startswith("/") else "/" + rest


def plain(escape):
    """An escape, decoded if the character needs none."""
    character = chr(int(escape[0][1:], 16))
    return character if UNRESERVED.fullmatch(character) else escape[0].upper()


def definition_warnings(webhooks):
    """The warnings about a set of definitions, each webhook against all before it."""
    for number, webhook in enumerate(webhooks):
        earlier = webhooks[:number]
        if webhook.active:
            for code in active_warnings(webhook, [other for other in earlier if other.active]):
                yield code, webhook.id, None
        if any(other.code == webhook.code for other in earlier):
            yield "code-in-two-companies", webhook.id, None


def active_warnings(webhook, earlier):
    scheme, host, *_ = normal_form(webhook.url)
    if scheme == "http":
        yield "plain-http"
    if is_private(PARTS.fullmatch(webhook.url)[2]):
        yield "private-address"
    rivals = [
        other
        for other in earlier
        if (other.company, other.trigger) == (webhook.company, webhook.trigger)
    ]
    same = [other for other in rivals if restrictions(other) == restrictions(webhook)]
    if same and normal_form(same[0].url) != normal_form(webhook.url):
        yield "same-events"
    if any(
        normal_form(other.url) == normal_form(webhook.url)
        for other in rivals
        if overlap(restrictions(other), restrictions(webhook))
    ):
        yield "same-target"
    used = TRIGGERS[webhook.trigger][2]
    for name in ("survey", "group", "taskGroup"):
        if name in webhook.context and name not in used:
            yield "unused-context"
    if len(restrictions(webhook)) < len(used):
        yield "unrestricted"


def overlap(first, second):
    """Whether an event can have all values that both ask for."""
    return all(first.get(name, value) == value for name, value in second.items())


class Usage(Run):
    """A run that notes how its events concern the webhooks."""

    shows_inactivity = True

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.seen_values, self.event_count = set(), 0
        # By id: numbers of events that are to be sent, are excluded by a value, or lack one.
        self.due, self.other, self.lacking = Counter(), Counter(), Counter()
        self.unasked = Counter()

    def count_event(self, event, verdicts, is_due, place):
        super().count_event(event, verdicts, is_due, place)
        self.event_count += 1
        for webhook in self.webhooks:
            if webhook.company == event.company and covers(webhook, event):
                names = TRIGGERS[webhook.trigger][2].values()
                self.seen_values |= {
                    (event.company, name, event.answers[name])
                    for name in names
                    if name in event.answers
                }
        for webhook, verdict in verdicts:
            counter = {"due": self.due, "other context": self.other}.get(verdict)
            if isinstance(verdict, Withheld):
                counter = self.lacking
            if counter is not None:
                counter[webhook.id] += 1
        is_known = any(webhook.company == event.company for webhook in self.webhooks)
        settled = any(verdict == "due" or isinstance(verdict, Withheld) for _, verdict in verdicts)
        if is_known and not settled and not self.options.log:
            self.unasked[event.company, shown(event.type, TYPES), shown(event.action, ACTIONS)] += 1

    def warnings(self):
        """What the events show."""
        if not self.event_count:
            message = "no event is selected: it is unknown which webhooks would get any"
            yield "no-events", None, message
            return
        for webhook in self.webhooks:
            if webhook.active:
                yield from self.warnings_about(webhook)
        for (names, malformed), count, ids in self.sorted_withheld():
            yield "cannot-tell", None, cannot_tell(names, malformed, count, len(ids))
        if self.left_out:
            return
        for company in dict.fromkeys(webhook.company for webhook in self.webhooks):
            for kind in TYPES:
                counts = {
                    action: self.unasked[company, kind, action]
                    for action in ACTIONS
                    if self.unasked[company, kind, action]
                }
                if counts:
                    yield "nobody-asks", None, (
                        f'no webhook gets {amount(sum(counts.values()), kind + " event")} of '
                        f"company {company}: "
                        + ", ".join(f"{count} {action}" for action, count in counts.items())
                    )

    def warnings_about(self, webhook):
        name = f"{webhook.code} of company {webhook.company}"
        noun = NOUNS[TRIGGERS[webhook.trigger][0]]
        due, other, lacking = (
            counter[webhook.id] for counter in (self.due, self.other, self.lacking)
        )
        used = TRIGGERS[webhook.trigger][2]
        asked = {
            label: webhook.context[label]
            for label in ("survey", "group", "taskGroup")
            if label in used and label in webhook.context
        }
        labels = " or ".join(asked)
        if not due:
            message = f"{name} got no job from {amount(self.event_count, 'event')}"
            if not other + lacking:
                message += (
                    "; none of the records is for it"
                    if self.options.log
                    else "; none has the company, type and action that it asks for"
                )
            if other:
                message += f"; {other} {'has' if other == 1 else 'have'} another {labels}"
            if lacking:
                message += f"; {lacking} {'lacks' if lacking == 1 else 'lack'} a {labels}"
            yield "never-fired", webhook.id, message
        for label, value in asked.items():
            count = due + other + lacking
            if count and (webhook.company, used[label], value) not in self.seen_values:
                yield "value-never-seen", webhook.id, (
                    f"{name} asks for {label} {value}, which does not occur in "
                    + amount(count, noun + " event")
                )

    def sorted_withheld(self):
        """The kinds of events that lack something, in the order in which they are reported."""
        bits = {"taskGroup": 1, "surveyId": 2, "group": 4}

        def order(item):
            verdict, _ = item
            return tuple(sum(bits[name] for name in names) for names in verdict)

        for verdict, (places, ids) in sorted(self.verdicts.withheld.items(), key=order):
            yield (verdict.names, verdict.malformed), len(places), ids


def cannot_tell(names, malformed, count, webhook_count):
    kind = "task" if "taskGroup" in names else "survey"
    absent = [f"data.{name}" for name in names if name not in malformed]
    parts = ["no " + " and no ".join(absent)] if absent else []
    parts += [f"a data.{name} that is not an ObjectId" for name in malformed]
    return (
        f"{amount(count, kind + ' event')} {'has' if count == 1 else 'have'} "
        f"{' and '.join(parts)}; {amount(webhook_count, 'webhook')} "
        f"{'asks' if webhook_count == 1 else 'ask'} for {'one' if len(names) == 1 else 'them'}"
    )


def shown(name, names):
    return name if name in names else "(other)"
