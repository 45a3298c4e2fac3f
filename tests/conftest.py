"""What holds for all tests, and what tests of several rooms look at: a small film, the example catalogue, CPU time."""

import json
import os
import signal
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from filelock import FileLock
from hypothesis import settings

from kg.model.profile import Profile, profile
from kg.pipeline.build import build
from kg.release.documents import Document, Neighbours, described, documents
from kg.system import resources

# A noisy machine is no fault of the code.
settings.register_profile("reelgraph", deadline=None)
settings.load_profile("reelgraph")

RELEASED = "https://films.example.org/"
FILM = """
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://films.example/film/kin-2020/#> .

:this a schema:Movie, rg:ShortFilm ;
    schema:name "Kin" ; schema:alternateName "أقارب" ;
    schema:dateCreated "2020"^^xsd:gYear ; schema:duration "PT20M"^^xsd:duration ;
    schema:countryOfOrigin <https://films.example/country/be/#this> ;
    schema:director <https://films.example/person/ann/#this> ;
    schema:actor <https://films.example/person/ann/#this>, <https://films.example/person/zoe/#this> ;
    rg:screenwriter <https://films.example/person/ann/#this> ;
    schema:author <https://films.example/person/ann/#this> ;
    rg:cinematographer <https://films.example/person/bob/#this> ;
    rg:crewMember <https://films.example/person/bob/#this> ;
    schema:contributor <https://films.example/person/bob/#this> ;
    schema:isBasedOn <https://films.example/work/novel/#this> ;
    schema:description "Two sisters.\\n\\nOne house."@en, "Twee zussen."@nl ;
    rg:quotation :quotes-1 ; schema:subjectOf :quotes-1 ;
    schema:image :images-1, :images-2 ;
    schema:url <https://festival.example/kin> ;
    schema:sameAs <http://www.wikidata.org/entity/Q1> ;
    rg:credit :cast-ann, :cast-zoe, :directors-ann, :crew-bob .

:cast-zoe a rg:Credit, schema:Role ; rg:creditedPerson <https://films.example/person/zoe/#this> ;
    rg:role schema:actor ; rg:position 1 ; rg:character "The elder" .
:cast-ann a rg:Credit, schema:Role ; rg:creditedPerson <https://films.example/person/ann/#this> ;
    rg:role schema:actor ; rg:position 2 .
:directors-ann a rg:Credit, schema:Role ; rg:creditedPerson <https://films.example/person/ann/#this> ;
    rg:role schema:director ; rg:position 1 .
:crew-bob a rg:Credit, schema:Role ; rg:creditedPerson <https://films.example/person/bob/#this> ;
    rg:role rg:crewMember ; rg:position 1 ; schema:roleName "Art Director" .
:quotes-1 a schema:Quotation ; schema:text "Small & <great>." ; schema:creditText "The Paper" .
:images-1 a schema:ImageObject ; schema:contentUrl <https://festival.example/kin.jpg> ; schema:caption "A house" .
:images-2 a schema:ImageObject ; schema:identifier "8a7f" .
"""
NEIGHBOURS = """
@prefix schema: <http://schema.org/> .
@prefix rg: <https://w3id.org/reelgraph/ontology#> .
<https://films.example/person/ann/#this> a schema:Person ; schema:name "Ann" .
<https://films.example/person/bob/#this> a schema:Person ; schema:name "Bob" .
<https://films.example/person/zoe/#this> a schema:Person ; schema:name "Zoë" .
<https://films.example/country/be/#this> a schema:Country ; schema:name "Belgium"@en, "België"@nl .
<https://films.example/work/novel/#this> a rg:SourceWork, schema:CreativeWork, schema:Book ; schema:name "Novel" .
"""


@pytest.hookimpl(tryfirst=True)  # before the markers are chosen by
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What measures time is slow: it tries large input, and a busy machine makes it try again."""
    for item in items:
        if {"linear", "seconds"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tests by others' tools and material are skipped where these are absent; in CI they have to be there."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"in CI nothing is skipped: {item.nodeid}: {report.longrepr}"
    return report


def _lines(turtle: str) -> list[bytes]:
    written = ox.serialize(ox.parse(turtle, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_QUADS)
    return sorted((written or b"").splitlines(keepends=True))


@pytest.fixture(scope="session")
def plan() -> Profile:
    """The profile of the house."""
    return profile()


@pytest.fixture(scope="session")
def lines() -> list[bytes]:
    """The film's lines as they stand in the gated graph."""
    return _lines(FILM)


@pytest.fixture(scope="session")
def near_lines() -> list[bytes]:
    """Type and name of what the film links to, as lines of the gated graph."""
    return _lines(NEIGHBOURS)


@pytest.fixture(scope="session")
def film(lines: list[bytes]) -> Document:
    """The film's document."""
    return next(documents(lines))


@pytest.fixture(scope="session")
def others(near_lines: list[bytes]) -> Neighbours:
    """Type and name of what the film links to."""
    return described(line.decode().rstrip("\n") for line in near_lines)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example catalogue, built with all its pages; once, however many workers test."""
    base = tmp_path_factory.getbasetemp()
    out = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "example"
    with FileLock(f"{out}.lock"):
        if not (out / "current").exists():
            build(resources.DOCS.parent / "data", out)
    return out / "current"


def _markup(path: str, **said: Any) -> str:
    node = {"@id": f"{RELEASED}{path}/#this", "@type": "Movie", "url": {"@id": f"{RELEASED}{path}/"}, **said}
    return json.dumps({"@context": "https://schema.org", "@graph": [node]}, ensure_ascii=False)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release made by hand: kin-2020, whose page is https://festival.example/en/kin, salt-2021, and an episode."""
    folder = tmp_path / "out"
    (folder / "markup" / "episode").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"base": RELEASED, "languages": ["en", "nl"], "files": []}))
    films = {
        "kin-2020": _markup(
            "film/kin-2020",
            name="Kin",
            dateCreated="2020",
            duration="PT1H45M",
            director={"@id": f"{RELEASED}person/ann/#this", "@type": "Person", "name": "Ann"},
            actor=[{"@id": f"{RELEASED}person/zoe/#this", "@type": "Person", "name": "Zoë"}],
            url={"@id": "https://festival.example/en/kin"},
        ),
        "salt-2021": _markup("film/salt-2021", name="Salt </script><!--<script> \u2028\u200f🎬"),
        "episode/pilot-2022": _markup("episode/pilot-2022", name="Pilot", **{"@type": "TVEpisode"}),
    }
    for name, text in films.items():
        (folder / "markup" / f"{name}.json").write_text(text, "utf-8")
    return folder


ENDLESS = 20.0
"""In seconds. Nothing here takes a tenth of it."""


class TooLong(Exception):
    """It does not end in time."""


@contextmanager
def _at_most(limit: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


NO_TIME = 0.03
"""In seconds."""


def _seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The CPU time of this process and of what it ran, the least of some repeats; endless if it does not end."""
    found: list[float] = []
    for _ in range(repeats):
        try:
            with _at_most(ENDLESS):
                start = time.process_time()
                work()
                found.append(time.process_time() - start)
        except TooLong:
            return float("inf")
    return min(found)


@pytest.fixture(scope="session")
def seconds() -> Callable[..., float]:
    """`seconds(work, repeats=1)`: the CPU time of `work`, the least of some repeats; inf if it does not end."""
    return _seconds


@pytest.fixture(scope="session")
def linear() -> Callable[[Callable[[int], object], int], bool]:
    """`linear(work, size)`: whether `work` of four times the size takes less than eight times the CPU time.

    What takes no time is done with. What looks slow once may be the machine: it is asked three times.
    """

    def once(work: Callable[[int], object], size: int) -> bool:
        many = _seconds(lambda: work(4 * size))
        return many < NO_TIME or many < 8 * _seconds(lambda: work(size))

    def asked(work: Callable[[int], object], size: int) -> bool:
        return any(once(work, size) for _ in range(3))

    return asked
