"""Where what columns say has its place in a record: several may state one field, and one may state several."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from kg.model import values
from kg.model.authorities import recognised
from kg.model.values.title import title
from kg.model.values.tried import tried
from kg.sources.config import SourceConfig, columns_of
from kg.sources.fields import running, told_apart
from kg.sources.tables.joined import first, put
from kg.sources.tables.things import Faults

_YEAR_BEHIND = re.compile(r"\A(?:(?P<country>\S(?:.*[^\s,/(–-])?)[\s,/(–-]++)?(?P<year>[0-9]{4})\)?")

_BARE_ADDRESS = re.compile(r"\Awww\.[^\s./]{1,63}\.[^\s/]", re.IGNORECASE)


def place(found: dict[str, Any], field: str, said: Sequence[Any], source: SourceConfig, faults: Faults) -> list[Any]:
    """Several columns may state one field; gives what has no place beside another column's value."""
    head, _, member = field.partition(".")
    if head in running() and not member:
        member = source.language
    if head == "title" and not member:
        return [*_title(found, said[0], source), *said[1:]]
    if field == "countries":
        said, others = _apart(said)
        left = [one for name, value in others for one in first(found, name, value)]
        return [*left, *(put(found, field, field, said, faults) if said else [])]
    if field == "page":
        said = [addressed(one) if isinstance(one, str) else one for one in said]
    if field == "page" and isinstance(said[0], str) and (named := recognised("film", said[0])):
        # The page is that of an authority, which names the film by it.
        return put(found.setdefault("identifiers", {}), named[0], f"identifiers.{named[0]}", [named[1]], faults)
    into, name = (found.setdefault(head, {}), member) if member else (found, head)
    return put(into, name, field, said, faults)


def _apart(said: Sequence[Any]) -> tuple[list[Any], list[tuple[str, Any]]]:
    """The countries, and years and durations behind them or among them: `Italia 2019`, `D/A, 2020`, `DK 1998, 105'`."""
    countries: list[Any] = []
    others: list[tuple[str, Any]] = []
    for one in said:
        found = _YEAR_BEHIND.fullmatch(one) if isinstance(one, str) else None
        if found and (year := tried(values.year, found["year"])):
            others.append(("year", year))
            countries += told_apart("countries", found["country"]) if found["country"] else []
        elif isinstance(one, str) and _is_duration(one):
            others.append(("duration", one))
        else:
            countries.append(one)
    return countries, others


def _is_duration(text: str) -> bool:
    return any(map(str.isdigit, text)) and not text.isdigit() and tried(values.duration, text) is not None


def addressed(text: str) -> str:
    """An address as browsers take it: `www.example.org` has no `https://` before it."""
    return f"https://{text}" if _BARE_ADDRESS.match(text) else text


def _title(found: dict[str, Any], said: Any, source: SourceConfig) -> list[Any]:
    columns = columns_of(source.columns["title"])
    if not isinstance(said, str) or not any(column.others or column.tidy for column in columns):
        return first(found, "title", said)
    others = any(column.others for column in columns)
    line, *below = [one for one in map(str.strip, said.splitlines()) if one] if others and said.strip() else [said]
    titled = tried(partial(title, others=others), line)
    if titled is None:  # its field will say so
        return first(found, "title", said)
    if more := [*titled.others, *below]:
        found["alternate_titles"] = [*found.get("alternate_titles", []), *more]
    year = first(found, "year", titled.year) if titled.year else []
    return [*first(found, "title", titled.title), *year]
