"""The raw text of one row taken apart into the JSON values of its field."""

import re
from collections.abc import Callable
from typing import Any

from kg.sources.pages.layout import CountedLayout, Split
from kg.system.errors import NotUnderstood


def split(how: Split, raw: str, layout: CountedLayout) -> Any:
    """What the row states, as `fields.record` takes it; NotUnderstood where the row's own form is broken."""
    if how == "text":
        return raw
    found = parts("people" if how == "affiliated" else how, raw, layout)
    rule = _RULES.get(how)
    return [rule(part, layout) for part in found] if rule else found


def parts(separator: str, raw: str, layout: CountedLayout) -> list[str]:
    """What stands between separators of that name."""
    return [part for part in re.split(layout.separators[separator], raw.strip()) if part]


def _affiliated(raw: str, layout: CountedLayout) -> dict[str, Any]:
    """`Misha Jaari / Oy Bufo Ab`: somebody and the company."""
    name, *companies = parts("affiliation", raw, layout)
    if len(companies) > 1:
        raise NotUnderstood("more than one slash in a name; write Person / Company")
    return {"name": name, "affiliation": {"name": companies[0]}} if companies else {"name": name}


def _person(raw: str, layout: CountedLayout) -> dict[str, Any]:
    found = _affiliated(raw, layout)
    if "affiliation" in found:
        raise NotUnderstood("a slash between names: two people, or a person and a company")
    return found


def _work(raw: str, layout: CountedLayout) -> dict[str, Any]:
    """`'Strangers' (Taichi Yamada)`: a title in quotation marks, its authors in brackets."""
    found = re.fullmatch(layout.work, raw)
    if not found:
        raise NotUnderstood("not a work; write it as 'Title' (Author)")
    return {"title": found["title"], "authors": parts("authors", found["authors"] or "", layout)}


_RULES: dict[Split, Callable[[str, CountedLayout], Any]] = {
    "people": _person,
    "affiliated": _affiliated,
    "works": _work,
}
"""How each part is understood; those of other rows are texts."""
