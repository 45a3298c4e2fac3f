"""Who is who in some records, as a build has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.graph.identity.asking.matches import Answer, Row
from kg.graph.identity.mention import identifier, mentions, of_record, of_thing
from kg.graph.identity.resolve import Identities, LedgerRow
from kg.graph.identity.said import said
from kg.graph.origins import origin
from kg.model.profile import profile
from kg.model.record import Person, Record

BASE = "https://films.example.org/"
PERSON = "http://schema.org/Person"


@dataclass
class Who:
    """The slugs of films by the keys of their records, and of people by key and name."""

    films: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str, str], str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    joined: tuple[int, int] = (0, 0)
    ledger: list[LedgerRow] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    why: Callable[..., list[str]] = field(default=lambda: [])

    def one(self, *keys: str) -> bool:
        """Whether records describe one film."""
        return len({self.films[key] for key in keys}) == 1


Asked = Callable[..., Who]


@pytest.fixture(scope="session")
def who(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Who is who in some records, which the promises of a ledger may precede."""

    def ask(records: Sequence[Record], rows: Sequence[LedgerRow] = (), answers: Sequence[Answer] = ()) -> Who:
        return _who(tmp_path_factory.mktemp("who") / "identities", records, rows, answers)

    return ask


def _who(path: Path, records: Sequence[Record], rows: Sequence[LedgerRow], answers: Sequence[Answer]) -> Who:
    identities = Identities(path, rows, BASE, answers)
    for record in records:
        identities.add(mentions(record, profile()), 0)
        identities.hear([said(record, profile())])
        identities.stand([origin(record)])
    slugs = identities.resolve()
    here = {(film, mention): slug for film, mention, slug in identities.meant()}
    found = Who(doubts=[line for _, line in identities.doubts()], joined=identities.joined())
    for record in records:
        film = of_record(record, profile().by_kind[record.kind])
        found.films[record.source.key] = here.get((identifier(film), identifier(film)), film.slug)
        for person in _people(record):
            mention = of_thing(person, profile().by_class[PERSON])
            own = slugs.get(identifier(mention), mention.slug)
            slug = here.get((identifier(film), identifier(mention)), own)
            found.people[record.source.key, person.name] = slug
    identities.publish({("film", slug) for slug in found.films.values()})
    identities.publish({("person", slug) for slug in found.people.values()})
    found.ledger = list(identities.ledger("2026-01-02"))
    evidence = identities.evidence({})
    found.questions = [evidence.row(question) for question in identities.questions()]
    found.why = lambda *addresses: identities.why(addresses, BASE, lambda _: {})
    return found


def _people(record: Record) -> list[Person]:
    others = [person for people in record.other_credits.values() for person in people]
    roles = ("directors", "cast", "composers", "screenwriters", "cinematographers", "editors", "producers")
    lists = (getattr(record, role) for role in roles)
    return [*(person for people in lists for person in people), *others]
