"""Films by what they are called, and by the addresses of their pages."""

from pathlib import Path

import pytest

from kg.release.opened import Release
from kg.system.errors import ReelgraphError


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://festival.example/en/kin/", ["kin-2020"]),
        ("https://festival.example/nl/kin", []),
        ("https://festival.example/en/kin?page=2", []),
        ("https://films.example.org/film/kin-2020", ["kin-2020"]),
        ("https://films.example.org/film/kin-2020/#this", ["kin-2020"]),
        ("http://films.example.org/nl/film/kin-2020/", ["kin-2020"]),
        ("https://films.example.org/fr/film/kin-2020/", []),
        ("https://films.example.org/film/salt-2021/", ["salt-2021"]),
        ("https://films.example.org/episode/pilot-2022/", ["episode/pilot-2022"]),
        ("https://other.example/film/kin-2020/", []),
        ("https://films.example.org/", []),
        ("http://[", []),
        ("x", []),
    ],
)
def test_by_address(release: Path, address: str, found: list[str]) -> None:
    """A film is at the page that its record states and at its own document, in each language of the release."""
    assert [film.name for film in Release.open(release).films.at(address)] == found


@pytest.mark.parametrize(
    "name",
    [
        "kin-2020",
        "film/kin-2020/",
        "nl/film/kin-2020",
        "https://films.example.org/film/kin-2020/#this",
        "https://films.example.org/film/kin-2020/",
        "http://films.example.org/en/film/kin-2020",
    ],
)
def test_by_name(release: Path, name: str) -> None:
    """A film is named by its slug, its IRI, or the path or address of its document, in each language."""
    film = Release.open(release).films.named(name)
    assert film and film.iri == "https://films.example.org/film/kin-2020/#this"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "kin",
        "../manifest",
        "markup/../../manifest",
        "https://festival.example/en/kin",
        "https://other.example/film/kin-2020/",
        "Kin-2020",
        "person/kin-2020",
        "episode/kin-2020",
        "pilot-2022",
        "x\0y",
        "x" * 5000,
    ],
)
def test_no_name(release: Path, name: str) -> None:
    """Anything else names no film."""
    assert Release.open(release).films.named(name) is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Kin", "kin-2020"),
        ("kin (2020)", "kin-2020"),
        ("Kín-2021", "kin-2020"),
        ("mim-2020", ""),
        ("kin-salt-2020", ""),
        ("film/sallt-2021", "salt-2021"),
        ("Pilot", "episode/pilot-2022"),
        ("nothing of this kind", ""),
        ("https://other.example/film/kin/", ""),
        ("", ""),
        ("\udcff\0", ""),
        ("x" * 5000, ""),
    ],
)
def test_what_a_name_may_mean(release: Path, name: str, meant: str) -> None:
    """A title, or what is spelt nearly like it, leads to the name that the film has."""
    assert Release.open(release).films.meant(name) == (f"did you mean {meant}?" if meant else "")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"@graph":[{"@id":"https://a.example/film/other/#this"}]}', "\udcff"]
)
def test_damaged_markup(release: Path, text: str) -> None:
    """A file of markup that is none is told by its path."""
    (release / "markup" / "kin-2020.json").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ReelgraphError, match=r"kin-2020\.json: the release is damaged"):
        list(Release.open(release).films)
