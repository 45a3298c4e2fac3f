"""Absolute web addresses (RFC 3987)."""

import re

import pyoxigraph as ox

from kg.system.errors import NotUnderstood

# Beside what the RFC refuses: no host, a user, and the spaces that it does allow.
_FORM = re.compile(r"https?://(?:\[[^][]+\]|[^\s/?#@:\[\]]+)(?::[0-9]{1,5})?(?:[/?#]\S*)?")


def iri(raw: str) -> str:
    """An absolute `http` or `https` IRI with a host, written as it was given."""
    given = raw.strip()
    if not given.startswith(("http://", "https://")):
        raise NotUnderstood("not a web address; it must begin with http:// or https://")
    if not _FORM.fullmatch(given):
        raise NotUnderstood("not an address of the form https://host/path without spaces")
    try:
        ox.NamedNode(given)
    except ValueError as error:
        raise NotUnderstood(f"not an address: {error}") from None
    return given
