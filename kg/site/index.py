"""What links to what, and what there is to browse: the whole site's table of contents, in a SQLite file.

Any process indexes a part; one gathers the rows; then every process may read.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from kg import iris
from kg.profile import Field, Kind, Profile
from kg.publish.graph import Document, Value, documents
from kg.publish.order import shape_of
from kg.site.cards import Card, alphabetical, card, letter, newest_first, year

_REMEMBERED = 20_000
_ID = "(SELECT id FROM card WHERE iri = ?)"
_GATHERED = """
CREATE TABLE row (iri TEXT, folder TEXT, name TEXT, time TEXT, year TEXT, data BLOB);
CREATE TABLE row_link (target TEXT, field INTEGER, source TEXT);
CREATE TABLE row_facet (facet TEXT, slug TEXT, value TEXT, source TEXT);
CREATE TABLE filled (shape TEXT, field TEXT, count INTEGER);
"""
# Things are numbered from the newest to the oldest, so that lists sorted by number are sorted by time.
_FINISHED = """
CREATE TABLE card (id INTEGER PRIMARY KEY, iri TEXT, folder TEXT, name TEXT, year TEXT, data BLOB);
INSERT INTO card SELECT NULL, iri, folder, name, year, data FROM row ORDER BY time, iri;
CREATE UNIQUE INDEX card_iri ON card (iri);
CREATE INDEX card_name ON card (folder, name, iri);

CREATE TABLE link (target INTEGER, field INTEGER, source INTEGER, PRIMARY KEY (target, field, source)) WITHOUT ROWID;
INSERT OR IGNORE INTO link SELECT target.id, field, source.id FROM row_link
    JOIN card AS target ON target.iri = row_link.target JOIN card AS source ON source.iri = row_link.source
    ORDER BY target.id, field, source.id;
CREATE INDEX link_source ON link (source, field, target);

CREATE TABLE facet (facet TEXT, slug TEXT, value TEXT, source INTEGER);
INSERT INTO facet SELECT facet, slug, value, card.id FROM row_facet JOIN card ON card.iri = row_facet.source
    ORDER BY facet, slug, card.id;
CREATE INDEX facet_value ON facet (facet, slug, source);

DROP TABLE row; DROP TABLE row_link; DROP TABLE row_facet;
"""


class Row(msgspec.Struct, frozen=True, array_like=True):
    """What indexing a document gave. `links` are targets by number of field, `facets` slugs and values by facet."""

    card: Card
    folder: str
    name: str
    time: str
    year: str
    links: tuple[tuple[str, int], ...]
    facets: tuple[tuple[str, str, str], ...]
    filled: tuple[str, ...]


class Count(msgspec.Struct, frozen=True):
    """How often: of a value of a facet (`key` is its slug) or a thing (its IRI), with what it is called."""

    key: str
    name: str
    count: int


@cache
def linking(profile: Profile) -> tuple[Field, ...]:
    """The fields that link to documents, in the order of shapes and fields: a link's field is its number in here."""
    shapes = sorted(profile.by_folder.values(), key=lambda shape: (shape.order, shape.folder))
    fields = (field for shape in shapes for field in shape.fields if field.kind is Kind.LINK)
    return tuple({field.iri: field for field in fields if profile.by_class[field.target].folder}.values())


@cache
def pairs(profile: Profile) -> tuple[tuple[int, int], ...]:
    """The numbers of the fields that are shown together: of each pair, the one that says so first."""
    numbers = {field.iri: number for number, field in enumerate(linking(profile))}
    return tuple((numbers[field.iri], numbers[field.paired]) for field in linking(profile) if field.paired)


def rows(part: Path, profile: Profile) -> Iterator[Row]:
    """The rows of a part: sorted N-Triples lines of whole documents of one folder."""
    numbers = {field.iri: number for number, field in enumerate(linking(profile))}
    with part.open("rb") as lines:
        for document in documents(lines):
            if row := _row(document, profile, numbers):
                yield row


def _row(document: Document, profile: Profile, numbers: dict[str, int]) -> Row | None:
    found, shape = card(document, profile), shape_of(document.thing, profile)
    if not found or not shape:
        return None
    stated = [(field, values) for field in shape.fields if (values := document.thing.values.get(field.path, ()))]
    return Row(
        card=found,
        folder=shape.folder,
        name=alphabetical(found.name("")),
        time=newest_first(found, shape),
        year=year(found, shape),
        links=tuple((value.value, numbers[f.iri]) for f, values in stated if f.iri in numbers for value in values),
        facets=tuple(facet for field, values in stated if field.facet for facet in _facets(field, values)),
        filled=tuple(field.name for field, _ in stated),
    )


def _facets(field: Field, values: tuple[Value, ...]) -> Iterator[tuple[str, str, str]]:
    for value in values:
        slug = iris.name(value.value) if field.kind is Kind.LINK else iris.slug([value.value])
        yield field.facet, slug, value.value


class Index:
    """The gathered rows. Cards that were asked for are remembered, as some directors stand in many lists."""

    def __init__(self, path: Path) -> None:
        """Open the file, made anew where there is none."""
        new = not path.exists()
        self._database = sqlite3.connect(path)
        self._card = msgspec.msgpack.Decoder(Card)
        self.card: Callable[[str], Card | None] = lru_cache(_REMEMBERED)(self._find)
        self.values: Callable[[str], tuple[Count, ...]] = cache(self._values)
        if new:
            self._database.executescript(_GATHERED)

    def add(self, rows: Iterable[Row]) -> None:
        """Add the rows of a part."""
        encode = msgspec.msgpack.encode
        filled: Counter[tuple[str, str]] = Counter()
        with self._database as database:
            for row in rows:
                iri = row.card.iri
                values = (iri, row.folder, row.name, row.time, row.year, encode(row.card))
                database.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", values)
                database.executemany("INSERT INTO row_link VALUES (?, ?, ?)", ((*link, iri) for link in row.links))
                facets = ((*facet, iri) for facet in row.facets)
                database.executemany("INSERT INTO row_facet VALUES (?, ?, ?, ?)", facets)
                filled.update((row.card.shape, field) for field in row.filled)
            counts = ((*key, count) for key, count in filled.items())
            database.executemany("INSERT INTO filled VALUES (?, ?, ?)", counts)

    def finish(self) -> None:
        """All rows are in."""
        self._database.executescript(_FINISHED)
        self._database.close()

    def _find(self, iri: str) -> Card | None:
        """The card of a thing, None for what is not published."""
        return next(self._cards("SELECT data FROM card WHERE iri = ?", iri), None)

    def folders(self) -> dict[str, int]:
        """How many things there are, by folder."""
        return dict(self._database.execute("SELECT folder, COUNT(*) FROM card GROUP BY folder ORDER BY folder"))

    def listed(self, folder: str) -> Iterator[Card]:
        """The things in a folder, in alphabetical order."""
        return self._cards("SELECT data FROM card WHERE folder = ? ORDER BY name, iri", folder)

    def letters(self, folder: str) -> list[tuple[str, int]]:
        """How many things in a folder stand under a letter, in the order of `listed`; "#" for no letter."""
        query = "SELECT substr(name, 1, 1), COUNT(*) FROM card WHERE folder = ? GROUP BY 1 ORDER BY 1"
        found: dict[str, int] = {}
        for first, count in self._database.execute(query, (folder,)):
            found[letter(first)] = found.get(letter(first), 0) + count
        return list(found.items())

    def newest(self, folder: str, most: int) -> Iterator[Card]:
        """The newest things of a folder."""
        return self._cards("SELECT data FROM card WHERE folder = ? ORDER BY id LIMIT ?", folder, most)

    def links(self, target: str) -> list[tuple[int, int]]:
        """The numbers of the fields that link to a thing, each with how many things do."""
        query = f"SELECT field, COUNT(*) FROM link WHERE target = {_ID} GROUP BY field ORDER BY field"
        return self._database.execute(query, (target,)).fetchall()

    def sources(self, target: str, field: int) -> Iterator[Card]:
        """What links to a thing through a field, the newest first."""
        query = f"SELECT data FROM link JOIN card ON id = source WHERE target = {_ID} AND field = ? ORDER BY source"
        return self._cards(query, target, field)

    def years(self, target: str) -> list[tuple[int, str, int]]:
        """The numbers of the fields that link to a thing, with the years of what does, and how many of each year do."""
        query = f"""SELECT field, year, COUNT(*) FROM link JOIN card ON id = source
            WHERE target = {_ID} AND year <> '' GROUP BY field, year ORDER BY field, year"""
        return self._database.execute(query, (target,)).fetchall()

    def _values(self, facet: str) -> tuple[Count, ...]:
        """The values of a facet, by slug, each called as it is most often."""
        query = """
            WITH stated AS (SELECT slug, value, source FROM facet WHERE facet = ?)
            SELECT slug, value, things FROM (SELECT slug, value, COUNT(*) AS n FROM stated GROUP BY slug, value)
            JOIN (SELECT slug, COUNT(DISTINCT source) AS things FROM stated GROUP BY slug) USING (slug)
            ORDER BY slug, n DESC, value"""
        found: dict[str, Count] = {}
        for slug, value, count in self._database.execute(query, (facet,)):
            found.setdefault(slug, Count(slug, value, count))
        return tuple(found.values())

    def faceted(self, facet: str, slug: str) -> Iterator[Card]:
        """The things that have a value of a facet, the newest first."""
        query = """SELECT data FROM card JOIN (SELECT DISTINCT source FROM facet WHERE facet = ? AND slug = ?)
            ON id = source ORDER BY source"""
        return self._cards(query, facet, slug)

    def together(self, one: int, other: int, most: int) -> list[tuple[str, str, int]]:
        """Which things the same sources link to through one field and through the other, the most often first."""
        query = """SELECT a.iri, b.iri, n FROM (
                SELECT x.target AS one, y.target AS other, COUNT(*) AS n FROM link x JOIN link y ON x.source = y.source
                WHERE x.field = ? AND y.field = ? AND one <> other
                GROUP BY one, other ORDER BY n DESC, one, other LIMIT ?
            ) JOIN card a ON a.id = one JOIN card b ON b.id = other ORDER BY n DESC, a.iri, b.iri"""
        return self._database.execute(query, (one, other, most)).fetchall()

    def paired(self, target: str, one: int, other: int, most: int) -> list[tuple[str, int]]:
        """What sources that link to a thing through one field link to through the other, and how many of them do."""
        query = f"""SELECT card.iri, COUNT(*) AS n FROM link x JOIN link y ON x.source = y.source
            JOIN card ON card.id = y.target
            WHERE x.target = {_ID} AND x.field = ? AND y.field = ? AND x.target <> y.target
            GROUP BY y.target ORDER BY n DESC, card.name, card.iri LIMIT ?"""
        return self._database.execute(query, (target, one, other, most)).fetchall()

    def companions(self, target: str, most: int) -> list[tuple[str, int]]:
        """The things of the same folder to which at least two of the same sources link, and how many do."""
        query = f"""SELECT other.iri, COUNT(DISTINCT b.source) AS n FROM link a JOIN link b ON a.source = b.source
            JOIN card one ON one.id = a.target JOIN card other ON other.id = b.target AND other.folder = one.folder
            WHERE a.target = {_ID} AND b.target <> a.target GROUP BY b.target HAVING n > 1
            ORDER BY n DESC, other.name, other.iri LIMIT ?"""
        return self._database.execute(query, (target, most)).fetchall()

    def filled(self) -> dict[tuple[str, str], int]:
        """How many things state a field, by the IRI of their shape and the field's name."""
        query = "SELECT shape, field, SUM(count) FROM filled GROUP BY shape, field ORDER BY shape, field"
        return {(shape, field): count for shape, field, count in self._database.execute(query)}

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _cards(self, query: str, *values: str | int) -> Iterator[Card]:
        return (self._card.decode(data) for (data,) in self._database.execute(query, values))
