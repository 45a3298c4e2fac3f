"""Questions of who is who, and a person's answers: between a build's tables and `matches.csv` of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from kg.graph import batches
from kg.graph.describe import Block
from kg.graph.evidence import of_question
from kg.graph.identity.asking import matches
from kg.graph.identity.asking.matches import Answer, Row, Table
from kg.graph.identity.asking.questions import Question
from kg.graph.identity.mention import identifier, of_record, of_thing
from kg.graph.identity.resolve import Identities
from kg.model import iris
from kg.model.profile import Profile, profile
from kg.model.record import Record
from kg.sources.catalogue import MATCHES, Catalogue


def table(catalogue: Catalogue) -> Table:
    """`matches.csv` of a catalogue. Raises ReelgraphError where it cannot be read."""
    return matches.read(catalogue.root / MATCHES)


def answers(catalogue: Catalogue, found: Table) -> list[Answer]:
    """What people say in it. Raises Mistakes."""
    return matches.answers(found, profile().by_folder, catalogue.base)


def account(identities: Identities, found: Sequence[Path], path: Path, base: str) -> list[Block]:
    """Write the open questions of a build into a file, in words of the records, which are in the batches `found`.

    Gives what the evidence has of each.
    """
    asked = identities.questions()
    evidence = identities.evidence(called(found, involved(asked)))
    rows = [evidence.row(question) for question in asked]
    matches.write(path, matches.COLUMNS, rows)
    return [_block(identities, base, question, row) for question, row in zip(asked, rows, strict=True)]


def _block(identities: Identities, base: str, question: Question, row: Row) -> Block:
    sides = (identities.document(side.entity) for side in (question.one, question.other))
    first, second = (iris.thing(base, *document) for document in sides)
    return of_question(base, first, second, row, namesakes=question.namesakes)


def involved(questions: Iterable[Question]) -> set[int]:
    """The records' films of which a person is told who asks for the evidence."""
    return {film for question in questions for side in (question.one, question.other) for film in side.films()}


def called(found: Sequence[Path], films: Collection[int]) -> dict[int, str]:
    """What records call their films, and the people in them, by mention; a film has its year behind it."""
    names: dict[int, str] = {}
    for batch in found:
        if any(said.film in films for said in batches.load_mentioned(batch).said):
            for record in batches.load_records(batch):
                film = identifier(of_record(record, profile().by_kind[record.kind]))
                if film in films:
                    names[film] = f"{record.title or record.source.key} ({record.year or 'no year'})"
                    names.update(_people(record, profile()))
    return names


def _people(record: Record, plan: Profile) -> Iterator[tuple[int, str]]:
    for field in plan.by_kind[record.kind].fields:
        if field.credited:
            value = getattr(record, field.name)
            target = plan.by_class[field.target]
            for people in value.values() if isinstance(value, dict) else [value]:
                yield from ((identifier(of_thing(person, target)), person.name) for person in people)
