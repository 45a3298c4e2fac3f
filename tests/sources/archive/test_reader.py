"""Filmographic records of archives in XML."""

import gzip
import tracemalloc
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.sources import guess, read

HERE = Path(__file__).parent / "archive"
EXPECTED: dict[str, list[dict[str, Any]]] = {
    "forward.xml": [
        {
            "title": "Close",
            "alternate_titles": ["Dichtbij"],
            "year": 2022,
            "release_date": "2022-05-26",
            "duration": "PT1H45M",
            "genres": ["draama"],
            "countries": ["BE", "FR"],
            "directors": [{"name": "Lukas Dhont"}],
            "screenwriters": [{"name": "Angelo Tijssens"}],
            "cast": [{"name": "Eden Dambrine", "character": "Léo"}, {"name": "Kevin Janssens"}],
            "production_companies": [{"name": "Menuet"}],
            "distributors": [{"name": "The Match Factory"}],
            "other_credits": {"äänisuunnittelu": [{"name": "Yanna Soentjens"}]},
            "awards": ["Grand Prix"],
            "descriptions": {"fi": "Kaksi poikaa, Léo ja Rémi.\n\nYstävyys päättyy."},
            "identifiers": {"imdb": "tt9660502"},
        }
    ],
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
            "genres": ["Drama"],
            "languages": ["fr"],
            "subtitles": ["nl"],
            "countries": ["BE"],
            "directors": [{"name": "Baloji"}],
            "cast": [{"name": "Eliane Umuhire", "identifiers": {"viaf": "37087394"}}],
            "production_companies": [{"name": "Wrong Men"}],
            "descriptions": {"en": "Een vreemdeling komt thuis."},
            "page": "https://example.org/augure",
        }
    ],
}


def both(path: Path) -> tuple[list[Record], list[Fault]]:
    """The records of a file, and its faults."""
    found = list(read(path, msgspec.structs.replace(guess(path), reader="archive"), path.parent))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Fault)]


def only(body: str, tmp_path: Path, record: str = "avcreation") -> Record:
    """The record that an element with this content states."""
    (tmp_path / "a.xml").write_text(f"<{record}>{body}</{record}>", "utf-8")
    (found,), faults = both(tmp_path / "a.xml")
    assert faults == []
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_dialects(name: str) -> None:
    """A record says in the names of ours what a person reads off it, whatever the dialect; a still is no record."""
    records, faults = both(HERE / name)
    plain = [msgspec.json.decode(msgspec.json.encode(record)) for record in records]
    assert [{k: v for k, v in one.items() if k not in ("source", "faults")} for one in plain] == EXPECTED[name]
    assert faults == []


def test_place() -> None:
    """A record has the line where it begins, the archive's name of it, and the encoding of its file."""
    (record,), _ = both(HERE / "efg.xml")
    assert (record.source.line, record.source.key, record.source.encoding) == (3, "X_1", "iso8859-1")


def test_what_is_not_certain() -> None:
    """A span of years and an agent without a name are reported with the line of their record."""
    _, here = both(HERE / "en15907.xml")[0]
    assert [(fault.field, fault.raw) for fault in here.faults] == [("other_credits", "Regie"), ("year", "2022-2023")]
    assert here.source.line == 19


@pytest.mark.parametrize(
    ("body", "field", "raw"),
    [
        ("<productionYear>1958</productionYear><productionYear>1959</productionYear>", "year", "1958, 1959"),
        (
            "<avManifestation><duration>103 min</duration></avManifestation>"
            "<avManifestation><duration>97 min</duration></avManifestation>",
            "duration",
            "103 min, 97 min",
        ),
        ("<relPerson><name>Baloji and more</name><type>Director</type></relPerson>", "directors", "Baloji and more"),
        ("<avManifestation><language>xx</language></avManifestation>", "languages", "xx"),
    ],
    ids=["years", "copies", "name", "language"],
)
def test_what_is_left_out(body: str, field: str, raw: str, tmp_path: Path) -> None:
    """Where copies differ, or a value is not understood, the field stays empty and the value is reported."""
    record = only(f"<title><text>Here</text></title>{body}", tmp_path)
    assert [(fault.field, fault.raw) for fault in record.faults] == [(field, raw)]
    assert not getattr(record, field)


@pytest.mark.parametrize(
    ("titles", "title", "others"),
    [
        ("<title><text>Omen</text></title><identifyingTitle>Augure</identifyingTitle>", "Augure", ("Omen",)),
        ("<title><text>Omen</text></title><title><text>Augure</text></title>", "Omen", ("Augure",)),
        ("<title><text>Brücke, Die</text></title>", "Die Brücke", ()),
        ("<title><text>Le <i>Havre</i></text></title>", "Le Havre", ()),
        ("<title><relation>Original title</relation></title>", None, ()),
    ],
    ids=["identifying", "first", "article", "marked up", "none"],
)
def test_titles(titles: str, title: str | None, others: tuple[str, ...], tmp_path: Path) -> None:
    """Without an original title the identifying one counts, then the first; an article that stands last goes first."""
    record = only(titles, tmp_path)
    assert (record.title, record.alternate_titles) == (title, others)


@pytest.mark.parametrize(
    ("activity", "field"),
    [
        ("<Activity>D02</Activity>", "directors"),
        ("<Activity>drt</Activity>", "directors"),
        ("<Activity>Regie</Activity>", "directors"),
        ('<Activity finna-activity-text="Kamera">A99</Activity>', "cinematographers"),
        ("<Activity>DirectorOfPhotography</Activity>", "cinematographers"),
        ("<Activity>Assistant director</Activity>", "other_credits"),
        ("<Activity>mus</Activity>", "other_credits"),
    ],
)
def test_activities(activity: str, field: str, tmp_path: Path) -> None:
    """What an agent did is known by codes of ONIX and MARC, and by words in many languages."""
    agent = f"<HasAgent>{activity}<AgentName>Timo Salminen</AgentName></HasAgent>"
    record = only(agent, tmp_path, "CinematographicWork")
    assert getattr(record, field) and record.faults == ()


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
        ("<avcreation>" + "x" * 5_000_000 + "</avcreation>", "4000000 characters"),
        ("<avcreation>" + "<a/>" * 100_000 + "</avcreation>", "4000000 characters"),
        ("<a b='" + "x" * 5_000_000, "4000000 bytes"),
        ("<?xml version='1.0' encoding='elvish'?><avcreation/>", "unknown encoding"),
        ("<?xml version='1.0' encoding='rot13'?><avcreation/>", "not a text encoding"),
        ("<?xml version='1.0' encoding='big5'?><avcreation/>", "multi-byte encodings"),
    ],
    ids=["entity", "external", "deep", "cut", "text", "other", "long", "many", "tag", "unknown", "no text", "bytes"],
)
def test_bad_files(text: str, reason: str, tmp_path: Path) -> None:
    """What is no XML, too large, or wants entities, is one fault; nothing is fetched."""
    (tmp_path / "a.xml").write_text(text)
    records, (fault,) = both(tmp_path / "a.xml")
    assert records == [] and reason in fault.reason


def test_what_stands_before_a_break_is_read(tmp_path: Path) -> None:
    """A file that is cut off gives the records before the cut, and one fault."""
    text = (HERE / "en15907.xml").read_text("utf-8")
    (tmp_path / "a.xml").write_text(text[: text.index("Here")], "utf-8")
    records, faults = both(tmp_path / "a.xml")
    assert ([record.title for record in records], len(faults)) == (["Close"], 1)


def test_the_catalogue_may_name_the_encoding(tmp_path: Path) -> None:
    """The encoding of the source is used instead of the one that the file declares."""
    (tmp_path / "a.xml").write_bytes("<avcreation><title><text>Tár</text></title></avcreation>".encode("cp1252"))
    source = msgspec.structs.replace(guess(tmp_path / "a.xml"), encoding="windows-1252")
    (record,) = read(tmp_path / "a.xml", source, tmp_path)
    assert isinstance(record, Record) and (record.title, record.source.encoding) == ("Tár", "cp1252")


@pytest.mark.slow
def test_memory_does_not_grow(tmp_path: Path) -> None:
    """Ten times the records take no more memory."""
    peaks = []
    for count in (500, 5_000):
        record = "<avcreation><title><text>Here</text></title><productionYear>2023</productionYear></avcreation>"
        (tmp_path / "a.xml").write_text(f"<all>{record * count}</all>")
        tracemalloc.start()
        assert sum(1 for _ in read(tmp_path / "a.xml", guess(tmp_path / "a.xml"), tmp_path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


@given(data=st.binary() | st.text("<>/avcreationtle= \"'&;", max_size=80).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    """Whatever stands in a file, reading it gives records and faults."""
    (tmp_path / "a.xml").write_bytes(b"<avcreation>" + data)
    both(tmp_path / "a.xml")
