"""Reads definitions files: returns their webhooks, or the place of every fault in them."""

import re
from collections import namedtuple
from string import ascii_lowercase, ascii_uppercase

from events import object_id
from grammar import ARRAY, LEVELS, OBJECT, Fault, parse_value, skip, string, unexpected
from matching import TRIGGERS, Webhook
from records import Content
from urls import is_url

# A place is (file number, offset). For a duplicate, `earlier` is the place of the first.
DefinitionFault = namedtuple("DefinitionFault", "place earlier", defaults=(None,))

MEMBERS = ("_id", "company", "isActive", "trigger", "url", "code", "context")
CONTEXT = ("survey", "group", "taskGroup")
CODE = re.compile(r"[a-z0-9_]+")
# Members of a context that never restrict anything.
NO_RESTRICTION = ("_id", "__v")
# A member whose name differs from one of these only in case, `_` or `-` is a fault.
CHECKED_FOR_MISSPELLING = ("isActive", "trigger", "url", "code", "company", "context")
FOLDING = str.maketrans(ascii_uppercase, ascii_lowercase, "_-")


class DefinitionReader:
    """Reads files one after the other into one set of webhooks."""

    def __init__(self):
        self.webhooks, self.faults = [], []
        self.ids, self.codes = {}, {}

    def read(self, file, content):
        """Reads a sequence of JSON texts with white space between them, up to the first that is not
        well-formed.
        """
        end = start = Content(content).start
        at = skip(content, end)
        try:
            while at < len(content):
                # White space is missing. A text that is no object or array is a fault here anyway.
                if start < at == end and content[at : at + 1] in (b"{", b"["):
                    self.faults.append(DefinitionFault((file, at)))
                if content[at : at + 1] == b"[":
                    end = self.read_array(file, content, at)
                else:
                    value = parse_value(content, at, LEVELS)
                    self.read_webhook(file, content, value)
                    end = value.end
                at = skip(content, end)
        except Fault as fault:
            self.faults.append(DefinitionFault((file, fault.offset)))

    def read_array(self, file, content, start):
        """Reads an array and returns its end.

        It is read element by element, so that the faults before a syntax error are found too.
        """
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
        """Reads one webhook, and records its faults."""
        if value.kind != OBJECT:
            self.faults.append(DefinitionFault((file, value.start)))
            return
        members = self.members(file, value, MEMBERS)
        for name in MEMBERS[:-1]:
            if name not in members:
                self.faults.append(DefinitionFault((file, value.start)))
        valid = {}
        for name, member in members.items():
            read = getattr(self, "read_" + name.strip("_"))
            valid[name] = read(file, text, member)
            if valid[name] is None:
                self.faults.append(DefinitionFault((file, member.start)))
        self.check_unique(file, members, valid)
        self.check_names(file, text, value)
        self.webhooks.append(
            Webhook(*(valid.get(name) for name in MEMBERS[:-1]), valid.get("context", {}))
        )

    def members(self, file, value, names):
        """The first member of each of these names, by name; records the second as a fault."""
        found = {}
        for name in names:
            given = [(place, member) for place, other, member in value.members if other == name]
            if given:
                found[name] = given[0][1]
            if len(given) > 1:
                self.faults.append(DefinitionFault((file, given[1][0]), (file, given[0][0])))
        return found

    def check_unique(self, file, members, valid):
        """An `_id` must be unique in the set, a `code` within its company."""
        claims = [(self.ids, valid.get("_id"), "_id")]
        if valid.get("company") and valid.get("code"):
            claims.append((self.codes, (valid["company"], valid["code"]), "code"))
        for taken, claim, name in claims:
            if claim:
                place = (file, members[name].start)
                if claim in taken:
                    self.faults.append(DefinitionFault(place, taken[claim]))
                else:
                    taken[claim] = place

    def check_names(self, file, text, value):
        """No restriction may be outside the context, and no name misspelled."""
        for _, name, member in value.members:
            is_restriction = any(folded(name) == folded(right) for right in CONTEXT)
            is_outside = is_restriction and not is_empty(text, member)
            if is_outside or is_misspelled(name):
                self.faults.append(DefinitionFault((file, member.start)))

    # One method for each member: returns its value, or None if it is a fault.

    def read_id(self, file, text, value):
        return object_id(text, value)

    read_company = read_id

    def read_isActive(self, file, text, value):
        return {b"true": True, b"false": False}.get(text[value.start : value.end])

    def read_trigger(self, file, text, value):
        string_value = string(text, value)
        return string_value if string_value in TRIGGERS else None

    def read_url(self, file, text, value):
        string_value = string(text, value)
        return string_value if string_value is not None and is_url(string_value) else None

    def read_code(self, file, text, value):
        string_value = string(text, value)
        return string_value if string_value is not None and CODE.fullmatch(string_value) else None

    def read_context(self, file, text, value):
        """The restrictions by name; a fault inside is recorded at its own place."""
        if text[value.start : value.end] == b"null":
            return {}
        if value.kind != OBJECT:
            return None
        context = {}
        for name, member in self.members(file, value, CONTEXT).items():
            string_value = object_id(text, member)
            if string_value:
                context[name] = string_value
            elif text[member.start : member.end] != b"null" and string(text, member) != "":
                self.faults.append(DefinitionFault((file, member.start)))
        for _, name, member in value.members:
            is_known = name in CONTEXT or name in NO_RESTRICTION
            if not is_known and not is_empty(text, member):
                self.faults.append(DefinitionFault((file, member.start)))
        return context


def is_misspelled(name):
    """Whether a name differs only in case, `_` or `-` from a known one."""
    return any(folded(name) == folded(right) and name != right for right in CHECKED_FOR_MISSPELLING)


def folded(name):
    """The name in lower case and without `_` and `-`."""
    return name.translate(FOLDING)


def is_empty(text, value):
    """Whether a value is `""`, `null`, `[]` or `{}`: no restriction."""
    if value.kind in (ARRAY, OBJECT):
        return skip(text, value.start + 1) == value.end - 1
    return text[value.start : value.end] in (b'""', b"null")


def read_definitions(contents):
    """The webhooks of all files, and all faults in the order of their places."""
    reader = DefinitionReader()
    for file, content in enumerate(contents):
        reader.read(file, content)
    if not reader.faults and not reader.webhooks:
        reader.faults.append(DefinitionFault((0, None)))
    return reader.webhooks, sorted(
        reader.faults, key=lambda fault: (fault.place[0], fault.place[1] or 0)
    )
