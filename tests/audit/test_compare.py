"""Markup that says the same in other words, or says something else, beside a small release."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.audit.compare import compare
from kg.audit.findings import Discrepancy
from kg.audit.graph import Graph
from kg.audit.nodes import Stated
from kg.audit.page import read
from kg.audit.reports import Audit
from kg.audit.worded import worded
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.pipeline.build import build
from kg.release.opened import Release

CATALOGUE = """
name = "Films"
base = "https://films.example/"
publisher = "Films"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
FILMS: list[dict[str, Any]] = [
    {
        "title": "Kin",
        "year": 2020,
        "duration": "PT1H45M",
        "genres": ["Drama"],
        "directors": ["Ann Aerts"],
        "based_on": [{"title": "The House", "authors": ["Zoë Maes"], "kind": "book"}],
        "identifiers": {"eidr": "10.5240/B752-5B47-DBBE-E5D4-5A3F-N"},
        "page": "https://site.example/kin",
        "screenings": [
            {"start": f"2026-12-0{day}T20:00+01:00", "venue": {"name": "Hall 1"}} for day in (1, 2)
        ],
    },
    {"title": "Close", "year": 2022, "directors": ["Lukas Dhont"]},
    {"title": "Close", "directors": ["Lukas Dhont"], "duration": "PT1H44M", "page": "https://site.example/close"},
]  # fmt: skip
WHOLE: dict[str, Any] = {
    "name": "Kin",
    "url": "https://site.example/kin",
    "dateCreated": "2020",
    "duration": "PT105M",
    "genre": "Drama",
    "director": {"@type": "Person", "name": "Ann Aerts"},
    "isBasedOn": {"@type": "Book", "name": "The House", "author": {"@type": "Person", "name": "Zoë Maes"}},
    "titleEIDR": "10.5240/B752-5B47-DBBE-E5D4-5A3F-N",
    "subjectOf": [
        {
            "@type": "ScreeningEvent",
            "name": "Kin",
            "startDate": f"2026-12-0{day}T20:00:00+01:00",
            "location": {"@type": "Place", "name": "Hall 1"},
        }
        for day in (1, 2)
    ],
}
Findings = Callable[[dict[str, Any] | list[dict[str, Any]]], list[Discrepancy]]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What is found on a page with that markup of a film."""
    folder = tmp_path_factory.mktemp("films")
    (folder / "catalogue.toml").write_text(CATALOGUE, "utf-8")
    (folder / "films.jsonl").write_text("\n".join(map(json.dumps, FILMS)), "utf-8")
    build(folder, folder.parent / "out")
    graph = Graph(Release.open(folder.parent / "out"))

    def found(said: dict[str, Any] | list[dict[str, Any]]) -> list[Discrepancy]:
        films = [{"@type": "Movie"} | each for each in (said if isinstance(said, list) else [said])]
        script = json.dumps({"@context": "https://schema.org", "@graph": films})
        html = f'<html lang="en"><script type="application/ld+json">{script}</script></html>'
        return list(compare(read("page.html", html.encode()), graph))

    return found


SAME = [
    ("all that the release says", {}),
    ("what no release keeps of a book", {"isBasedOn": {**WHOLE["isBasedOn"], "isbn": "0-330-25864-8"}}),
    ("an identifier as what it is the same as", {"sameAs": f"https://doi.org/{WHOLE['titleEIDR']}", "titleEIDR": []}),
    ("who worked on it, not saying as what", {"contributor": {"@type": "Person", "name": "Ann Aerts"}}),
    ("its month of publication, for its year", {"dateCreated": [], "datePublished": "2020-10"}),
    ("its identifier, for its address", {"url": [], "@id": "https://site.example/kin"}),
]


@pytest.mark.parametrize(("what", "other"), SAME)
def test_the_same_in_other_words(findings: Findings, what: str, other: dict[str, Any]) -> None:
    """What means the same is no finding."""
    assert findings(WHOLE | other) == [], what


APART = [
    ("another length beside", {"duration": ["PT105M", "PT90M"]}, "different", "duration", "PT90M", "PT1H45M"),
    ("two other lengths", {"duration": ["PT95M", "PT90M"]}, "different", "duration", "PT90M", "PT1H45M"),
    ("another genre beside", {"genre": ["Drama", "Crime"]}, "extra", "genre", "Crime", ""),
    ("another genre", {"genre": "Crime"}, "different", "genre", "Crime", "Drama"),
    ("somebody else's work", {"contributor": {"@type": "Person", "name": "Bob"}}, "extra", "contributor", "Bob", ""),
    ("no year", {"dateCreated": []}, "missing", "dateCreated", "", "2020"),
    ("another identifier", {"titleEIDR": "10.5240/7791-8534-2C23-9030-8610-5"}, "different", "sameAs", "", ""),
    (
        "one showing less",
        {"subjectOf": WHOLE["subjectOf"][:1]},
        "missing",
        "subjectOf",
        "",
        "Kin, 2026-12-02T20:00:00+01:00, Hall 1",
    ),
]


@pytest.mark.parametrize(("what", "other", "rule", "property_", "page", "graph"), APART)
def test_something_else(
    findings: Findings, what: str, other: dict[str, Any], rule: str, property_: str, page: str, graph: str
) -> None:
    """A value beside the only right one is different, and where there may be several it is extra."""
    found = findings(WHOLE | other)
    assert {(each.rule, each.property, each.subject) for each in found} == {(rule, property_, "Kin")}, what
    told = [(each.page, each.graph) for each in found]
    assert (page, graph) in told or not (page or graph), told


UNMATCHED = [
    ({"name": "Close", "director": "Lukas Dhont"}, 2),
    ({"name": "Close", "director": "Lukas Dhont", "dateCreated": "2022"}, 0),
    ({"name": "Close", "director": "Lukas Dhont", "url": "https://site.example/close"}, 0),
    ({"name": "Close", "director": "Bob"}, None),
    ({"name": "Open"}, None),
]


@pytest.mark.parametrize(("said", "likely"), UNMATCHED)
def test_films_of_one_title(findings: Findings, said: dict[str, Any], likely: int | None) -> None:
    """Director and year together tell a film; where they do not, it is said which films it could be."""
    unmatched = [each.graph for each in findings(said) if each.rule == "unmatched"]
    told = [each.count("https://films.example/film/close") for each in unmatched]
    assert told == ([] if likely == 0 else [likely or 0])


def test_a_person_reads_a_property_in_one_line() -> None:
    """All that is missing of a property, with how much it is; programs get each finding."""
    found = [Discrepancy("a.html", 0, "missing", "Kin", "actor", "", name) for name in ("Ann", "Bob", "Zoë")]
    audit = Audit(1, 0, found)
    assert "  missing: Kin actor: 3 values: Ann; Bob; Zoë\n" in audit.report("text")
    assert audit.report("text").startswith("1 page: 3 findings")
    assert len(json.loads(audit.report("json"))["findings"]) == 3
    assert len(json.loads(audit.report("sarif"))["runs"][0]["results"]) == 3


def test_things_are_named_by_what_they_belong_to(tmp_path: Path) -> None:
    """A rating that nobody sees is that of a film, or of a review of it."""
    from kg.audit.seen import invisible

    rating = {"@type": "Rating", "ratingValue": 4}
    film = {"@context": "https://schema.org", "@type": "Movie", "name": "Kin", "review": {"reviewRating": rating}}
    film |= {"aggregateRating": {"@type": "AggregateRating", "ratingValue": 7}}
    html = f'<html><script type="application/ld+json">{json.dumps(film)}</script>Kin</html>'
    found = [(each.subject, each.page) for each in invisible(read("page.html", html.encode()))]
    assert found == [("Kin review reviewRating", "4"), ("Kin aggregateRating", "7")]


def test_a_postal_address_is_a_line() -> None:
    """The parts of an address are what a release says in one text; the country may be missing."""
    parts = {"streetAddress": "Dam 1", "postalCode": "1012 JS", "addressLocality": "Amsterdam"}
    said = [
        Stated("_:place", SCHEMA + "address", "_:a", is_node=True),
        Stated("_:a", RDF_TYPE, SCHEMA + "PostalAddress", is_node=True),
    ]
    said += [Stated("_:a", SCHEMA + name, text, is_node=False) for name, text in parts.items()]
    assert [(s.value, s.is_node) for s in worded(said)] == [("Dam 1, 1012 JS Amsterdam", False)]
