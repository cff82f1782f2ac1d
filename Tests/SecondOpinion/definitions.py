"""The webhooks that files of definitions hold, or all that is wrong with them, each with its place."""

import re
from collections import namedtuple
from string import ascii_lowercase, ascii_uppercase

from events import object_id
from grammar import ARRAY, LEVELS, OBJECT, Fault, parse_value, skip, string, unexpected
from matching import TRIGGERS, Webhook
from records import Content
from urls import is_url

# `earlier` is the place of what a duplicate is one of. A place is (file, offset).
Wrong = namedtuple("Wrong", "place earlier", defaults=(None,))

MEMBERS = ("_id", "company", "isActive", "trigger", "url", "code", "context")
CONTEXT = ("survey", "group", "taskGroup")
CODE = re.compile(r"[a-z0-9_]+")
# Members of a context that restrict nothing, whatever their value.
NO_RESTRICTION = ("_id", "__v")
# Members whose names are checked for other spellings.
EASILY_MISSPELT = ("isActive", "trigger", "url", "code", "company", "context")
FOLDING = str.maketrans(ascii_uppercase, ascii_lowercase, "_-")


class Reader:
    """Reads files one after the other into one set."""

    def __init__(self):
        self.webhooks, self.wrong = [], []
        self.ids, self.codes = {}, {}

    def read(self, file, content):
        """Reads a sequence of JSON texts with white space between them; one that is not well-formed is the last."""
        end = start = Content(content).start
        at = skip(content, end)
        try:
            while at < len(content):
                # What cannot be a webhook is wrong at this place anyway.
                if start < at == end and content[at : at + 1] in (b"{", b"["):
                    self.wrong.append(Wrong((file, at)))
                if content[at : at + 1] == b"[":
                    end = self.read_array(file, content, at)
                else:
                    value = parse_value(content, at, LEVELS)
                    self.read_webhook(file, content, value)
                    end = value.end
                at = skip(content, end)
        except Fault as fault:
            self.wrong.append(Wrong((file, fault.offset)))

    def read_array(self, file, content, start):
        """Reads an array, one webhook after the other, so that what is wrong before a fault is found; returns its end."""
        at = skip(content, start + 1)
        if content[at : at + 1] == b"]":
            return at + 1
        while True:
            value = parse_value(content, at, LEVELS - 1)
            self.read_webhook(file, content, value)
            at = skip(content, value.end)
            if content[at : at + 1] == b"]":
                return at + 1
            if content[at : at + 1] != b",":
                raise unexpected(content, at)
            at = skip(content, at + 1)

    def read_webhook(self, file, text, value):
        if value.kind != OBJECT:
            self.wrong.append(Wrong((file, value.start)))
            return
        members = self.members(file, value, MEMBERS)
        for name in MEMBERS[:-1]:
            if name not in members:
                self.wrong.append(Wrong((file, value.start)))
        valid = {}
        for name, member in members.items():
            read = getattr(self, "read_" + name.strip("_"))
            valid[name] = read(file, text, member)
            if valid[name] is None:
                self.wrong.append(Wrong((file, member.start)))
        self.check_unique(file, members, valid)
        self.check_names(file, text, value)
        self.webhooks.append(
            Webhook(*(valid.get(name) for name in MEMBERS[:-1]), valid.get("context", {}))
        )

    def members(self, file, value, names):
        """The members that have a rule, by name: of those given twice the first, and the second is wrong."""
        found = {}
        for name in names:
            given = [(place, member) for place, other, member in value.members if other == name]
            if given:
                found[name] = given[0][1]
            if len(given) > 1:
                self.wrong.append(Wrong((file, given[1][0]), (file, given[0][0])))
        return found

    def check_unique(self, file, members, valid):
        """An `_id` is unique in the set, a `code` within its company."""
        claims = [(self.ids, valid.get("_id"), "_id")]
        if valid.get("company") and valid.get("code"):
            claims.append((self.codes, (valid["company"], valid["code"]), "code"))
        for taken, claim, name in claims:
            if claim:
                place = (file, members[name].start)
                if claim in taken:
                    self.wrong.append(Wrong(place, taken[claim]))
                else:
                    taken[claim] = place

    def check_names(self, file, text, value):
        """No restriction is outside the context, and no member that has a rule is misspelt."""
        for _, name, member in value.members:
            is_restriction = any(folded(name) == folded(right) for right in CONTEXT)
            is_outside = is_restriction and not is_empty(text, member)
            if is_outside or is_misspelt(name):
                self.wrong.append(Wrong((file, member.start)))

    # What each member must be: its value, or None.

    def read_id(self, file, text, value):
        return object_id(text, value)

    read_company = read_id

    def read_isActive(self, file, text, value):
        return {b"true": True, b"false": False}.get(text[value.start : value.end])

    def read_trigger(self, file, text, value):
        spelled = string(text, value)
        return spelled if spelled in TRIGGERS else None

    def read_url(self, file, text, value):
        spelled = string(text, value)
        return spelled if spelled is not None and is_url(spelled) else None

    def read_code(self, file, text, value):
        spelled = string(text, value)
        return spelled if spelled is not None and CODE.fullmatch(spelled) else None

    def read_context(self, file, text, value):
        """The members that restrict, by name; what is wrong inside has places of its own."""
        if text[value.start : value.end] == b"null":
            return {}
        if value.kind != OBJECT:
            return None
        context = {}
        for name, member in self.members(file, value, CONTEXT).items():
            spelled = object_id(text, member)
            if spelled:
                context[name] = spelled
            elif text[member.start : member.end] != b"null" and string(text, member) != "":
                self.wrong.append(Wrong((file, member.start)))
        for _, name, member in value.members:
            is_known = name in CONTEXT or name in NO_RESTRICTION
            if not is_known and not is_empty(text, member):
                self.wrong.append(Wrong((file, member.start)))
        return context


def is_misspelt(name):
    """Whether a name differs only in case, `_` or `-` from one that has a rule."""
    return any(folded(name) == folded(right) and name != right for right in EASILY_MISSPELT)


def folded(name):
    return name.translate(FOLDING)


def is_empty(text, value):
    """Whether a value is `""`, `null`, `[]` or `{}`: no restriction."""
    if value.kind in (ARRAY, OBJECT):
        return skip(text, value.start + 1) == value.end - 1
    return text[value.start : value.end] in (b'""', b"null")


def read_definitions(contents):
    """The webhooks of all files, and what is wrong: (place, place of the earlier one or None), by place."""
    reader = Reader()
    for file, content in enumerate(contents):
        reader.read(file, content)
    if not reader.wrong and not reader.webhooks:
        reader.wrong.append(Wrong((0, None)))
    return reader.webhooks, sorted(
        reader.wrong, key=lambda wrong: (wrong.place[0], wrong.place[1] or 0)
    )
