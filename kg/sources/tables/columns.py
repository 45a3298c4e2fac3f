"""What the columns of a table seem to state, by their names and by their cells. Where cells speak against, nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.model import authorities
from kg.model.record import Organization, Person
from kg.model.values import date, year
from kg.model.values.tried import tried
from kg.sources.config import PLACES
from kg.sources.forms import form_of, is_object
from kg.sources.lexicon import meaning
from kg.sources.parts import MISSING
from kg.sources.rated import CERTIFICATES, RATINGS
from kg.sources.tables.evidence import (
    are_of_several_sites,
    are_texts,
    are_titles,
    fits,
    is_relative,
    may_be_meant,
    sample,
)
from kg.sources.tables.genres import are_genres
from kg.sources.tables.guesses import are_unnamed, guessed
from kg.sources.tables.headers import KNOWN, MISSPELT, Said, called, data, is_known, said
from kg.sources.tables.options import options_of, roles
from kg.sources.tables.rated import RATED, UNKNOWN, UNSCALED, beside
from kg.sources.tables.screenings import shown
from kg.sources.tables.separators import Options, habits_of, mark_of_header, separator_beside

Fields = dict[str, Options | list[Options]]
"""Field of the record → options of the column, or of several where different rows are read differently."""

Cells = Mapping[str, Sequence[Any]]
"""Column → its cells, None where one is missing."""

NOTHING = (*data()["nothing"]["marks"], *sorted(MISSING))
"""Marks that say nothing."""

_UNLIKE = "hardly a cell is understood"
_EACH = "one column for {fields}, with {mark} between them; give each a column of its own in the table"
_EMPTY = 3
"""The rank of a column without any cell: only what no other states is left to it."""

_SEVERAL = re.compile(r"[|,;]")
_NUMBERED = re.compile("[0-9]")
"""An edition is one year's festival."""

_BARE = re.compile(r"[0-9.,]{1,6}")
"""A number that may be anything."""

_IDS = ("id", "ids", "url", "urls", "link", "links", "imdb", "imdb id", "imdb url", "page", "wikidata", "tmdb id")
"""How columns of identifiers are called behind the name of the column of names."""

_KINDS = ("film", "short", "series", "episode")


_TITLES = ("title", "alternate_titles")


class Mapped(NamedTuple):
    """The fields that a column seems to state, and what a person should check."""

    fields: Fields
    question: str = ""


class _Claim(NamedTuple):
    """A field that a column may state."""

    said: Said
    column: str
    options: Options
    rank: int


def fields_of(rows: Cells) -> dict[str, Mapped]:
    """Column → the fields that it seems to state, with the options that its cells need."""
    cells = {name: [cell for cell in column if cell is not None] for name, column in rows.items()}
    if are_unnamed(cells):
        return dict(_guessed(cells))
    ids = {name: scheme for name, column in cells.items() if (scheme := _scheme("person", column))}
    found = {name: Mapped(dict(more)) for name, column in cells.items() if (more := _first(name, column))}
    found |= {name: Mapped(fields) for name, fields in shown(cells).items() if name not in found}
    taken = {field for mapped in found.values() for field in mapped.fields}
    habits = habits_of(cells.values())
    claims = [claim for name in cells if name not in found for claim in _claims(name, cells, habits)]
    for claim in sorted(claims, key=lambda one: (one.rank, one.said.is_original)):
        field = claim.said.field
        joins = field not in taken or _joins(field, claim, found, cells) or _stands_in(claim, found, rows)
        if claim.column in found or not joins:
            continue
        if _contradicted(field, claim.column, found, rows):
            continue
        if claim.said.also and (mark := mark_of_header(claim.column, cells[claim.column])):
            parted = " and ".join((field, *claim.said.also))
            found[claim.column] = Mapped({}, _EACH.format(mark=mark, fields=parted))
            continue
        options = claim.options
        if field == RATINGS and (more := beside(claim.column, {name: called(name) for name in cells}, cells)):
            options = options | {"details": options.get("details", {}) | more}
        if is_object(form_of(field).type, Person):
            options = options | _ids(claim.column, ids, cells)
        stated = (field, *(one for one in claim.said.also if one not in taken))
        found[claim.column] = Mapped(dict.fromkeys(stated, options), _question(claim, cells[claim.column]))
        taken.update(stated)
    found = _indexed(_of_every_film(found, rows, habits), cells, habits)
    kept = {name: mapped for name, mapped in found.items() if not _is_headless(mapped, taken)}
    kept |= {name: Mapped({field: []}) for name, field in _beside(kept) if name not in kept}
    if "title" not in taken and (title := _perhaps_title(cells, found)):
        kept[title] = Mapped({"title": {}}, "is this the title?")
    denied = {name: _denied(name, column, taken) for name, column in cells.items() if name not in kept}
    return kept | {name: told for name, told in denied.items() if told}


def _of_every_film(found: dict[str, Mapped], rows: Cells, habits: frozenset[str]) -> dict[str, Mapped]:
    """Where films lack the title, and all have another in a column of these, that column has the titles."""
    title = next((name for name, mapped in found.items() if "title" in mapped.fields), "")
    others = (name for name, mapped in found.items() if list(mapped.fields) == ["alternate_titles"])
    full = (name for name in others if _has_all(rows[name]) and "title" in {one.field for one in said(name)})
    if not title or _has_all(rows[title]) or not (other := next(full, "")):
        return found
    kept = {field: options for field, options in found[title].fields.items() if field not in _TITLES}
    cells = [cell for cell in rows[other] if cell is not None]
    return found | {
        title: Mapped({"alternate_titles": found[title].fields["title"], **kept}, found[title].question),
        other: Mapped({"title": options_of("title", other, cells, habits) or {}}),
    }


def _indexed(found: dict[str, Mapped], cells: Cells, habits: frozenset[str]) -> dict[str, Mapped]:
    """Where only original titles have a name, a first column without one, as of an index, may have the titles."""
    first = next(iter(cells), "")
    original = next((name for name, mapped in found.items() if "title" in mapped.fields), "")
    is_original = any(one.is_original for one in said(original))
    if not is_original or first in found or not are_unnamed({first: ()}) or not are_titles(cells[first]):
        return found
    options = {"tidy": True} if found[original].fields["title"] else {}
    return found | {
        original: Mapped({"alternate_titles": options}, found[original].question),
        first: Mapped({"title": options_of("title", first, cells[first], habits) or {}}, "is this the title?"),
    }


def _has_all(column: Sequence[Any]) -> bool:
    """Whether nine of ten cells say something."""
    return sum(cell in (None, "") for cell in column) * 10 <= len(column)


def _beside(found: Mapping[str, Mapped]) -> list[tuple[str, str]]:
    """The columns of identifiers that stand beside names, and of details, each with the field that these state."""
    stated = [
        (field, one) for mapped in found.values() for field, one in mapped.fields.items() if isinstance(one, dict)
    ]
    ids = [(one["ids"]["column"], field) for field, one in stated if "ids" in one]
    detailed = ((text, field) for field, one in stated for text in one.get("details", {}).values())
    return [*ids, *((name, field) for text, field in detailed for name in PLACES.findall(text))]


def _perhaps_title(cells: Cells, found: Mapping[str, Mapped]) -> str | None:
    """The first column whose name is not known and whose cells may well be titles."""
    return next((name for name in cells if name not in found and not is_known(name) and are_titles(cells[name])), None)


def _denied(name: str, column: Sequence[Any], taken: set[str]) -> Mapped | None:
    """Of a column whose cells do not say what its name promises, a word on that."""
    if column and not said(name) and len(several := meaning(name)) > 1:
        return Mapped({}, f"holds {' and '.join(several)}: give each a column of its own")
    promised = [one.field for one in said(name) if one.rank == KNOWN and not one.is_doubtful]
    if not column or not promised or promised[0] in taken:
        return None
    if promised[0] in RATED:
        return Mapped({}, UNKNOWN if promised[0] == CERTIFICATES else UNSCALED)
    return Mapped({}, f"it is called like {promised[0]}, but its cells do not look like that")


def _guessed(cells: Cells) -> Iterator[tuple[str, Mapped]]:
    for name, field in guessed(cells):
        yield name, Mapped({field: options_of(field, name, cells[name]) or {}}, f"is this {field}?")


def films_of(cells: Cells, fields: Mapping[str, Mapped]) -> Options:
    """Columns that name several films in one row, with what separates them: titles beside their identifiers."""
    titles = [name for name, found in fields.items() if "title" in found.fields]
    beside = [name for name, found in fields.items() if any(one.startswith("identifiers.") for one in found.fields)]
    for title, other in ((title, other) for title in titles for other in beside):
        if separator := separator_beside(cells[title], cells[other]):
            return {"columns": [title, other], "separator": separator}
    return {}


def _first(name: str, column: Sequence[Any]) -> Mapping[str, Options | list[Options]]:
    """What cells alone say: people listed with their roles, kinds of films."""
    return roles(column) or _kinds(name, column)


def _is_headless(mapped: Mapped, taken: set[str]) -> bool:
    """Whether a column states members alone of what no other names: the authors of a book that nobody tells."""
    return "based_on.authors" in mapped.fields and "based_on.title" not in taken


def _claims(name: str, cells: Cells, habits: frozenset[str]) -> Iterator[_Claim]:
    """The fields that a column may state by its name, and by its cells."""
    column = cells[name]
    scheme = _scheme("film", column)
    known = [Said(f"identifiers.{scheme}")] if scheme else said(name)
    if not known and set(called(name)) & set(data()["otherwise"]["title"]):
        known = [Said("title", KNOWN + 1)]
    if not any(one.field == "genres" for one in known) and not any(one.rank == KNOWN for one in known):
        known = [
            *known,
            *([Said("genres", _EMPTY, is_doubtful=True, question="genres by its words")] if column else []),
        ]
    labelled = any(f"{name}{end}" in cells for end in ("Label", "_label"))
    plain = len(known) == 1 and known[0].rank == KNOWN and not known[0].is_doubtful
    for one in known if column else known[:1]:
        if labelled and not one.field.startswith("identifiers."):
            continue
        options = options_of(one.field, name, column, habits)
        if options is None:
            continue
        if _may(one, name, column, options):
            yield _Claim(one, name, options, one.rank if column else one.rank + _EMPTY)
        elif plain and may_be_meant(one.field, column):
            yield _Claim(one._replace(question=_UNLIKE), name, options, MISSPELT)


def _may(one: Said, name: str, column: Sequence[Any], options: Options) -> bool:
    """Whether a column may state a field; where its header does not say so by itself, cells have to say it."""
    if one.is_doubtful and one.field == "genres" and not are_genres(sample(column)):
        return False
    if one.is_doubtful and one.field == "descriptions" and not are_texts(column):
        return False
    if one.is_doubtful and one.field == "editions" and not all(_NUMBERED.search(str(cell)) for cell in column):
        return False
    if one.is_doubtful and one.field != "genres" and any(_BARE.fullmatch(str(cell)) for cell in column or [0]):
        return False
    return fits(one.field, name, column, options, sure=one.rank == KNOWN and not one.is_doubtful)


def _joins(field: str, claim: _Claim, found: Mapping[str, Mapped], cells: Cells) -> bool:
    """Whether a field that another column states is stated by this one as well: `Star1` … `Star4`, actor and actress.

    Of what is no person or company, only columns with numbers: a second column of countries says something else. A
    second description stands in where the first is missing.
    """
    if field == "descriptions":
        return claim.rank == KNOWN
    if field in RATED:  # those of several systems, or raters
        return all(claim.options != mapped.fields[field] for mapped in found.values() if field in mapped.fields)
    form = form_of(field)
    if not form.several or not cells[claim.column]:
        return False
    others = [name for name, mapped in found.items() if field in mapped.fields]
    if claim.said.number:
        return all(any(one.field == field for one in said(name)) for name in others)
    return is_object(form.type, Person, Organization) and claim.rank == KNOWN


def _stands_in(claim: _Claim, found: Mapping[str, Mapped], rows: Cells) -> bool:
    """Whether a column is filled only where those of one meaning with it are not: `Country`, or `Countries`."""
    field = claim.said.field
    if claim.rank != KNOWN or claim.said.is_doubtful or field in _TITLES:
        return False
    others = [name for name, mapped in found.items() if field in mapped.fields]
    plain = all(any(one.field == field and one.rank == KNOWN for one in said(name)) for name in others)
    filled = any(cell is not None for cell in rows[claim.column])
    return plain and filled and not any(_both(rows[claim.column], rows[name]) for name in others)


def _both(column: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether a row has a cell in each of two columns."""
    return any(a is not None and b is not None for a, b in zip(column, other, strict=False))


def _contradicted(field: str, name: str, found: Mapping[str, Mapped], rows: Cells) -> bool:
    """Whether a column of years cannot be those of the films: they came out before."""
    if field != "year":
        return False
    released = next((other for other in rows if "release_date" in {one.field for one in said(other)}), None)
    if released is None:
        return False
    pairs = [
        (made, int(day[:4]))
        for one, other in zip(rows[name], rows[released], strict=False)
        if one is not None and other is not None
        and (made := tried(year, str(one))) and (day := tried(date, str(other)))
    ]  # fmt: skip
    return sum(made > out for made, out in pairs) * 25 > len(pairs)


def _question(claim: _Claim, column: Sequence[Any]) -> str:
    if claim.said.field == "images" and is_relative(column):
        return 'addresses without their site: { template = "https://SITE/{' + claim.column + '}" }'
    if claim.said.field == "page" and are_of_several_sites(column):
        return "addresses of several sites: is each the film's own page?"
    return claim.said.question


def _scheme(kind: str, column: Sequence[Any]) -> str:
    """The authority whose identifiers all cells hold, one or several each, or the addresses of its pages."""
    parts = [part.strip() for cell in column if isinstance(cell, str) for part in _SEVERAL.split(cell)]
    parts = [part for part in parts if part and part not in NOTHING]
    known = Counter(authorities.recognised_form(kind, part) or _addressed(kind, part) for part in parts)
    scheme, often = known.most_common(1)[0] if known else ("", 0)
    return scheme if scheme and often * 10 >= len(parts) * 9 else ""


def _addressed(kind: str, part: str) -> str:
    found = authorities.recognised(kind, part)
    return found[0] if found and found[0] in authorities.schemes() else ""


def _kinds(name: str, column: Sequence[Any]) -> Fields:
    """The kind of what a row describes, where most cells say one that is known; others are left to be refused."""
    if not set(called(name)) & set(data()["kinds"]["columns"]):
        return {}
    told = list(dict.fromkeys(cell for cell in column if isinstance(cell, str)))
    kinds = {kind: [cell for cell in told if set(called(cell)) & set(data()["kinds"][kind])] for kind in _KINDS}
    other = [cell for cell in told if not any(cell in cells for cells in kinds.values())]
    if len(other) * 2 > len(told) or not told:
        return {}
    found: list[Options] = [{"constant": kind, "when": {name: cells}} for kind, cells in kinds.items() if cells]
    return {"kind": [*found, {"column": name, "when": {name: other}}] if other else found}


def _ids(name: str, ids: Mapping[str, str], cells: Cells) -> Options:
    """The column of identifiers that runs parallel to one of names, or that is called after it: `director_url`."""
    for other, scheme in ids.items():
        if separator := separator_beside(cells[name], cells[other]):
            return {"separator": separator, "ids": {"column": other, "scheme": scheme}}
    after = (other for other in ids if set(called(other)) & {f"{form} {end}" for form in called(name) for end in _IDS})
    return next(({"ids": {"column": other, "scheme": ids[other]}} for other in after), {})
