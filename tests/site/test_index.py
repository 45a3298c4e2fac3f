"""What links to what, and what there is to browse."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg.model.profile import Profile
from kg.site.cards import Card
from kg.site.index import Count, Index, gather
from kg.site.index_rows import rows
from kg.site.items import Items
from kg.site.ways import linking

Lines = Callable[[str], list[bytes]]
Show = Callable[[list[bytes]], dict[str, Items]]

BASE = "https://films.example/"
FILMS = """
<film/a/#this> a schema:Movie ; schema:name "A" ; schema:dateCreated "2020"^^xsd:gYear ;
    schema:genre "Drama", "Sci-fi" ;
    schema:director <person/ann/#this> ; schema:musicBy <person/bob/#this> ; schema:actor <person/ann/#this> .
<film/b/#this> a schema:Movie ; schema:name "B" ; schema:dateCreated "2022"^^xsd:gYear ; schema:genre "Sci-Fi" ;
    schema:director <person/ann/#this> ; schema:musicBy <person/bob/#this>, <person/ann/#this> ;
    schema:countryOfOrigin <country/be/#this> .
<film/c/#this> a schema:Movie ; schema:name "C" ; schema:genre "Sci-Fi", "sci fi", "SCI FI!" ;
    schema:director <person/ann/#this>, <person/cy/#this> ; schema:musicBy <person/gone/#this> .
<person/ann/#this> a schema:Person ; schema:name "Ann" ; schema:affiliation <organization/o/#this> .
<person/bob/#this> a schema:Person ; schema:name "Bob" .
<person/cy/#this> a schema:Person ; schema:name "Cy" .
<country/be/#this> a schema:Country ; schema:name "Belgium"@en, "België"@nl .
<organization/o/#this> a schema:Organization ; schema:name "O" .
"""


@pytest.fixture(scope="module")
def index(show: Show, turtle_lines: Lines) -> Index:
    """The index of three films."""
    return show(turtle_lines(FILMS))["en"].index


def _iri(path: str) -> str:
    return f"{BASE}{path}/#this"


def _names(cards: Iterable[Card]) -> list[str]:
    return [card.name("en") for card in cards]


def _field(plan: Profile, name: str) -> int:
    return next(number for number, field in enumerate(linking(plan)) if field.name == name)


def test_folders(index: Index) -> None:
    """How many things each has."""
    assert index.folders() == {"country": 1, "film": 3, "organization": 1, "person": 3}


def test_links_are_known_from_both_ends(index: Index, plan: Profile) -> None:
    """Through each field, how many link to a thing, and which: the newest first, the undated last."""
    fields = linking(plan)
    found = {fields[number].name: count for number, count in index.links(_iri("person/ann"))}
    assert found == {"directors": 3, "composers": 1, "cast": 1}
    assert _names(index.sources(_iri("person/ann"), _field(plan, "directors"))) == ["B", "A", "C"]
    assert _names(index.sources(_iri("organization/o"), _field(plan, "affiliation"))) == ["Ann"]
    assert index.links(_iri("film/a")) == []


def test_a_thing_that_links_in_several_ways_links_once(index: Index) -> None:
    """Whoever directs a film and acts in it has one film."""
    assert index.linked(_iri("person/ann")) == 3
    assert index.linked(_iri("person/gone")) == 0


def test_links_come_in_the_order_of_the_fields(index: Index, plan: Profile) -> None:
    """Directing before acting, as on a film's page."""
    numbers = [number for number, _ in index.links(_iri("person/ann"))]
    assert [linking(plan)[number].name for number in numbers] == ["directors", "composers", "cast"]


def test_what_is_not_published_is_not_there(index: Index) -> None:
    """It has no card, and nothing links to it."""
    assert index.card(_iri("person/gone")) is None
    assert index.links(_iri("person/gone")) == []


def test_lists_are_alphabetical(index: Index) -> None:
    """Those of a folder, and their letters in the same order."""
    assert _names(index.listed("person", "en")) == ["Ann", "Bob", "Cy"]
    assert index.letters("person", "nl") == [("A", 1), ("B", 1), ("C", 1)]


def test_newest(index: Index) -> None:
    """As many as are asked for."""
    assert _names(index.newest("film", 2)) == ["B", "A"]


def test_values_of_two_spellings_are_one(index: Index) -> None:
    """Called as it is most often; a thing that has several of them counts once."""
    assert [*index.values("genre").values()] == [Count("drama", "Drama", 1), Count("sci-fi", "Sci-Fi", 3)]
    assert _names(index.faceted("genre", "sci-fi")) == ["B", "A", "C"]


def test_values_of_links_are_their_names(index: Index) -> None:
    """A country is known by its IRI."""
    assert index.values("country") == {"be": Count("be", _iri("country/be"), 1)}
    assert _names(index.faceted("country", "be")) == ["B"]


def test_no_values(index: Index) -> None:
    """A facet that no thing has."""
    assert index.values("edition") == {}
    assert _names(index.faceted("edition", "x")) == []


def test_counts_are_those_of_lists(index: Index) -> None:
    """For every value of every facet."""
    for facet in ("year", "genre", "country", "language"):
        for value in index.values(facet).values():
            assert len(list(index.faceted(facet, value.key))) == value.count, value


def test_together(index: Index, plan: Profile) -> None:
    """Who directed what whom scored, the most often first; nobody works together with the own person."""
    directors, composers = _field(plan, "directors"), _field(plan, "composers")
    assert index.together(directors, composers, 9) == [(_iri("person/ann"), _iri("person/bob"), 2)]
    assert index.together(directors, composers, 0) == []
    assert index.pairs(directors, composers) == 1


def test_companions(index: Index) -> None:
    """Those of the same kind who share at least two films, whatever they do in them."""
    assert index.companions(_iri("person/ann"), 9) == [(_iri("person/bob"), 2)]
    assert index.companions(_iri("person/cy"), 9) == []


def test_years(index: Index, plan: Profile) -> None:
    """Of those that are dated, by field."""
    directed = [
        (year, count) for number, year, count in index.years(_iri("person/ann")) if number == _field(plan, "directors")
    ]
    assert directed == [("2020", 1), ("2022", 1)]


def test_filled(index: Index, plan: Profile) -> None:
    """How many things of a shape state a field."""
    shape = plan.by_folder["film"].iri
    assert {name: index.filled()[shape, name] for name in ("title", "year", "countries")} == {
        "title": 3,
        "year": 2,
        "countries": 1,
    }
    assert (shape, "duration") not in index.filled()


def test_the_order_of_parts_does_not_show(tmp_path: Path, turtle_lines: Lines, plan: Profile) -> None:
    """Parts are gathered as they are done."""
    found = []
    for number, lines in enumerate((turtle_lines(FILMS), turtle_lines(FILMS)[::-1])):
        gathered = []
        for subject in dict.fromkeys(line.split(b"#")[0] for line in lines):
            (tmp_path / "part").write_bytes(b"".join(sorted(line for line in lines if line.startswith(subject))))
            gathered.append(list(rows(tmp_path / "part", plan, ["en"])))
        gather(tmp_path / str(number), gathered)
        index = Index(tmp_path / str(number))
        lists = {folder: _names(index.listed(folder, "en")) for folder in index.folders()}
        found.append((lists, _names(index.newest("film", 9)), index.values("genre"), index.links(_iri("person/ann"))))
    assert found[0] == found[1]
