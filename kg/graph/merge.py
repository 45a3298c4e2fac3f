"""What several records say of one thing becomes one description.

Statements are joined. Where the shape allows one value (one a language, for texts with `sh:uniqueLang` or a language),
the record that comes first wins: records come sorted by the precedence of their source, then by their own name.
What is not published stays in the evidence; only a title goes on as another title, so that people find the film by it.

Of a list whose order counts, the record that comes first gives the places; who stands in the lists of others alone is
published without one. A part that nothing of its document points at any more is not published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kg.graph.sort import Spilled
from kg.model.iris import THIS, normal
from kg.model.ntriples import cut, iri, statement
from kg.model.profile import CREDIT_CLASS, RDF_TYPE, Field, Kind, Profile

Description = dict[str, tuple[str, ...]]
"""Subject → its lines, sorted."""

List = tuple[tuple[str, str], ...]
"""What is stated of the list that a credit is in: predicates and terms."""

_TYPE = iri(RDF_TYPE)
_NAMES = ("title", "name")


@dataclass(frozen=True, slots=True)
class Slots:
    """Classes and predicates, in angle brackets: `fields` are each predicate of a class with the field that it states.

    `position` says the place of a credit in a list, `list` are the predicates that say which list it is.
    """

    fields: dict[str, tuple[tuple[str, Field], ...]]
    position: str
    list: frozenset[str]


def slots(profile: Profile) -> Slots:
    """The table of what has room for one value only, from the plan."""
    fields = {
        iri(cls): tuple((iri(path), field) for field in shape.fields for path in (field.path, *field.implied))
        for cls, shape in profile.by_class.items()
    }
    paths_of_credit = {field.name: iri(field.path) for field in profile.by_class[CREDIT_CLASS].fields}
    lists = frozenset((paths_of_credit["role"], paths_of_credit["label"]))
    return Slots(fields, paths_of_credit["position"], lists)


def document(blocks: Iterable[Spilled], table: Slots) -> list[str]:
    """The lines of a document, from what records state of its thing and parts, sorted by subject, rank and record."""
    by_subject = {subject: list(stated) for subject, stated in groupby(blocks, key=lambda block: block.subject)}
    merged = {subject: merge([b.lines for b in stated], table) for subject, stated in by_subject.items()}
    if len({b.records for stated in by_subject.values() for b in stated}) > 1:
        merged = _linked(_placed(merged, by_subject, table))
    return [line for lines in merged.values() for line in lines]


class Difference(NamedTuple):
    """What a record states of a thing where another value is published: the name of the thing, of the record, and of
    the field, and both values (N-Triples syntax).
    """

    called: str
    record: str
    field: str
    stated: str
    published: str


def differences(blocks: Iterable[Spilled], merged: Iterable[str], table: Slots) -> Iterator[Difference]:
    """Where records of one document differ about its thing in what has room for one value; `merged` is the document."""
    published: dict[str, list[tuple[str, str]]] = {}
    for subject, predicate, term in map(cut, merged):
        published.setdefault(subject[1:-1], []).append((predicate, term))
    for subject, stated in groupby(blocks, key=lambda block: block.subject):
        ours = published.get(subject, []) if subject.endswith(THIS) else []
        fields = [pair for predicate, cls in ours if predicate == _TYPE for pair in table.fields.get(cls, ())]
        single = {path: field for path, field in fields if path == iri(field.path) and _has_one(field)}
        kept = {_slot(field, path, term): term for path, term in ours if (field := single.get(path))}
        called = next((term for path, term in ours if path in single and single[path].name in _NAMES), "")
        for block in stated if ours else ():
            for _, path, term in map(cut, block.lines):
                field = single.get(path)
                other = kept.get(_slot(field, path, term)) if field else None
                if field and other and other != term:
                    yield from (Difference(called, record, field.name, term, other) for record in block.records)


def _has_one(field: Field) -> bool:
    return field.single or field.kind is Kind.TEXT


def _slot(field: Field, path: str, term: str) -> tuple[str, str]:
    """What has room for one value: a property, or a property in one language."""
    return path, term.rpartition("@")[2] if field.kind is Kind.TEXT else ""


def _placed(merged: Description, by_subject: Mapping[str, list[Spilled]], table: Slots) -> Description:
    """The same without the places of credits that the leading record of their list does not have."""
    lists = {subject: _list(lines, table) for subject, lines in merged.items()}
    leaders: dict[List, tuple[str, str]] = {}
    for subject, stated in by_subject.items():
        first = (stated[0].rank, stated[0].records[0])
        leaders[lists[subject]] = min(leaders.get(lists[subject], first), first)
    placed: Description = {}
    for subject, lines in merged.items():
        leader = leaders[lists[subject]]
        led = any((block.rank, record) == leader for block in by_subject[subject] for record in block.records)
        placed[subject] = lines if led else tuple(line for line in lines if cut(line)[1] != table.position)
    return placed


def _list(lines: tuple[str, ...], table: Slots) -> List:
    """What says which list a credit is in; the same for all that is no credit, which has no places to lose."""
    return tuple((predicate, term) for _, predicate, term in map(cut, lines) if predicate in table.list)


def _linked(merged: Description) -> Description:
    targets = {cut(line)[2][1:-1] for lines in merged.values() for line in lines}
    return {subject: lines for subject, lines in merged.items() if subject.endswith(THIS) or subject in targets}


def merge(claims: Sequence[tuple[str, ...]], table: Slots) -> tuple[str, ...]:
    """One description of a subject: sorted lines, each once.

    A claim is all that one record states of the subject, as sorted lines; the most authoritative comes first.
    """
    if all(claim == claims[0] for claim in claims):
        return claims[0]
    stated = [(number, line, *cut(line)[1:]) for number, claim in enumerate(claims) for line in claim]
    classes = {term for _, _, predicate, term in stated if predicate == _TYPE}
    fields = [pair for cls in classes for pair in table.fields.get(cls, ())]
    single = {path for path, field in fields if field.single}
    by_language = {path for path, field in fields if field.kind is Kind.TEXT}
    holder: dict[tuple[str, str], int] = {}
    merged: set[str] = set()
    for number, line, predicate, term in stated:
        value = term.rpartition("@")[2] if predicate in by_language else term
        slot = (predicate, "" if predicate in single else value)
        if holder.setdefault(slot, number) == number:
            merged.add(line)
    return tuple(sorted(_retitled(stated, fields, merged)))


def _retitled(
    stated: Iterable[tuple[int, str, str, str]], fields: Iterable[tuple[str, Field]], merged: set[str]
) -> set[str]:
    """The same, where the title of a record that another one precedes is another title, unless it is spelt alike.

    An other title that is the title is none: as of one record, what is said again is left out.
    """
    others, titles = ({path for path, field in fields if field.name == name} for name in ("alternate_titles", "title"))
    if not others:
        return merged
    said = [(line, predicate, term) for _, line, predicate, term in stated if predicate in titles | others]
    published = {term for line, predicate, term in said if predicate in titles and line in merged}
    again = {line for line, predicate, term in said if predicate in others and term in published}
    known = {normal(term) for line, _, term in said if line in merged - again}
    added: dict[str, str] = {}
    for line, predicate, term in said:
        if predicate in titles and term not in published and normal(term) not in known:
            added.setdefault(normal(term), statement(cut(line)[0][1:-1], min(others)[1:-1], term))
    return (merged - again) | set(added.values())
