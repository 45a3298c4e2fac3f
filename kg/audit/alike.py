"""When two values are the same, though one is a thing and the other its name or its address, or one in other words.

`kg audit` and `kg embed` compare what a page states with a release by this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urldefrag

from kg.audit.canonical import address, exactly, plainest
from kg.audit.nodes import Fact
from kg.model import iris
from kg.model.prefixes import SCHEMA
from kg.model.profile import profile
from kg.model.values.country import country
from kg.model.values.tried import tried

NAME, CONTENT_URL = SCHEMA + "name", SCHEMA + "contentUrl"
NAMING = (
    NAME,
    *(SCHEMA + name for name in ("text", "contentUrl", "embedUrl", "startDate", "url", "sameAs")),
    *(SCHEMA + name for name in ("reviewBody", "ratingValue", "price")),
)
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

_IN = "<"
"""Before what a value lies in: a day in its year."""


def forms(path: str, told: Iterable[str]) -> set[str]:
    """All that a page says of one value, as it is compared with `known` forms: the same value has one in common.

    What one side says more exactly than the other is the same: a day and its year, a time with and without its zone.
    """
    exact = [exactly(path, text) for text in told]
    return {each for parts in exact for each in (*parts, _IN + parts[-1])}


def known(path: str, told: Iterable[str]) -> set[str]:
    """All that a release says of one value."""
    exact = [exactly(path, text) for text in told]
    return {each for parts in exact for each in (parts[-1], *(_IN + part for part in parts[:-1]))}


def key(subject: str, path: str, value: str) -> Fact:
    """A statement as it is compared. All the names of a country are one."""
    return subject, _SAME.get(path, path), _named(subject, path, value) or plainest(path, value)


def keys(subject: str, path: str, value: str, as_known: bool = False) -> set[Fact]:
    """A statement in all forms of its value, as a page says it or `as_known` from a release."""
    name = _named(subject, path, value)
    said = {name} if name else (known if as_known else forms)(path, [value])
    return {(subject, _SAME.get(path, path), each) for each in said}


def _named(subject: str, path: str, name: str) -> str:
    """The one name for all names of a thing, where its class has a rule for these; else ""."""
    thing = iris.taken_apart(subject) if path == NAME else None
    shape = profile().by_folder.get(thing.folder) if thing else None
    rule = _BY_CLASS.get(shape.cls) if shape else None
    return (tried(rule, name) if rule else None) or ""


def meant(known: Iterable[str], told: Mapping[str, Iterable[str]]) -> set[str]:
    """Those things that are known by an address, `told`: their own IRIs and the addresses that are stated of them.

    The IRI of a thing in a document means the film of that document only where it is the only one of these there.
    """
    addresses = set(filter(None, map(address, known)))
    found = {thing for thing, stated in told.items() if not addresses.isdisjoint(map(address, (thing, *stated)))}
    inside = {thing for thing in told if address(urldefrag(thing)[0]) in addresses}
    return found or (inside if len(inside) == 1 else set())
