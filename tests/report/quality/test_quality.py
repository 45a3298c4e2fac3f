"""The quality report: what is counted, and how it is told."""

import json
import tracemalloc
from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg import cli
from kg.model.record import Fault, Record, Source
from kg.report.leftovers import EXAMPLES
from kg.report.quality import REPORTS, quality
from kg.report.text import bar

A = Source(path="a.csv", line=2, name="club")
B = Source(path="b.csv", line=3, name="archive", encoding="cp1252")
ITEMS: list[Record | Fault] = [
    Record(title="Close", year=2022, source=A),
    Record(title="Here", source=A, faults=(Fault("year", "soon", "not a year; write four digits"),)),
    Fault("", "x,y", "2 cells under 1 columns", path="a.csv", line=7),
    Record(title="Tár", source=B, faults=(Fault("languages", "Sioux", "may be any of a, b: use the code", line=9),)),
    Fault("", "", "empty file", path="c/1.csv", line=1),
    Fault("", "", "empty file", path="c/2.csv", line=1),
]


def test_what_is_counted() -> None:
    """Files, records, records without a fault, fields stated and encodings are counted source by source."""
    archive, unread, club = quality(ITEMS).sources
    assert (archive.name, archive.records, archive.clean, archive.encodings) == ("archive", 1, 0, {"cp1252": 1})
    assert (club.name, club.files, club.records, club.clean, club.unread) == ("club", 1, 2, 1, 1)
    assert {field: count for field, count in club.fields.items() if count} == {"title": 2, "year": 1}
    assert (unread.name, unread.records, unread.unread) == ("c/*.csv", 0, 2)


def test_every_field_is_counted() -> None:
    """A field that no record states is counted as 0: the list of fields is that of the record."""
    club = quality(ITEMS).sources[2]
    assert [*club.fields, "source", "faults"] == list(Record.__struct_fields__)


def test_what_is_assumed_is_not_stated() -> None:
    """That something is a film is assumed where no source says it: it is neither stated nor missing."""
    films, both = (
        quality(Record(kind=kind, title="x", source=A) for kind in kinds) for kinds in (["film"], ["film", "episode"])
    )
    assert (films.sources[0].fields["kind"], both.sources[0].fields["kind"]) == (0, 1)
    assert "kind" not in REPORTS["text"](films) and "kind " in REPORTS["text"](both)


def test_files_outside_a_catalogue() -> None:
    """The files of a folder that have one suffix are one source; one file alone keeps its name."""
    items = [Record(title="x", source=Source(path=path)) for path in ("a/1.html", "a/2.HTML", "a/b/3.html", "4.ttl.gz")]
    found = [(source.name, source.files) for source in quality(items).sources]
    assert found == [("4.ttl.gz", 1), ("a/*.html", 2), ("a/b/3.html", 1)]


@pytest.mark.parametrize("first", [0, 1], ids=["before", "after"])
def test_a_file_that_cannot_be_read_is_its_sources(first: int) -> None:
    """A page that is no record is counted with the records of its folder, whichever comes first."""
    page = Record(title="x", source=Source(path="p/2.html", name="pages"))
    items: list[Record | Fault] = [Fault("", "", "empty file", path="p/1.html", line=1), page]
    (found,) = quality(items[::-1] if first else items).sources
    assert (found.name, found.files, found.records, found.unread) == ("pages", 2, 1, 1)
    assert [cause.reason for cause in found.causes] == ["empty file"]


def test_causes_have_places() -> None:
    """Values are grouped by field and reason; each group names its first places, the record's or the fault's own."""
    archive, _, club = quality(ITEMS).sources
    (cause,) = archive.causes
    assert (cause.field, cause.reason, cause.count) == ("languages", "may be any of a, b", 1)
    assert [(one.path, one.line, one.raw) for one in cause.examples] == [("b.csv", 9, "Sioux")]
    assert {(cause.field, cause.examples[0].line) for cause in club.causes} == {("year", 2), ("", 7)}


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("may be any of a, b: use the code", "may be any of a, b"),
        ("names the context https://x.org/, which was read", "names the context https://x.org/, which was read"),
        ("written like 105 min, 1:45 or PT1H45M", "written like 105 min, 1:45 or PT1H45M"),
    ],
)
def test_what_is_about_one_value(reason: str, cause: str) -> None:
    """Causes are counted without what follows a colon and a space; an address and a time are not cut."""
    (found,) = quality([Record(title="x", source=A, faults=(Fault("year", "y", reason),))]).sources
    assert [each.reason for each in found.causes] == [cause]


def test_memory_does_not_grow() -> None:
    """Of a hundred thousand faults a few examples are kept."""

    def many(count: int) -> Iterator[Record]:
        for number in range(count):
            yield Record(
                title="Here", source=A, faults=(Fault("year", f"soon {number}", "not a year; write four digits"),)
            )

    tracemalloc.start()
    (source,) = quality(many(20_000)).sources
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert source.causes[0].count == 20_000 and len(source.causes[0].examples) == EXAMPLES
    assert peak < 1_000_000


def test_text() -> None:
    """For a terminal: counts, shares with bars, causes with their places."""
    lines = REPORTS["text"](quality(ITEMS)).splitlines()
    assert "club: 2 records, 1 of them without faults; 1 file or row not read" in lines
    assert "  year         1   50%  ██████████" in lines
    assert any(line.startswith("  always missing: alternate_titles, ") for line in lines)
    assert any(line.endswith("a.csv:2: 'soon'") for line in lines)


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, ""), (1, "█" * 20), (0.5, "█" * 10), (0.26, "█" * 5 + "▎"), (0.999, "█" * 20)]
)
def test_bar(share: float, drawn: str) -> None:
    """A bar has as many characters of twenty as its share."""
    assert bar(share) == drawn


def test_json() -> None:
    """The report in JSON holds all that was counted."""
    found = json.loads(REPORTS["json"](quality(ITEMS)))
    assert found == msgspec.to_builtins(quality(ITEMS))


class _Tags(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_has_a_chart_of_every_field_that_is_stated() -> None:
    """Each share has a bar beside its number; what no record states is a list of names."""
    found = quality(ITEMS)
    page = _Tags(REPORTS["html"](found))
    assert page.tags.count("svg") == len(found.sources) + sum(bool(n) for s in found.sources for n in s.fields.values())
    assert page.text.count("always missing: ") == 2


@given(st.text(), st.text())
def test_hostile_values_are_text(raw: str, reason: str) -> None:
    """Whatever a value says, the page has the elements that it has without it."""
    raw, reason = (text.encode("utf-8", "replace").decode() for text in (raw, reason))
    plain = Record(title="x", source=A, faults=(Fault("year", "x", "x"),))
    hostile = Record(title="x", source=A, faults=(Fault("year", f"</code><script>{raw}", f"<b>{reason}"),))
    pages = [_Tags(REPORTS["html"](quality([record]))).tags for record in (plain, hostile)]
    assert pages[0] == pages[1]
    REPORTS["text"](quality([hostile])).encode()


@pytest.mark.parametrize("form", REPORTS)
def test_nothing_is_a_report_too(form: str) -> None:
    """Without records there is a report of nothing."""
    assert REPORTS[form](quality([]))


@pytest.mark.parametrize("form", REPORTS)
def test_the_command(form: str) -> None:
    """`kg read --report` tells the quality of a catalogue's sources instead of its records."""
    result = CliRunner().invoke(cli.main, ["read", "data", "--report", form])
    assert result.exit_code == 0
    assert "Sioux" in result.stdout and "wikipedia" in result.stdout
