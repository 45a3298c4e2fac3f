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


def place(found: dict[str, Any], field: str, said: Sequence[Any], source: SourceConfig, faults: Faults) -> list[Any]:
    """Several columns may state one field; gives what has no place beside another column's value."""
    head, _, member = field.partition(".")
    if head in running() and not member:
        member = source.language
    if head == "title" and not member:
        return _title(found, said[0], source)
    if field == "countries":
        said, years = _years_apart(said)
        left = [one for year in years for one in first(found, "year", year)]
        return [*left, *(put(found, field, field, said, faults) if said else [])]
    if field == "page" and isinstance(said[0], str) and (named := recognised("film", said[0])):
        # The page is that of an authority, which names the film by it.
        return put(found.setdefault("identifiers", {}), named[0], f"identifiers.{named[0]}", [named[1]], faults)
    into, name = (found.setdefault(head, {}), member) if member else (found, head)
    return put(into, name, field, said, faults)


def _years_apart(said: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """The countries, and the years that stand behind them or among them: `Italia 2019`, `D/A, 2020`."""
    countries: list[Any] = []
    years: list[int] = []
    for one in said:
        found = _YEAR_BEHIND.fullmatch(one) if isinstance(one, str) else None
        if found and (year := tried(values.year, found["year"])):
            years.append(year)
            countries += told_apart("countries", found["country"]) if found["country"] else []
        else:
            countries.append(one)
    return countries, years


def _title(found: dict[str, Any], said: Any, source: SourceConfig) -> list[Any]:
    columns = columns_of(source.columns["title"])
    if not isinstance(said, str) or not any(column.others or column.tidy for column in columns):
        return first(found, "title", said)
    titled = tried(partial(title, others=any(column.others for column in columns)), said)
    if titled is None:  # its field will say so
        return first(found, "title", said)
    if titled.others:
        found["alternate_titles"] = [*found.get("alternate_titles", []), *titled.others]
    year = first(found, "year", titled.year) if titled.year else []
    return [*first(found, "title", titled.title), *year]
