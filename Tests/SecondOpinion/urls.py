"""Decides whether a webhook may have a URL: absolute, RFC 3986, with an unambiguous host."""

import ipaddress
import re

MOST_BYTES = 2048
URL = re.compile(
    r"(?i:https?)://(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~!$&'()*+,;=-]+)(?::(?P<port>[0-9]+))?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
NUMBER = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
# 0 to 255 without leading zeros.
PART_OF_IPV4 = re.compile(r"0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]")


def is_url(text):
    match = URL.fullmatch(text)
    if not match or len(text) > MOST_BYTES:
        return False
    host, port = match["host"], match["port"]
    is_host = is_ipv6(host[1:-1]) if host.startswith("[") else is_name_or_ipv4(host)
    return is_host and (port is None or 1 <= int(port) <= 65535)


def is_ipv6(text):
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def is_name_or_ipv4(host):
    """Whether no label is empty and a host that ends in a number is an IPv4 address.

    One trailing dot is allowed.
    """
    labels = (host[:-1] if host.endswith(".") else host).split(".")
    if "" in labels:
        return False
    return is_ipv4(labels) if NUMBER.fullmatch(labels[-1]) else True


def is_ipv4(labels):
    return len(labels) == 4 and all(PART_OF_IPV4.fullmatch(label) for label in labels)
