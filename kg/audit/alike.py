"""When two values are the same, though one is a thing and the other its name or its address, or one in other words.

`kg audit` and `kg embed` compare what a page states with a release by this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from urllib.parse import urldefrag

from kg.audit.nodes import Fact, canonical
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import Profile, profile
from kg.model.values.country import country
from kg.rdf.addresses import normal
from kg.system.errors import NotUnderstood

NAME, CONTENT_URL = SCHEMA + "name", SCHEMA + "contentUrl"
NAMING = (NAME, *(SCHEMA + name for name in ("text", "contentUrl", "embedUrl", "startDate", "url", "sameAs")))
"""What things are told apart by, where pages give them IRIs of their own or none."""

SAME = SCHEMA + "sameAs"
ADDRESSING = (SAME, SCHEMA + "url", SCHEMA + "mainEntityOfPage")
"""What has addresses of a thing."""

MOST = 32
"""So many names of a thing are compared."""

_SAME = {CONTENT_URL: SCHEMA + "url"}
"""Properties that sites use for one another: an image has its address in either."""

_BY_CLASS: dict[str, Callable[[str], str]] = {SCHEMA + "Country": country}
"""How things of a class are known by any of their names."""


def form(path: str, text: str) -> str:
    """A value of a property as it is compared: canonical, addresses by what makes a difference, spaces single."""
    return _understood(_targets(profile()).get(path, ""), canonical(path, text))


def forms(path: str, told: Iterable[str]) -> set[str]:
    """All that a value is told by, as it is compared; two values with one in common are the same."""
    return {form(path, text) for text in told}


def key(subject: str, path: str, value: str) -> Fact:
    """A statement as it is compared. All the names of a country are one."""
    thing = iris.taken_apart(subject) if path == NAME else None
    shape = profile().by_folder.get(thing.folder) if thing else None
    said = _understood(shape.cls, value) if shape and shape.cls in _BY_CLASS else form(path, value)
    return subject, _SAME.get(path, path), said


def meant(known: Iterable[str], told: Mapping[str, Iterable[str]]) -> set[str]:
    """Those things that are known by an address, `told`: their own IRIs and the addresses that are stated of them.

    The IRI of a thing in a document means the film of that document only where it is the only one of these there.
    """
    addresses = set(filter(None, map(_address, known)))
    found = {thing for thing, stated in told.items() if not addresses.isdisjoint(map(_address, (thing, *stated)))}
    inside = {thing for thing in told if _address(urldefrag(thing)[0]) in addresses}
    return found or (inside if len(inside) == 1 else set())


def _understood(cls: str, text: str) -> str:
    rule = _BY_CLASS.get(cls)
    try:
        return rule(text) if rule else _address(text) or " ".join(text.split())
    except NotUnderstood:
        return _address(text) or " ".join(text.split())


def _address(text: str) -> str:
    document, fragment = urldefrag(text) if "#" in text else (text, "")
    address = normal(document) if "://" in document else ""
    return f"{address}#{fragment}" if address and fragment else address


@lru_cache(4)
def _targets(plan: Profile) -> dict[str, str]:
    """The class of what a property links to, for the classes that are known by their names."""
    fields = (field for shape in plan.by_class.values() for field in shape.fields)
    return {field.path: field.target for field in fields if field.target in _BY_CLASS}
