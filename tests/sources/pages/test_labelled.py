"""Labelled pages: their layouts, the generic one, HTML, and pages that are none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.sources import guess, read
from kg.sources.pages.html import text_of
from kg.sources.pages.labelled import find
from kg.system import resources

HERE = Path(__file__).parent / "layouts"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "festival-layouts"


def film(path: Path) -> dict[str, Any]:
    """The record of a page, without its place."""
    (record,) = read(path, guess(path, "festival"), path.parent)
    assert isinstance(record, Record), record
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    found.pop("source")
    return found


def named(*names: str) -> list[dict[str, str]]:
    """People who have no more than a name."""
    return [{"name": name} for name in names]


EXPECTED: dict[str, dict[str, Any]] = {
    "berlin.txt": {
        "title": "Perfect Days",
        "year": 2023,
        "duration": "PT2H3M",
        "languages": ["ja"],
        "subtitles": ["en"],
        "countries": ["JP", "DE"],
        "directors": named("Wim Wenders"),
        "cast": named("Kôji Yakusho", "Aoi Yamada", "Min Tanaka"),
        "screenwriters": named("Wim Wenders", "Takuma Takasaki"),
        "cinematographers": named("Franz Lustig"),
        "editors": named("Toni Froschhammer"),
    },
    "bologna.txt": {
        "title": "Augure",
        "alternate_titles": ["Omen"],
        "year": 2023,
        "duration": "PT1H30M",
        "languages": ["fr"],
        "countries": ["BE", "NL", "DE", "ZA"],
        "directors": named("Baloji"),
        "cast": named("Marc Zinga", "Lucie Debay", "Eliane Umuhire"),
    },
    "madrid.txt": {
        "title": "Robot Dreams",
        "year": 2023,
        "duration": "PT1H42M",
        "languages": ["zxx"],
        "countries": ["ES", "FR"],
        "directors": named("Pablo Berger"),
        "producers": named("Ibon Cormenzana", "Ignasi Estapé", "Sandra Tapia", "Jérôme Vidal"),
    },
    "paris.txt": {
        "title": "Close",
        "year": 2022,
        "duration": "PT1H45M",
        "countries": ["BE", "FR", "NL"],
        "directors": named("Lukas Dhont"),
        "composers": named("Valentin Hadjadj"),
        "cast": named("Eden Dambrine", "Gustav De Waele", "Émilie Dequenne", "Léa Drucker"),
        "screenwriters": named("Lukas Dhont", "Angelo Tijssens"),
        "cinematographers": named("Frank van den Eeden"),
        "editors": named("Alain Dessauvage"),
    },
    "antwerpen.html": {
        "title": "Holly",
        "year": 2023,
        "duration": "PT1H40M",
        "languages": ["nl"],
        "countries": ["BE", "NL"],
        "directors": named("Fien Troch"),
        "composers": named("Johnny Jewel"),
        "cast": named("Cathalina Geeraerts", "Greet Verstraete", "Felix Heremans"),
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_pages_of_no_layout(name: str) -> None:
    """A page that only has labels, in any of seven languages, says what stands behind them, and nothing else."""
    assert film(HERE / name) == EXPECTED[name]


def test_a_layout_is_a_file(tmp_path: Path) -> None:
    """A new layout needs a file and no code."""
    page = "== Close ==\nMade by: Lukas Dhont\nCountry: Belgium\n"
    assert find(page) is None
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "mine.toml").write_text(
        "look = ['(?m)^== .* ==$']\nhead = ['== (?P<title>.*) ==']\n[labels]\n\"made by\" = \"directors\"\n"
    )
    layout, pairs = resources.within(resources.found(tmp_path), find, page) or (None, [])
    assert layout and [(pair.fields, pair.value) for pair in pairs if pair.fields] == [
        (("directors",), "Lukas Dhont"),
        (("countries",), "Belgium"),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the pages of other festivals are not here")
@pytest.mark.parametrize("name", ["cinando-robot-dreams", "piff-close", "sevilla-aftersun", "zff-living"])
def test_a_page_as_html(name: str, tmp_path: Path) -> None:
    """A page whose lines are blocks of HTML says what its text says."""
    text = (SHARED / f"{name}.txt").read_text("utf-8")
    lines = "".join(f"<p>{line.replace('&', '&amp;')}</p>\n" for line in text.splitlines())
    (tmp_path / f"{name}.html").write_text(f"<!doctype html><meta charset=utf-8>{lines}", "utf-8")
    assert film(tmp_path / f"{name}.html") == film(SHARED / f"{name}.txt")


def test_a_cut_off_page(tmp_path: Path) -> None:
    """A page that stops inside a line has lost the end of its last name: it is reported, and nobody is called so."""
    path = tmp_path / "a.txt"
    path.write_text("Title: Close\nYear: 2022\nDirector: Lukas Dhont\nCast: Eden Dambrine, Gustav De W")
    found = film(path)
    assert found["cast"] == named("Eden Dambrine")
    assert [(fault["field"], fault["raw"], fault["line"]) for fault in found["faults"]] == [("cast", "Gustav De W", 4)]


@pytest.mark.parametrize(
    "field", ["Director", "Producer", "Distributor", "Production companies", "Country", "Language"]
)
@pytest.mark.parametrize("mark", ["--", "—", "?", "..."])
def test_a_mark_in_place_of_a_value(field: str, mark: str, tmp_path: Path) -> None:
    """A dash where somebody or something should be named costs no more than itself."""
    page = tmp_path / "a.txt"
    page.write_text(f"Title: Close\nYear: 2022\nCast: Eden Dambrine\n{field}: {mark}\nDuration: 104 min\n", "utf-8")
    found = film(page)
    assert (found["title"], found["duration"], len(found["faults"])) == ("Close", "PT1H44M", 1)


def test_two_years_are_none(tmp_path: Path) -> None:
    """Where a page states two years, the first stays and the other is reported."""
    path = tmp_path / "a.txt"
    path.write_text("Title: Close\nYear: 2022\nDirector: Lukas Dhont\nCountry, Year: Belgium, 2021\n")
    assert [fault["raw"] for fault in film(path)["faults"]] == ["2021"]


@pytest.mark.parametrize(
    "page",
    ["", "Regie: Wim Wenders\n", "Contact: us\nPhone: 12\n", "<p>Just a page</p>", "Cast: A B\nCast: C D\n", "\0\0"],
)
def test_no_film_page(page: str, tmp_path: Path) -> None:
    """A page with fewer than three different labels that are known is no film page: one fault."""
    for name in ("a.txt", "a.html"):
        (tmp_path / name).write_text(page)
        (fault,) = read(tmp_path / name, guess(tmp_path / name, "festival"), tmp_path)
        assert isinstance(fault, Fault) and fault.field == ""


def test_hidden_parts_say_nothing() -> None:
    """Scripts, styles, navigation and what is marked as hidden are not read."""
    page = b"<p hidden>Year: 1</p><nav>Year: 2</nav><script>Year: 3</script><!-- Year: 4 --><p>Year: 2022</p>"
    assert text_of(page).lines == "Year: 2022\n"


@pytest.mark.parametrize(
    "page",
    [b"<div>" * 50_000, b"<p>" * 100_000, b"<table>" * 20_000, b"<" * 100_000, b"&" * 100_000, b"\xff\xfe<p>", b""],
)
def test_hostile_html(page: bytes) -> None:
    """No page takes long or ends the program."""
    assert text_of(page).lines.count("\n") < 1000


@given(st.binary())
def test_any_bytes_are_a_page(data: bytes) -> None:
    """Whatever the bytes, they have a text."""
    text_of(data)
    text_of(b"<p>" + data)


HEAD = "Title: Here\nYear: 2001\nDirector: Ann Lee\nDuration: 100 min\n"


@pytest.mark.parametrize(
    "label", ["Cast: Ann Lee%s", "Country: Qqx%s", "Genre: a%s, b%s", "Gibberish: x%s", "Year: %s"]
)
def test_pages_of_many_labels(label: str, tmp_path: Path, linear: Callable[..., bool]) -> None:
    """Four times the labels of a page, understood or not, take about four times as long, and not sixteen times."""

    def work(count: int) -> None:
        lines = [label.replace("%s", "".join(chr(97 + int(one)) for one in str(number))) for number in range(count)]
        path = tmp_path / "a.txt"
        path.write_text(HEAD + "\n".join(lines) + "\n")
        (record,) = read(path, guess(path, "festival"), tmp_path)
        assert isinstance(record, Record)

    assert linear(work, 1_000)
