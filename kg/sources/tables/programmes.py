"""What a proposal asks and finds out of a programme as a whole: rows that may be no films, the zone of its times."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any

from kg.model.values.clock import is_zone
from kg.sources.tables.columns import Mapped
from kg.sources.tables.headers import called, data
from kg.sources.tables.screenings import START

_SHOWN = 3
"""So many titles are named."""


def asked_of_events(fields: Mapping[str, Mapped], cells: Mapping[str, Sequence[Any]]) -> dict[str, Mapped]:
    """In a programme some rows may be no films: titles of which nothing else is said, where it is said of most."""
    stating = {field for mapped in fields.values() for field in mapped.fields}
    title = next((name for name, mapped in fields.items() if "title" in mapped.fields), "")
    others = [name for name, mapped in fields.items() if mapped.fields and _is_of_films(mapped) and name != title]
    if not title or START not in stating or not others:
        return dict(fields)
    said = zip_longest(cells[title], *(cells[name] for name in others))
    bare = dict.fromkeys(str(row[0]) for row in said if row[0] is not None and not any(row[1:]))
    if not bare or len(bare) * 2 >= len({cell for cell in cells[title] if cell is not None}):
        return dict(fields)
    named = ", ".join(json.dumps(one, ensure_ascii=False) for one in islice(bare, _SHOWN))
    question = f"nothing else is said of {named}{' and more' if len(bare) > _SHOWN else ''}; delete what is no film"
    return {
        **fields,
        title: fields[title]._replace(question="; ".join(filter(None, (fields[title].question, question)))),
    }


def _is_of_films(mapped: Mapped) -> bool:
    return not any(field.startswith("screenings.") for field in mapped.fields)


def timezone_of(cells: Mapping[str, Sequence[Any]]) -> str:
    """The zone that a column of zones states for all rows that state one."""
    of_zones = (column for name, column in cells.items() if set(called(name)) & set(data()["screenings"]["zone"]))
    said = {str(cell) for column in of_zones for cell in column}
    return said.pop() if len(said) == 1 and all(map(is_zone, said)) else ""
