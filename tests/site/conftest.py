"""Sites of a few things, made in a moment."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.profile import Profile
from kg.site import browse
from kg.site.frame import Site
from kg.site.index import Index, gather
from kg.site.index_rows import rows
from kg.site.items import Items

LANGUAGES = ("en", "nl")

Show = Callable[[Iterable[bytes]], dict[str, Items]]
"""Makes a site of lines of the gated graph; gives by language what is needed to show it."""


@pytest.fixture(scope="session")
def show(tmp_path_factory: pytest.TempPathFactory, plan: Profile) -> Show:
    """Makes sites."""

    def made(lines: Iterable[bytes]) -> dict[str, Items]:
        folder = tmp_path_factory.mktemp("site")
        (folder / "part").write_bytes(b"".join(sorted(lines)))
        gather(folder / "index", [rows(folder / "part", plan, LANGUAGES)])
        return _items(folder / "index", plan)

    return made


def _items(path: Path, plan: Profile) -> dict[str, Items]:
    index = Index(path)
    named = ("Films & more", "The Archive", "https://licence.example/by/4.0/", "https://films.example/")
    site = Site(*named, LANGUAGES, "2026-11-23", browse.sections(index, plan))
    return {language: Items(site, language, index, plan) for language in LANGUAGES}


@pytest.fixture(scope="session")
def small(show: Show, lines: list[bytes], near_lines: list[bytes]) -> dict[str, Items]:
    """The site of the film and of what it links to, by language."""
    return show([*lines, *near_lines])


@pytest.fixture(scope="session")
def turtle_lines() -> Callable[[str], list[bytes]]:
    """Makes lines of Turtle, with the prefixes of the house."""
    prefixes = """
    @prefix schema: <http://schema.org/> .
    @prefix rg: <https://w3id.org/reelgraph/ontology#> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    @base <https://films.example/> .
    """

    def lines(turtle: str) -> list[bytes]:
        triples = ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE)
        written = ox.serialize(triples, format=ox.RdfFormat.N_QUADS)
        return (written or b"").splitlines(keepends=True)

    return lines
