"""Absolute web addresses (RFC 3987)."""

import re
from ipaddress import AddressValueError, IPv6Address

from kg.system.errors import NotUnderstood

_SCHEME = re.compile(r"https?://")
# Not in RFC 3987's `ipchar` nor in N-Triples' IRIREF: controls, space, delimiters, surrogates, noncharacters, and
# private use characters, which it allows in a query only. `\s` also takes the spaces that it does allow.
_UNWISE = re.compile(
    '[\\s\x00-\x20\x7f-\x9f<>"\\\\^`{|}\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]'
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff]"
)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_FORM = re.compile(
    r"https?://(?:\[([0-9A-Fa-f:.]+)\]|[^/?#@:\[\]]+)(?::[0-9]{1,5})?"  # host and port, no user
    r"(?:/[^?#\[\]]*)?(?:\?[^#\[\]]*)?(?:#[^#\[\]]*)?"
)


def iri(raw: str) -> str:
    """An absolute `http` or `https` IRI with a host, written as it was given."""
    given = raw.strip()
    if not _SCHEME.match(given):
        raise NotUnderstood("an address begins with http:// or https://")
    found = _UNWISE.search(given)
    if found:
        raise NotUnderstood(f"U+{ord(found[0]):04X} has no place in an address")
    if _BROKEN_ESCAPE.search(given):
        raise NotUnderstood("in an address, % is followed by two hexadecimal digits")
    form = _FORM.fullmatch(given)
    if not form or (form[1] and not _is_ipv6(form[1])):
        raise NotUnderstood("not an address of the form https://host/path")
    return given


def _is_ipv6(host: str) -> bool:
    try:
        IPv6Address(host)
    except AddressValueError:
        return False
    return True
