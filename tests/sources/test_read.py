"""What all readers have in common: places, keys, files that cannot be read."""

from pathlib import Path

import pytest

from kg.model.record import Fault, Person, Record
from kg.sources import READERS, guess, read
from kg.sources.config import Column, Reader, SourceConfig
from kg.sources.keys import key
from kg.system.errors import ReelgraphError

LOOKS = [
    ("a.txt", "", "festival"),
    ("a.TXT", "", "festival"),
    ("a.json", "[{}]", "native"),
    ("a.json", '{"@context": "https://schema.org/"}', "rdf"),
    ("a.jsonl", "", "native"),
    ("a.ndjson", "", "native"),
    ("a.json.gz", "", "native"),
    ("a.html", "<p>Regie: Wim Wenders", "festival"),
    ("a.html", "<div ITEMSCOPE>", "markup"),
    ("a.htm", '<script type="application/ld+json">{}</script>', "markup"),
    ("a.html", '<div typeof = "Movie">', "markup"),
    ("a.xml", "<cinematographicWork/>", "archive"),
    ("a.xml", "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "rdf"),
    ("a.ttl", "", "rdf"),
    ("a.nt.zst", "", "rdf"),
]


@pytest.mark.parametrize(("name", "text", "reader"), LOOKS)
def test_guess(name: str, text: str, reader: str, tmp_path: Path) -> None:
    """Outside a catalogue the suffix tells the reader, and the look of the file where several share a suffix."""
    (tmp_path / name).write_text(text)
    assert guess(tmp_path / name).reader == reader


def test_guess_of_nothing() -> None:
    """A file that is not there has a reader all the same, which will say so."""
    assert guess(Path("missing.html")).reader == "festival"


def test_named_reader() -> None:
    """A named reader goes before the suffix."""
    assert guess(Path("a.md"), "festival").reader == "festival"


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_no_guess(name: str) -> None:
    """A file of an unknown suffix needs a named reader: one line says so."""
    with pytest.raises(ReelgraphError, match=f"^{name}: .*--reader"):
        guess(Path(name))


def test_a_table_alone(tmp_path: Path) -> None:
    """A table without a catalogue is one fault that says what to do."""
    path = tmp_path / "a.csv"
    path.write_text("Title\nClose\n")
    (fault,) = read(path, guess(path), tmp_path)
    assert isinstance(fault, Fault) and "kg init --from" in fault.reason


def test_place(tmp_path: Path) -> None:
    """A place is relative to the catalogue; outside it only the file is named."""
    path = tmp_path / "pages" / "a.json"
    path.parent.mkdir()
    path.write_text('{"title": "Here"}')
    places = [item.source.path for root in (tmp_path, tmp_path / "other") for item in read(path, guess(path), root)
              if isinstance(item, Record)]  # fmt: skip
    assert places == ["pages/a.json", "a.json"]


@pytest.mark.parametrize("reader", READERS)
def test_unreadable(reader: str, tmp_path: Path) -> None:
    """A file that is not there, and a folder, give one fault, whatever the reader."""
    source = SourceConfig(name="", path="", reader=reader, licence="", columns={"title": "Title"})  # type: ignore[arg-type]
    (tmp_path / "folder.csv").mkdir()
    for name in ("missing.csv", "folder.csv"):
        (fault,) = read(tmp_path / name, source, tmp_path)
        assert isinstance(fault, Fault)
        assert (fault.field, fault.path) == ("", name) and fault.reason.startswith("cannot be read")


DEVOS = (Person("Bas Devos"),)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(title="Here", year=2023, directors=DEVOS), "here-2023-bas-devos"),
        (Record(title="千と千尋", year=2001, directors=DEVOS), "qiantoqianxun-2001-bas-devos"),
        (
            Record(title="Here", year=2023, directors=DEVOS, identifiers={"tmdb": "1", "imdb": "tt5537002"}),
            "imdb-tt5537002",
        ),
    ],
)
def test_key(record: Record, expected: str) -> None:
    """A record without a name in its source is called by another's identifier, or by title, year and directors."""
    assert key(record) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record(title="Here"), Record(title="Here", genres=("Drama",))),
        (Record(year=2023), Record(year=2023, duration="PT1H")),
        (Record(), Record(duration="PT1H")),
        (
            Record(title="x" * 90 + "a", year=2023, directors=DEVOS),
            Record(title="x" * 90 + "b", year=2023, directors=DEVOS),
        ),
    ],
)
def test_poor_records(one: Record, other: Record) -> None:
    """Two poor records share no key by accident, and each has the same one every time."""
    assert key(one) != key(other)
    assert key(one) == key(one)


MOVIE = '"@context": "https://schema.org", "@type": "Movie", "name": "T"'
ITEM = "itemprop=image itemscope itemtype=http://schema.org/ImageObject"
ALONE = [
    ("a.json", '{"title": "T", "images": [{"caption": "A house"}]}', "native"),
    ("a.csv", "T,C\nT,A house\n", "table"),
    ("a.jsonl", '{"T": "T", "C": "A house"}', "table"),
    ("a.html", f'<script type="application/ld+json">{{{MOVIE}, "image": {{"caption": "A house"}}}}</script>', "markup"),
    ("a.html", f"<p itemscope itemtype=http://schema.org/Movie><b itemprop=name>T</b><b {ITEM}>"
     "<i itemprop=caption>A house</i></b></p>", "markup"),
    ("a.jsonld", f'{{{MOVIE}, "image": {{"@type": "ImageObject", "caption": "A house"}}}}', "rdf"),
    ("a.ttl", '@prefix s: <http://schema.org/> . [] a s:Movie ; s:name "T" ; s:image [ s:caption "A house" ] .', "rdf"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "reader"), ALONE)
def test_a_caption_is_no_image(name: str, text: str, reader: Reader, tmp_path: Path) -> None:
    """What is said of an image without an address or an identifier is a fault, whatever the reader."""
    (tmp_path / name).write_text(text)
    columns: dict[str, str | Column | tuple[Column, ...]] = {"title": "T", "images.caption": "C"}
    source = SourceConfig("s", "", reader, "", columns=columns if reader == "table" else {})
    (record,) = read(tmp_path / name, source, tmp_path)
    assert isinstance(record, Record) and (record.title, record.images) == ("T", ())
    assert [(fault.field, fault.reason) for fault in record.faults] == [("images", "has no url or id")]
