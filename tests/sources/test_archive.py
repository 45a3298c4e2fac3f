"""Filmographic records of archives in XML."""

import gzip
import tracemalloc
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.record import Fault, Record
from kg.sources import guess, read

HERE = Path(__file__).parent / "archive"
EXPECTED: dict[str, list[dict[str, Any]]] = {
    "en15907.xml": [
        {
            "title": "Close",
            "alternate_titles": ["Dichtbij"],
            "year": 2022,
            "duration": "PT1H45M",
            "languages": ["fr"],
            "countries": ["BE", "FR"],
            "directors": [{"name": "Lukas Dhont"}],
            "composers": [{"name": "Valentin Hadjadj"}],
            "cast": [{"name": "Eden Dambrine", "character": "Léo"}],
            "other_credits": {"Standfotograf": [{"name": "Kris Dewitte"}]},
            "descriptions": {"nl": "Twee jongens."},
            "identifiers": {"imdb": "tt9660502"},
        },
        {"title": "Here"},
    ],
    "efg.xml": [
        {
            "title": "Augure",
            "alternate_titles": ["Omen"],
            "year": 2023,
            "duration": "PT1H30M",
            "languages": ["fr"],
            "countries": ["BE"],
            "directors": [{"name": "Baloji"}],
            "cast": [{"name": "Eliane Umuhire"}],
            "production_companies": [{"name": "Wrong Men"}],
        }
    ],
}


def both(path: Path) -> tuple[list[Record], list[Fault]]:
    """The records of a file, and its faults."""
    found = list(read(path, guess(path), path.parent))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Fault)]


@pytest.mark.parametrize("name", EXPECTED)
def test_dialects(name: str) -> None:
    """A record says in the names of ours what a person reads off it, whatever the dialect."""
    records, faults = both(HERE / name)
    plain = [msgspec.json.decode(msgspec.json.encode(record)) for record in records]
    assert [{k: v for k, v in one.items() if k not in ("source", "faults")} for one in plain] == EXPECTED[name]
    assert faults == []


def test_what_is_not_certain() -> None:
    """A span of years and an agent without a name are reported with the line of their record."""
    _, here = both(HERE / "en15907.xml")[0]
    assert [(fault.field, fault.raw) for fault in here.faults] == [("other_credits", "Regie"), ("year", "2022-2023")]
    assert here.source.line == 19


def test_packed(tmp_path: Path) -> None:
    """A packed file is read as what is in it."""
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress((HERE / "efg.xml").read_bytes()))
    assert both(tmp_path / "a.xml.gz")[0][0].title == "Augure"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><avcreation><title>&a;</title></avcreation>', "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "document type"),
        ("<a>" * 1000, "deep"),
        ("<avcreation>", "broken XML"),
        ("no xml", "broken XML"),
        ("<films><film/></films>", "no filmographic record"),
        ("<avcreation>" + "x" * 5_000_000 + "</avcreation>", "characters"),
    ],
    ids=["entity", "external", "deep", "unclosed", "text", "other", "long"],
)
def test_bad_files(text: str, reason: str, tmp_path: Path) -> None:
    """What is no XML, or wants entities, is one fault; nothing is fetched."""
    (tmp_path / "a.xml").write_text(text)
    records, (fault,) = both(tmp_path / "a.xml")
    assert records == [] and reason in fault.reason


def test_what_stands_before_a_break_is_read(tmp_path: Path) -> None:
    """A file that is cut off gives the records before the cut, and one fault."""
    text = (HERE / "en15907.xml").read_text("utf-8")
    (tmp_path / "a.xml").write_text(text[: text.index("Here")])
    records, faults = both(tmp_path / "a.xml")
    assert ([record.title for record in records], len(faults)) == (["Close"], 1)


def test_memory_does_not_grow(tmp_path: Path) -> None:
    """Ten times the records take no more memory."""
    peaks = []
    for count in (2_000, 20_000):
        record = "<avcreation><title><text>Here</text></title><productionYear>2023</productionYear></avcreation>"
        (tmp_path / "a.xml").write_text(f"<all>{record * count}</all>")
        tracemalloc.start()
        assert sum(1 for _ in read(tmp_path / "a.xml", guess(tmp_path / "a.xml"), tmp_path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 500_000


@given(data=st.binary() | st.text("<>/avcreationtle= \"'&;", max_size=80).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    """Whatever stands in a file, reading it gives records and faults."""
    (tmp_path / "a.xml").write_bytes(b"<avcreation>" + data)
    both(tmp_path / "a.xml")
