"""What the cells of a column need besides its name: the options of its mapping, as `kg init` proposes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kg.model.iris import normal
from kg.model.record import Organization, Person
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.forms import form_of, is_object
from kg.sources.pages.labelled import LAYOUTS, known_labels, meaning
from kg.sources.tables.cells import listed

Options = dict[str, Any]
"""Option of a column (`kg.sources.config.Column`) → its value."""

_TELLING = 100
"""So many cells tell whether a column holds lists."""

_HOW = ("json", "python")
"""How text writes a list."""

_SURE = ("|", ";", " / ")
_COMMAS = (", ", ",")
_TOLD_APART = {"countries", "languages", "subtitles"}
"""Like names of people and companies, these are told apart without a separator."""

_WITH_COMMAS = {"alternate_titles", "awards"}
"""What has commas of its own, which separate nothing."""

_MORE_THAN_COMMAS = re.compile(r"[(\[&;/]|\b(?:and|und|et|en|y|e)\b|\b(?:Jr|Sr|II|III|Inc|Ltd|LLC|Co)\b")
"""What a comma would not tell apart, or would wrongly."""

_ROLES = ("job", "role", "department", "activity")
_NUMERIC_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}")
_SURNAME_FIRST = re.compile(r"\A(?:[a-zß-ÿ'’]++ ){0,3}[\w'’-]++, [\w.'’-]++(?: [\w.'’-]++){0,3}")
"""One word, with particles before it, a comma, and first names: `Haigh, Andrew`, `von Trier, Lars`."""


def options_of(field: str, name: str, column: Sequence[Any]) -> Options | None:
    """What is needed to read a field from these cells; None where they hold objects without a name."""
    texts = [cell for cell in column if isinstance(cell, str)]
    if field == "duration":
        bare = any(isinstance(cell, int) for cell in column) or any(text.replace(".0", "").isdigit() for text in texts)
        return {"unit": "s" if "sec" in name.casefold() else "min"} if bare else {}
    if field == "release_date":
        order = _date_order(texts)
        return {"date_order": order} if order else {}
    if field == "title":
        return {"tidy": True} if _is_sorted(texts) else {}
    if objects := list(_objects(column)):
        if not all("name" in one for one in objects):
            return None
        plays = field == "cast" and any("character" in one for one in objects)
        members = {"members": {"name": "name", "character": "character"}} if plays else {}
        return how_listed(texts) | members
    listed = [one for cell in column if isinstance(cell, list) for one in cell if isinstance(one, str)]
    return _several(field, texts + listed) if form_of(field).several else {}


def roles(column: Sequence[Any]) -> dict[str, Options]:
    """Of cells that list people with their roles: field → options, for each role that has a field."""
    people = [one for one in _objects(column[:_TELLING]) if "name" in one]
    member = next((role for role in _ROLES if people and all(isinstance(one.get(role), str) for one in people)), "")
    jobs = Counter(one[member] for one in people) if member else Counter[str]()
    how = how_listed([cell for cell in column if isinstance(cell, str)])
    found: dict[str, Options] = {}
    for job, _ in jobs.most_common():
        fields = meaning(job, known_labels(LAYOUTS))
        if len(fields) == 1 and fields[0] != "other_credits" and is_object(form_of(fields[0]).type, Person):
            found.setdefault(fields[0], {**how, "where": {member: job}})
    return found


def how_listed(texts: Sequence[str]) -> Options:
    """How the cells write lists, where some of them do: as JSON or as Python prints it."""
    lists = [text for text in texts[:_TELLING] if text.startswith("[") and text.endswith("]")]
    for how in _HOW:
        if lists and all(tried(listed, text, how) is not None for text in lists):
            return {"list": how}
    return {}


def separator_beside(column: Sequence[Any], other: Sequence[Any]) -> str:
    """What separates two columns that run parallel, as many in every row; "" where they do not."""
    pairs = [(a, b) for a, b in zip(column, other, strict=False) if isinstance(a, str) and isinstance(b, str)]
    if not len(column) == len(other) == len(pairs):
        return ""
    for mark in _SURE + _COMMAS:
        if any(mark in one for one, _ in pairs) and all(a.count(mark) == b.count(mark) for a, b in pairs):
            return mark
    return ""


def _several(field: str, texts: Sequence[str]) -> Options:
    """How text names several things."""
    if how := how_listed(texts):
        return how
    form = form_of(field).type
    sure = next((mark for mark in _SURE if any(mark in text for text in texts)), ";")
    commas = [name.strip() for text in texts for name in text.split(sure) if "," in name]
    if is_object(form, Person) and commas and all(map(_SURNAME_FIRST.fullmatch, commas)):
        return {"surname_first": True, "separator": sure}
    told_apart = is_object(form, Person, Organization) or field in _TOLD_APART
    if is_object(form) and not told_apart:
        # A quotation or an address has commas of its own.
        return {"separator": "|"} if any("|" in text for text in texts) else {}
    if field in _WITH_COMMAS:
        marks: Sequence[str] = _SURE
    else:
        marks = _SURE[:2] if told_apart and any(map(_MORE_THAN_COMMAS.search, texts)) else _SURE + _COMMAS
    separator = next((mark for mark in marks if any(mark in text for text in texts)), None)
    return {"separator": separator} if separator else {}


def _is_sorted(titles: Sequence[str]) -> bool:
    """Whether articles stand behind titles, or the years of the films do: `American President, The (1995)`."""
    read = [(said, found) for said in titles if (found := tried(title, said))]
    years = sum(found.year is not None for _, found in read)
    return years * 2 > len(titles) or any(not normal(said).startswith(normal(found.title)) for said, found in read)


def _date_order(texts: Sequence[str]) -> str:
    """Which number is the day, where one cell tells it for all."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMERIC_DATE.fullmatch(text))]
    if any(first > 12 for first, _ in pairs):
        return "DMY"
    return "MDY" if any(second > 12 for _, second in pairs) else ""


def _objects(column: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """The objects in the lists of the first cells, these being lists or text that is one."""
    for cell in column[:_TELLING]:
        is_text = isinstance(cell, str) and cell.startswith("[")
        found = (tried(listed, cell, how) for how in _HOW) if is_text else [cell]
        members = next((one for one in found if isinstance(one, list)), [])
        yield from (one for one in members if isinstance(one, dict))
