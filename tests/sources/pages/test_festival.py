"""Festival pages of an invented film in three layouts, and pages with something missing, odd or wrong."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.model.record import Fault, Record
from kg.sources import guess, read
from kg.sources.config import SourceConfig

PAGES = Path(__file__).parents[2] / "pages"

# What a person reads off the three pages, which say the same in three layouts.
EVERY_FIELD: dict[str, Any] = {
    "title": "Het Voorbeeld",
    "alternate_titles": ["The Example"],
    "year": 2021,
    "duration": "PT1H38M",
    "genres": ["Comedy", "Drama"],
    "languages": ["nl", "fr"],
    "countries": ["BE", "DE"],
    "directors": [{"name": "Ine Testers"}, {"name": "Abel Fixture"}],
    "composers": [{"name": "Tuur Sample"}],
    "cast": [{"name": "Cas Example"}, {"name": "Dee Placeholder"}],
    "screenwriters": [{"name": "Ine Testers"}],
    "cinematographers": [{"name": "Finn Mockup"}],
    "editors": [{"name": "Gil Dummy"}],
    "producers": [{"name": "Hanne Stub", "affiliation": {"name": "Stub Films"}}, {"name": "Ivo Draft"}],
    "production_companies": [{"name": "Stub Films"}, {"name": "Draft Pictures, Inc."}],
    "distributors": [{"name": "Placeholder Distribution"}],
    "other_credits": {
        "Music Supervisor": [{"name": "Jef Proof"}],
        "Art Director": [{"name": "Kim Model"}, {"name": "Lou Pattern"}],
    },
    "based_on": [
        {"title": "Harry's Example", "authors": [{"name": "Mia Writer"}, {"name": "Noa Penn"}]},
        {"title": "The Second Example"},
    ],
    "descriptions": {
        "en": "An invented film in which somebody tests something.\n\nA second paragraph says so again (2015)."
    },
    "quotes": [{"text": "An example of an example.", "source": "The Sampler"}],
    "images": [{"id": "0a1b2c3d-0000-1111-2222-0a1b2c3d4e5f"}, {"id": "a1b2c3d4-0000-1111-2222-0a1b2c3d4e5f"}],
}


def film(text: str, folder: Path, **config: Any) -> dict[str, Any]:
    """The record that the page gives, as JSON, without its source."""
    path = folder / "page.txt"
    path.write_text(text, "utf-8")
    source = msgspec.structs.replace(guess(path), **config)
    (record,) = read(path, source, folder)
    assert isinstance(record, Record), record
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    del found["source"]
    return found


def page(name: str) -> str:
    """The text of a page."""
    return (PAGES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "edition"),
    [("v1", {}), ("v2", {"editions": [{"name": "Edition 2021"}]}), ("v3", {"editions": [{"name": "Edition 2021"}]})],
)
def test_layouts(name: str, edition: dict[str, Any], tmp_path: Path) -> None:
    """Each of the three layouts is read to its end, each row in its field, and nothing else comes out."""
    found = film(page(name), tmp_path)
    images = found.pop("images")
    assert sorted(images, key=str) == EVERY_FIELD["images"]
    assert found == {key: value for key, value in EVERY_FIELD.items() if key != "images"} | edition


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings(ending: str, tmp_path: Path) -> None:
    """The ends of lines may be those of any system."""
    path = tmp_path / "page.txt"
    path.write_bytes(page("v2").replace("\n", ending).encode())
    (record,) = read(path, guess(path), tmp_path)
    assert isinstance(record, Record)
    assert (record.title, len(record.producers), len(record.countries)) == ("Het Voorbeeld", 2, 2)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("\nGil Dummy\n\n", "editors"),
        ("\nIne Testers\n\nDirector of", "screenwriters"),
        ("\nHanne Stub / Stub Films, Ivo Draft\n\n", "producers"),
        ("Director of Photography\n\nFinn Mockup\n\n", "cinematographers"),
        ("Music Supervisor\n\nJef Proof\n\nArt Director\n\nKim Model, Lou Pattern\n\n", "other_credits"),
        ("Production studios\n\nStub Films / Draft Pictures, Inc.\n\n", "production_companies"),
        ("\nPlaceholder Distribution\n\n", "distributors"),
        ("Screenplay based on\n\n'Harry's Example' (Mia Writer & Noa Penn); 'The Second Example'\n\n", "based_on"),
    ],
)
def test_absent_row(row: str, field: str, tmp_path: Path) -> None:
    """Without a row nothing takes its place: what is stated then is as it was, or not stated."""
    text = page("v2")
    assert text.count(row) == 1
    found = film(text.replace(row, "Director of" if row.endswith("of") else ""), tmp_path)
    assert field not in found
    assert "faults" not in found
    whole = film(text, tmp_path)
    assert all(whole[key] == value for key, value in found.items())


def test_editor_or_producer(tmp_path: Path) -> None:
    """Of two rows that only lost labels tell apart, one alone may be either: neither is stated."""
    found = film(page("v2").replace("\nGil Dummy\n\n", ""), tmp_path)
    assert {"editors", "producers"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("block", "field"),
    [
        ("Gil Dummy\n\n", "editors"),
        ("Finn Mockup\n\n", "cinematographers"),
        ("Jef Proof\n\n", ""),
        ("Placeholder Distribution\n\n", "distributors"),
        ("Belgium, West Germany\n\n", "countries"),
        ("'Harry's Example' (Mia Writer & Noa Penn); 'The Second Example'\n\n", "based_on"),
    ],
)
def test_lost_value(block: str, field: str, tmp_path: Path) -> None:
    """A value of one word is lost with its text, and the values around it stay where they belong."""
    text = page("v2")
    whole = film(text, tmp_path)
    found = film(text.replace(block, "\n"), tmp_path)
    if field:
        del whole[field]
    else:
        del whole["other_credits"]["Music Supervisor"]
    assert found == whole


HEAD = "Director: Baloji With: Cas Example"


@pytest.mark.parametrize(
    ("head", "credits", "expected"),
    [
        (HEAD, "\n\n\n\n\nCas Example\n\n\nIne Testers\n\nDirector of Photography\n\nFinn Mockup\n\n", ["Ine Testers"]),
        (HEAD, "\n\n\n\n\nCas Example\n\nDirector of Photography\n\nFinn Mockup\n\n", None),
        (
            "Director: Abel Fixture",
            "\n\n\nAbel Fixture\n\n\nIne Testers\n\nDirector of Photography\n\n",
            ["Ine Testers"],
        ),
    ],
)
def test_head_settles(head: str, credits: str, expected: list[str] | None, tmp_path: Path) -> None:
    """A director of one word is known from the head, and what the head does not state is not in the credits."""
    byline = "\n" if "Baloji" in head else "Abel Fixture\n\n"
    gallery = "Image gallery\n\n0a1b2c3d 0000 1111 2222 0a1b2c3d4e5f\n"
    text = f"0a1b2c3d 0000 1111 2222 0a1b2c3d4e5f\n\n{byline}The Film\n\n98' - 2021 - Drama - Dialogue: Dutch\n{head}\n"
    found = film(text + gallery + credits, tmp_path)
    assert found["title"] == "The Film"
    assert [person["name"] for person in found.get("screenwriters", [])] == (expected or [])
    assert "composers" not in found and "faults" not in found


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Augure (Omen)", {"title": "Augure", "alternate_titles": ["Omen"]}),
        ("The Film (2019)", {"title": "The Film (2019)"}),
        ("The (Whole) Film", {"title": "The (Whole) Film"}),
        ("The Film (One (Two))", {"title": "The Film (One (Two))"}),
        ("1985 - Episode 1", {"kind": "episode", "title": "1985 - Episode 1"}),
        ("A - Aflevering 1 (A - Episode 1)",
         {"kind": "episode", "title": "A - Aflevering 1", "alternate_titles": ["A - Episode 1"]}),
        ("<script>alert(1)</script> (x)", {"title": "<script>alert(1)</script>", "alternate_titles": ["x"]}),
        ("</script> <script>alert(1)</script>", {"title": "</script> <script>alert(1)</script>"}),
        ("x " * 1499 + "xx", {}),
        ("The (" * 10_000, {}),
    ],
)  # fmt: skip
def test_title(given: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A second title stands in brackets at the end; everything else is a part of the title, however odd."""
    found = film(page("v2").replace("Het Voorbeeld (The Example)", given), tmp_path)
    names = ("kind", "title", "alternate_titles")
    assert {name: found[name] for name in names if name in found} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“So good.” - The Paper", {"text": "So good.", "source": "The Paper"}),
        ('"So good." – Sight-Seer - Online', {"text": "So good.", "source": "Sight-Seer - Online"}),
        ("“A “very” good film.” — TheWrap", {"text": "A “very” good film.", "source": "TheWrap"}),
        ("“So good.”", None),
        ('"' + 'a" "' * 4_000, None),
    ],
)
def test_quote(line: str, expected: dict[str, str] | None, tmp_path: Path) -> None:
    """A line in quotation marks with its source is the press's; without one it is the festival's own text."""
    found = film(page("v2").replace("“An example of an example.” - The Sampler", line), tmp_path)
    assert found.get("quotes") == ([expected] if expected else None)
    assert (line in found["descriptions"]["en"]) == (expected is None)


def test_lost_title(tmp_path: Path) -> None:
    """A title of one word is not stated: it is not made up from a name."""
    assert "title" not in film(page("v2").replace("Het Voorbeeld (The Example)\n\n", "\n"), tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "field", "raw"),
    [
        ("2021 - Comedy", "20233 - Comedy", "year", "20233"),
        ("98'", "-5'", "duration", "-5'"),
        ("Dialogue: Dutch", "Dialogue: Sioux", "languages", "Sioux"),
        ("Belgium, West", "Congo, West", "countries", "Congo"),
        ("'Harry's Example' (Mia Writer & Noa Penn)", "A Book", "based_on", "A Book; 'The Second Example'"),
        ("Gil Dummy", "Gil Dummy / Ivo Draft", "editors", "Gil Dummy / Ivo Draft"),
        ("Jef Proof", "Jef Proof / Stub", "other_credits", "Jef Proof / Stub"),
    ],
)
def test_fault(old: str, new: str, field: str, raw: str, tmp_path: Path) -> None:
    """A value that is not understood is a fault of its field, and the rest of the page stays."""
    text = page("v2").replace(old, new).replace("\n\nDutch, French, Dutch\n", "\n\nSioux, French, Dutch\n")
    found = film(text if field == "languages" else page("v2").replace(old, new), tmp_path)
    assert [(fault["field"], fault["raw"]) for fault in found["faults"]] == [(field, raw)]
    assert found["title"] == "Het Voorbeeld"
    assert found["distributors"] == EVERY_FIELD["distributors"]


@pytest.mark.parametrize("line", ["Director Ine Cast Cas Cast Dee", "Director Cast Dee", "Cast Dee Li Director Ine Li"])
def test_names_that_are_labels(line: str, tmp_path: Path) -> None:
    """Where the head has no colons and a label comes twice, or out of turn, it says nothing for certain."""
    text = page("v1").split("Image gallery")[0]
    found = film(text.replace(text.splitlines()[6], line), tmp_path)
    assert {"directors", "cast"}.isdisjoint(found)


def test_two_years(tmp_path: Path) -> None:
    """A page that states two years states none, and says so."""
    found = film(page("v3").replace("Year\n2021", "Year\n2022"), tmp_path)
    assert "year" not in found
    assert [fault["field"] for fault in found["faults"]] == ["year"]


def test_unknown_label(tmp_path: Path) -> None:
    """Credits that the layout does not explain are not guessed at; the fault names the block, the head stays."""
    found = film(page("v2").replace("Music Supervisor", "Stunt Coordinator"), tmp_path)
    assert [fault["raw"] for fault in found["faults"]] == ["Stunt Coordinator"]
    assert found["cast"] == EVERY_FIELD["cast"]
    assert "editors" not in found


def test_no_gallery(tmp_path: Path) -> None:
    """Without a gallery the running text still ends where the credits begin."""
    text = page("v2").replace(
        "Image gallery\n\nA1b2c3d4 0000 1111 2222 0a1b2c3d4e5f\n0a1b2c3d 0000 1111 2222 0a1b2c3d4e5f\n\n", ""
    )
    found = film(text, tmp_path)
    assert found["descriptions"] == EVERY_FIELD["descriptions"]
    assert found["producers"] == EVERY_FIELD["producers"]


def test_catalogue_words(tmp_path: Path) -> None:
    """The catalogue gives the language of the text, the festival's name and the address of the page."""
    found = film(page("v2"), tmp_path, language="nl", festival="Film Fest Test", page="https://example.org/film/{stem}")
    assert list(found["descriptions"]) == ["nl"]
    assert found["editions"] == [{"name": "Film Fest Test 2021"}]
    assert found["page"] == "https://example.org/film/page"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"A page about something else.\n\nIt has no film - and no credits.\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"98' - 2021\n" * 500_000,
    ],
    ids=["empty", "blank", "no film page", "binary", "too large"],
)
def test_not_a_page(data: bytes, tmp_path: Path) -> None:
    """A file that is no film page gives one fault with its place."""
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    (fault,) = read(path, guess(path), tmp_path)
    assert isinstance(fault, Fault)
    assert (fault.field, fault.path) == ("", "page.txt") and fault.line >= 1
    assert len(fault.raw) <= 200 and "\n" not in fault.reason


def test_a_damaged_byte_has_its_place(tmp_path: Path) -> None:
    """In a page that is UTF-8 otherwise, bytes that are none are named by number and line."""
    path = tmp_path / "page.txt"
    path.write_bytes("98' - 2021 - Comédie\n".encode() + b"L\xe9a\n")
    (fault,) = read(path, guess(path), tmp_path)
    assert isinstance(fault, Fault)
    assert (fault.line, fault.reason) == (2, "not UTF-8: byte 24")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_told(encoding: str, tmp_path: Path) -> None:
    """A page in another encoding is read, and its record says in which."""
    path = tmp_path / "page.txt"
    path.write_bytes("98' - 2021 - Comédie - Dialogue: French\nDirector: Françoise Gonçalves\n".encode(encoding))
    (record,) = read(path, guess(path), tmp_path)
    assert isinstance(record, Record)
    assert (record.genres, record.source.encoding) == (("Comédie",), encoding)


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is no part of the text."""
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xef\xbb\xbf" + page("v1").encode())
    (record,) = read(path, SourceConfig(name="", path="", reader="festival", licence=""), tmp_path)
    assert isinstance(record, Record) and len(record.images) == 2


def test_many_empty_lines(tmp_path: Path) -> None:
    """Thousands of lost blocks are no film's credits, and take no time to find out."""
    found = film(page("v2").replace("Director of Photography", "\n" * 150_000), tmp_path)
    assert [fault["field"] for fault in found["faults"]] == ["other_credits"]
