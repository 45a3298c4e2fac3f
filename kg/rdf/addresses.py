"""Addresses as others write them: resolved and compared, and never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pyoxigraph as ox

_SAFE = "/:@!$&'()*+,;=~%"
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_DEFAULT_PORTS = (None, 80, 443)


@lru_cache(1024)
def resolve(base: str, address: str) -> str:
    """The address as seen from `base`, an address too, or "" (RFC 3986, section 5); what is no address as it is."""
    given = address.strip()
    try:
        return urljoin(base, given)
    except ValueError:
        return given


def normal(address: str) -> str:
    """Host, path and query of a web address: http is https, a slash at the end is none. "" for what is no address."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname if port in _DEFAULT_PORTS else f"{parts.hostname}:{port}"
    query = f"?{_escaped(parts.query)}" if parts.query else ""
    return f"{host}{_escaped(parts.path).rstrip('/')}{query}"


def is_web(address: str) -> bool:
    """Whether it is an absolute address of the web."""
    return bool(normal(address)) and is_iri(address)


@lru_cache(4096)
def is_iri(text: str) -> bool:
    """Whether it is an absolute IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


class Own(NamedTuple):
    """What a page says of its own address: its links, what it shares (Open Graph), and the base of relative ones.

    `unusable` is what it states as canonical and is no absolute address.
    """

    canonical: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    base: str = ""
    unusable: tuple[str, ...] = ()

    def seen_from(self, file: str) -> str:
        """What relative addresses of the page are relative to; `file` is where it was found itself."""
        stated = next(iter((*self.canonical, *self.shared)), file)
        based = resolve(stated, self.base)
        return based if self.base and is_iri(based) else stated


def own(elements: Iterable[Element]) -> Own:
    """The absolute addresses that elements of a page say are its own."""
    canonical: dict[str, None] = {}
    shared: dict[str, None] = {}
    base = ""
    for element in elements:
        attributes = element.attrib
        # A comment's tag is no text.
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        href, content = attributes.get("href", "").strip(), attributes.get("content", "").strip()
        if name == "base" and href and not base:
            base = href
        elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            canonical[href] = None
        elif name == "meta" and "og:url" in (attributes.get("property"), attributes.get("name")):
            shared[content] = None
    unusable = tuple(one for one in (*canonical, *shared) if one and not _absolute([one], base))
    return Own(_absolute(canonical, base), _absolute(shared, base), base, unusable)


def _absolute(given: Iterable[str], base: str) -> tuple[str, ...]:
    return tuple(address for one in given if is_web(address := resolve(base, one)))


def _escaped(text: str) -> str:
    """Percent-encoded, as browsers send it."""
    return _ESCAPE.sub(lambda match: match[0].upper(), quote(text, safe=_SAFE, errors="replace"))
