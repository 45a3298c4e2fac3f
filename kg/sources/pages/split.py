"""The raw text of one row taken apart into the JSON values of its field."""

import re
from collections.abc import Callable
from typing import Any

from kg.sources.pages.layout import CountedLayout, Split
from kg.system.errors import NotUnderstood


def split(how: Split, raw: str, layout: CountedLayout) -> Any:
    """What the row states, as `fields.record` takes it; NotUnderstood where the row's own form is broken."""
    return _SPLITS[how](raw, layout)


def names(raw: str, layout: CountedLayout) -> list[str]:
    """Each name of a list of people."""
    return _parts("people", raw, layout)


def _parts(separator: str, raw: str, layout: CountedLayout) -> list[str]:
    return [part for part in re.split(layout.separators[separator], raw.strip()) if part]


def _people(raw: str, layout: CountedLayout) -> list[dict[str, Any]]:
    people = _affiliated(raw, layout)
    if any("affiliation" in one for one in people):
        raise NotUnderstood("a slash between names: two people, or one and a company")
    return people


def _affiliated(raw: str, layout: CountedLayout) -> list[dict[str, Any]]:
    """`Misha Jaari / Oy Bufo Ab`: somebody and the company."""
    return [_person(_parts("affiliation", name, layout)) for name in names(raw, layout)]


def _person(parts: list[str]) -> dict[str, Any]:
    if len(parts) > 2:
        raise NotUnderstood("more than one slash in a name: no person with a company")
    name, *company = parts
    return {"name": name, "affiliation": {"name": company[0]}} if company else {"name": name}


def _companies(raw: str, layout: CountedLayout) -> list[dict[str, Any]]:
    return [{"name": name} for name in _parts("companies", raw, layout)]


def _works(raw: str, layout: CountedLayout) -> list[dict[str, Any]]:
    """`'Strangers' (Taichi Yamada)`: a title in quotation marks, its authors in brackets."""
    found = [re.fullmatch(layout.work, part) for part in _parts("works", raw, layout)]
    if not all(found):
        raise NotUnderstood("a work is written 'Title' (Author)")
    return [
        {"title": work["title"], "authors": _parts("authors", work["authors"] or "", layout)} for work in found if work
    ]


_SPLITS: dict[Split, Callable[[str, CountedLayout], Any]] = {
    "text": lambda raw, layout: raw,
    "list": lambda raw, layout: _parts("list", raw, layout),
    "people": _people,
    "affiliated": _affiliated,
    "companies": _companies,
    "works": _works,
}
