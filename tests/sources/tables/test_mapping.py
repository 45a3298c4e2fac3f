"""What a column of a mapping can say."""

import datetime
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from kg.model.record import Fault, Record
from kg.sources import accounted, read
from kg.sources.catalogue import load
from kg.sources.config import Column, Films, Ids, SourceConfig
from kg.sources.fields import fields
from kg.sources.forms import form_of, is_object
from kg.sources.tables.cells import fits
from kg.sources.tables.mapping import Mapper
from kg.sources.tables.options import options_of
from kg.system.errors import ReelgraphError

CREW = [
    {"name": "Ann Li", "job": "Director", "id": 7},
    {"name": "Bo Ek", "job": "Original Music Composer", "imdb_id": "nm0000007"},
    {"name": "Cy Fo", "job": "Grip"},
]


def of(tmp_path: Path, row: dict[str, Any], **columns: Any) -> dict[str, Any]:
    """The record of one row, read by these columns, without its place."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"t": "Here", **row}))
    source = SourceConfig(
        name="s", path="", reader="table", licence="", missing=("?",), columns={"title": "t", **columns}
    )
    (record,) = read(tmp_path / "a.jsonl", source, tmp_path)
    assert isinstance(record, Record), record
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return {name: value for name, value in found.items() if name not in ("source", "title")}


def named(*names: str) -> list[dict[str, str]]:
    """People or companies that have no more than a name."""
    return [{"name": name} for name in names]


def known(*names: str) -> list[dict[str, Any]]:
    """People with identifiers, counted from 1."""
    return [{"name": name, "identifiers": {"imdb": f"nm000000{n}"}} for n, name in enumerate(names, start=1)]


C = Column
IMDB = Ids("i", "imdb")
CASES: list[tuple[Any, dict[str, Any], str, Any]] = [
    ("a name", {"c": "Ann Li"}, "directors", named("Ann Li")),
    ("several names", {"c": "Ann Li, Bo Ek and Cy Fo"}, "directors", named("Ann Li", "Bo Ek", "Cy Fo")),
    ("a note", {"c": "Ann Li (score), Bo Ek (songs) [1]"}, "composers", named("Ann Li", "Bo Ek")),
    ("a label", {"c": "Screenplay - Ann Li, Bo Ek"}, "screenwriters", named("Ann Li", "Bo Ek")),
    ("a label", {"c": ["Written by Ann Li", "Buch: Bo Ek"]}, "screenwriters", named("Ann Li", "Bo Ek")),
    ("no label", {"c": "Ann-Marie Li, Jean Le Ek"}, "screenwriters", named("Ann-Marie Li", "Jean Le Ek")),
    ("a list", {"c": ["Ann Li", "Bo Ek"]}, "cast", named("Ann Li", "Bo Ek")),
    (C(column="c", separator=";", surname_first=True), {"c": "Li, Ann; Ek, Bo"}, "cast", named("Ann Li", "Bo Ek")),
    (C(column="c", surname_first=True), {"c": "Li, Ann; Ek, Bo"}, "cast", named("Ann Li", "Bo Ek")),
    (C(column="c", surname_first=True), {"c": "Li, Ann"}, "cast", named("Ann Li")),
    (C(column="c", surname_first=True, ids=IMDB), {"c": "Li, Ann", "i": "nm0000001"}, "cast", known("Ann Li")),
    (C(column="c", surname_first=True, ids=IMDB), {"c": "Li, Ann; Ek, Bo", "i": "nm0000001|nm0000002"}, "cast",
     known("Ann Li", "Bo Ek")),
    (C(column="c", list="json"), {"c": '["Ann Li", "Bo Ek"]'}, "cast", named("Ann Li", "Bo Ek")),
    (C(column="c", list="python"), {"c": "['Ann Li', \"Bo O'Ek\"]"}, "cast", named("Ann Li", "Bo O'Ek")),
    (C(column="c", list="python"), {"c": "Ann Li"}, "cast", named("Ann Li")),
    (C(column="c", list="python"), {"c": "['Ann Li', 'nan', None]"}, "cast", named("Ann Li")),
    (C(column="c", list="json"), {"c": '[{"name": "NaN"}, "null", null, "A Li"]'}, "distributors", named("A Li")),
    ("nan in a text", {"c": "Ann Li, nan, None and Bo Ek"}, "directors", named("Ann Li", "Bo Ek")),
    (C(column="c", separator="|"), {"c": "\\N|Nan|inf"}, "cast", named("Nan")),
    (C(column="c", separator="|"), {"c": "<NA>|A Li"}, "production_companies", named("A Li")),
    ("a title", {"c": "nan"}, "alternate_titles", ["nan"]),
    ("a language", {"c": "nan"}, "languages", ["nan"]),
    (C(column="c", where={"job": "Director"}), {"c": CREW}, "directors", named("Ann Li")),
    (
        C(column="c", where={"job": ("Composer", "Original Music Composer")},
          members={"name": "name", "identifiers.imdb": "imdb_id"}),
        {"c": CREW}, "composers", [{"name": "Bo Ek", "identifiers": {"imdb": "nm0000007"}}],
    ),
    (C(column="c", list="json", where={"job": "Director"}), {"c": json.dumps(CREW)}, "directors", named("Ann Li")),
    (C(column="c", members={"name": "n", "character": "as"}), {"c": [{"n": "Ann Li", "as": "X"}]}, "cast",
     [{"name": "Ann Li", "character": "X"}]),
    (C(column="a.b", where={"job": "Director"}), {"a": {"b": CREW}}, "directors", named("Ann Li")),
    (C(column="c", members={"name": "iso"}), {"c": [{"iso": "BE"}, {"iso": "FR"}]}, "countries", ["BE", "FR"]),
    (C(column="c", separator="|", ids=Ids("i", "imdb")), {"c": "Ann Li|Bo Ek", "i": "nm0000001|?"}, "directors",
     [{"name": "Ann Li", "identifiers": {"imdb": "nm0000001"}}, {"name": "Bo Ek"}]),
    (C(column="c", ids=IMDB), {"c": "Ann Li", "i": "nm0000001"}, "directors", known("Ann Li")),
    (C(column="c", ids=IMDB), {"c": "Ann Li, Bo Ek", "i": "nm0000001, nm0000002"}, "cast", known("Ann Li", "Bo Ek")),
    (C(column="c", ids=IMDB), {"c": "Ann Li; Bo Ek", "i": "nm0000001|nm0000002"}, "cast", known("Ann Li", "Bo Ek")),
    (C(column="c", ids=IMDB), {"c": "Ann Li and Bo Ek", "i": ["nm0000001", "nm0000002"]}, "cast",
     known("Ann Li", "Bo Ek")),
    (C(column="c", ids=IMDB), {"c": ["Ann Li", "Bo Ek"], "i": ["nm0000001", "nm0000002"]}, "cast",
     known("Ann Li", "Bo Ek")),
    (C(column="c", ids=IMDB), {"c": "Ann Li, Bo Ek", "i": "?"}, "cast", named("Ann Li", "Bo Ek")),
    (C(column="c", ids=IMDB), {"c": "Ann Li (songs)", "i": "nm0000001"}, "composers", known("Ann Li")),
    (C(column="c", ids=Ids("i", "isni")), {"c": "Menuet; Film4, Inc.", "i": ";0000000121032683"},
     "production_companies", [*named("Menuet"), {"name": "Film4, Inc.", "identifiers": {"isni": "0000000121032683"}}]),
    (C(column="c", when={"k": "D"}), {"c": "Ann Li", "k": "D"}, "directors", named("Ann Li")),
    (C(column="c", when={"k": "D"}), {"c": "Ann Li", "k": "E"}, "directors", None),
    (C(column="c", when={"k": ""}), {"c": "Ann Li", "k": ""}, "directors", named("Ann Li")),
    (C(column="c", when={"k": (True, "yes")}), {"c": "Ann Li", "k": "TRUE"}, "directors", named("Ann Li")),
    (C(column="c", when={"k": "Yes"}), {"c": "Ann Li", "k": "yes"}, "directors", None),
    (C(column="c", where={"cancelled": "False"}), {"c": [{"name": "Ann Li", "cancelled": False},
     {"name": "Bo Ek", "cancelled": True}]}, "directors", named("Ann Li")),
    (C(column="c", list="python", where={"cancelled": "False"}), {"c": "[{'name': 'Ann Li', 'cancelled': False}]"},
     "directors", named("Ann Li")),
    (C(template="{c} ({y})"), {"c": "Best film", "y": 2001}, "awards", ["Best film (2001)"]),
    (C(template="{c} ({y})"), {"c": "Best film", "y": "?"}, "awards", None),
    (C(column="c", unit="min"), {"c": 105}, "duration", "PT1H45M"),
    (C(column="c", unit="min"), {"c": "105.0"}, "duration", "PT1H45M"),
    (C(column="c", unit="min"), {"c": "105 min"}, "duration", "PT1H45M"),
    (C(column="c", date_order="DMY"), {"c": "01/03/2024"}, "release_date", "2024-03-01"),
    (C(column="c", date_order="MDY"), {"c": "01/03/2024"}, "release_date", "2024-01-03"),
    (C(column="c", latest=datetime.date(2011, 1, 1)), {"c": "Dec 15 1939"}, "release_date", "1939-12-15"),
    ("countries", {"c": "UK, Sweden"}, "countries", ["GB", "SE"]),
    (C(column="c", list="postgres"), {"c": '{us,gb,"FR",NULL}'}, "countries", ["US", "GB", "FR"]),
    (C(column="c", separator=("|", "@")), {"c": "A|B@C"}, "genres", ["A", "B", "C"]),
    (C(column="c", separator=("@", "|")), {"c": "Ann Li@Bo Ek|Cy Fo"}, "cast", named("Ann Li", "Bo Ek", "Cy Fo")),
    (C(column="c", separator=" / "), {"c": "UK, Sweden / Norway"}, "countries", ["GB", "SE", "NO"]),
    ("a country and a year", {"c": "Italia 2019"}, "countries", ["IT"]),
    ("a country and a year", {"c": "Italia/Francia, 2019"}, "countries", ["IT", "FR"]),
    ("a whole date", {"c": "1999-10-16"}, "year", 1999),
    ("a whole date", {"c": "+2001-00-00T00:00:00Z"}, "year", 2001),
    ("a whole date", {"c": "03/04/2009"}, "year", 2009),
    ("a whole date", {"c": "16 October 1999"}, "year", 1999),
    ("an address", {"c": "https://www.imdb.com/title/tt0114709/?ref_=x"}, "identifiers.imdb", {"imdb": "tt0114709"}),
    ("a number", {"c": "0114709"}, "identifiers.imdb", {"imdb": "tt0114709"}),
    ("a number", {"c": 114709}, "identifiers.imdb", {"imdb": "tt0114709"}),
    ("languages", {"c": "Nederlands / Frans"}, "languages", ["nl", "fr"]),
    ("companies", {"c": "Menuet; Film4, Inc."}, "production_companies", named("Menuet", "Film4, Inc.")),
    ("number", {"c": 300}, "alternate_titles", ["300"]),
    (C(column="c", tidy=True), {"c": "Green Mile, The (1999)"}, "alternate_titles", ["The Green Mile"]),
    ("nothing", {"c": "?"}, "directors", None),
    ("nothing", {"c": []}, "directors", None),
    ("based on", {"c": "A Book"}, "based_on.title", [{"title": "A Book"}]),
    ("image", {"c": "https://x.org/1.jpg"}, "images.url", [{"url": "https://x.org/1.jpg"}]),
    ("screening", {"c": "2024-10-09T18:00:00Z"}, "screenings.start", [{"start": "2024-10-09T18:00:00Z"}]),
    ("trailer", {"c": "https://x.org/1"}, "trailer.url", {"url": "https://x.org/1"}),
]  # fmt: skip


@pytest.mark.parametrize(("column", "row", "field", "expected"), CASES)
def test_columns(column: Any, row: dict[str, Any], field: str, expected: Any, tmp_path: Path) -> None:
    """A column's options say how its cells become the values of a field; nothing is reported that is understood."""
    found = of(tmp_path, row, **{field: column if isinstance(column, Column) else "c"})
    assert (found.get(field.partition(".")[0]), found.get("faults")) == (expected, None)


NO: list[Any] = [False, "False", "false", "FALSE"]


@pytest.mark.parametrize("asked", NO)
@pytest.mark.parametrize("told", NO)
def test_booleans_are_asked_for_in_any_spelling(asked: str | bool, told: object) -> None:
    """What Python, JSON, TOML and spreadsheets write for a boolean is one thing; what is none of them is not."""
    assert fits({"cancelled": asked}, {"cancelled": told})
    assert fits({"cancelled": ("x", asked)}, {"cancelled": told})
    assert not any(fits({"cancelled": asked}, {"cancelled": other}) for other in (True, "True", "no", "", None, 0))


def test_conditions_take_booleans() -> None:
    """In `catalogue.toml` a condition may be a boolean, with quotes or without."""
    for asked in ("false", '"False"', '[false, "off"]'):
        column = msgspec.toml.decode(f"column = 'c'\nwhere = {{ cancelled = {asked} }}", type=Column)
        assert fits(column.where, {"cancelled": False})


FAULTS: list[tuple[Column, dict[str, Any], str, list[str]]] = [
    (C(column="c", most_words=3), {"c": "James Algar Jack Couffer"}, "directors", ["James Algar Jack Couffer"]),
    (C(column="c", most_words=3), {"c": "Ann Li, James Algar Jack Couffer"}, "directors", ["James Algar Jack Couffer"]),
    (C(column="c", list="json"), {"c": "[1, "}, "cast", ["[1, "]),
    (C(column="c", list="python"), {"c": "[__import__('os')]"}, "cast", ["[__import__('os')]"]),
    (C(column="c", list="python"), {"c": "[" * 5000}, "cast", ["[" * 200]),
    (C(column="c", separator="|", ids=Ids("i", "imdb")), {"c": "A Li|B Ek", "i": "nm0000001"}, "cast", ["nm0000001"]),
    (C(column="c", ids=IMDB), {"c": "Ann Li, Bo Ek", "i": "nm0000001"}, "directors", ["nm0000001"]),
    (C(column="c", ids=IMDB), {"c": "Ann Li & Bo Ek", "i": "nm0000001;nm0000002;"}, "cast", ["nm0000001;nm0000002;"]),
    (C(column="c", ids=IMDB), {"c": ["Ann Li, Bo Ek"], "i": ["nm0000001"]}, "cast", ['["nm0000001"]']),
    (C(column="c", ids=IMDB), {"c": "Ann Li", "i": "nm0000001, nm0000002"}, "cast", ["nm0000001, nm0000002"]),
    (C(column="c"), {"c": "01/03/2024"}, "release_date", ["01/03/2024"]),
    (C(column="c"), {"c": [3, 2.5, "4", {"name": 7}, {"name": 1.5}]}, "cast", ["4", "3", "2.5", "7", "1.5"]),
    (C(column="c"), {"c": [3, 2.5, {"name": 7}, {"name": 1.5}]}, "distributors", ["3", "2.5", "7", "1.5"]),
    (C(column="c", list="python"), {"c": "['Ann Li', nan, -inf, 3]"}, "cast", ["NaN", "-Infinity", "3"]),
    (C(column="c", latest=datetime.date(2011, 1, 1)), {"c": "Dec 15 2039"}, "release_date", ["Dec 15 2039"]),
    (C(column="c"), {"c": ["2001-01-01", "2001-01-02"]}, "release_date", ['["2001-01-01", "2001-01-02"]']),
    (C(column="c"), {"c": True}, "genres", ["true"]),
    (C(column="c"), {"c": {"no": "name"}}, "directors", ['{"no": "name"}']),
    (C(column="c"), {"c": "Belgium, Atlantis"}, "countries", ["Atlantis"]),
    (C(column="c", list="python"), {"c": "[{[]: 1}]"}, "cast", ["[{[]: 1}]"]),
    (C(column="c", list="python"), {"c": "[1+1]"}, "cast", ["[1+1]"]),
    (C(column="c", list="python"), {"c": "['\\d' is 1]"}, "cast", ["['\\d' is 1]"]),
    (C(column="c", list="python"), {"c": f"[{'-' * 9000}1]"}, "cast", ["[" + "-" * 199]),
    (C(column="c", list="python"), {"c": f"[0x{'f' * 9000}]"}, "cast", ["[0x" + "f" * 197]),
    (C(column="c", list="python"), {"c": "[b'a', (1,), {2}, 1e999]"}, "cast", ["b'a'", "[1]", "{2}", "Infinity"]),
    (C(column="c", list="json"), {"c": '[NaN, [["x"]], {"name": Infinity}]'}, "cast", ["NaN", '[["x"]]', "Infinity"]),
    (C(column="c", list="json"), {"c": '[{"name": [1]}, {"name": {}}, 1e999]'}, "cast", ["[1]", "{}", "Infinity"]),
    (C(column="c", list="json"), {"c": '[-Infinity, {"name": true}]'}, "countries", ["-Infinity", "true"]),
    (C(column="c", list="json"), {"c": "[NaN]"}, "production_companies", ["NaN"]),
    (C(column="c"), {"c": float("nan")}, "directors", ["NaN"]),
    (C(column="c"), {"c": [float("inf"), [["x"]]]}, "production_companies", ["Infinity", '[["x"]]']),
    (C(column="c"), {"c": float("nan")}, "year", ["NaN"]),
    (C(template="{c} {t}"), {"c": float("inf")}, "alternate_titles", ["Infinity"]),
    (C(column="c", ids=Ids("i", "imdb")), {"c": ["A Li"], "i": [float("nan")]}, "cast", ["NaN"]),
]


@pytest.mark.parametrize(("column", "row", "field", "raws"), FAULTS)
def test_faults(column: Column, row: dict[str, Any], field: str, raws: list[str], tmp_path: Path) -> None:
    """What cannot be told apart is reported with its raw text, and costs nothing else of the row."""
    found = of(tmp_path, row, **{field: column})
    assert [(fault["field"].partition(".")[0], fault["raw"]) for fault in found["faults"]] == [(field, r) for r in raws]


def test_a_cell_that_is_no_number_can_be_missing(tmp_path: Path) -> None:
    """Programs write NaN where nothing is said: a catalogue that knows it has no fault of it."""
    (tmp_path / "a.jsonl").write_text('{"t": "Here", "c": NaN}')
    columns: dict[str, Any] = {"title": "t", "year": "c"}
    source = SourceConfig(name="s", path="", reader="table", licence="", missing=("nan",), columns=columns)
    (record,) = read(tmp_path / "a.jsonl", source, tmp_path)
    assert isinstance(record, Record) and not record.faults


def test_several_columns_for_one_field(tmp_path: Path) -> None:
    """Columns that state one list are joined; of single values the first that says something stays."""
    row = {"a": "Ann Li", "b": "Bo Ek", "y": 2001, "no": "?"}
    writers, years = (C(column="a"), C(column="b")), (C(column="no"), C(column="y"), C(column="a"))
    found = of(tmp_path, row, screenwriters=writers, year=years)
    assert (found["screenwriters"], found["year"]) == (named("Ann Li", "Bo Ek"), 2001)


A, B = "https://x.org/a", "https://x.org/b"
JOINED: list[tuple[str, Any, str, Any, Any]] = [
    ("images", [A, B], "caption", "One|Two", [{"url": A, "caption": "One"}, {"url": B, "caption": "Two"}]),
    ("images", f"{A}|{B}", "id", "|2", [{"url": A}, {"url": B, "id": "2"}]),
    ("cast", ["Ann Li", "Bo Ek"], "character", ["X", None], [{"name": "Ann Li", "character": "X"}, *named("Bo Ek")]),
    ("directors", "Ann Li, Bo Ek", "affiliation", "x|y", [{"name": "Ann Li", "affiliation": {"name": "x"}},
                                                         {"name": "Bo Ek", "affiliation": {"name": "y"}}]),
    ("based_on", "A Book", "authors", "Ann Li|Bo Ek", [{"title": "A Book", "authors": named("Ann Li", "Bo Ek")}]),
    ("based_on", "A|B", "authors", ["Ann Li and Bo Ek", "Cy Fo"],
     [{"title": "A", "authors": named("Ann Li", "Bo Ek")}, {"title": "B", "authors": named("Cy Fo")}]),
    ("based_on", "A|B", "authors", "|", [{"title": "A"}, {"title": "B"}]),
    ("trailer", A, "title", "One", {"url": A, "title": "One"}),
    ("trailer", A, "title", C(constant="One"), {"url": A, "title": "One"}),
    ("images", [A, B], "credit", C(constant="L"), [{"url": A, "credit": "L"}, {"url": B, "credit": "L"}]),
    ("images", "", "credit", C(constant="L"), None),
    ("screenings", ["2024-10-09T18:00:00Z", "2024-10-10T18:00:00Z"], "venue", C(constant="X"),
     [{"start": "2024-10-09T18:00:00Z", "venue": {"name": "X"}},
      {"start": "2024-10-10T18:00:00Z", "venue": {"name": "X"}}]),
    ("screenings", "2024-10-09T18:00:00Z", "status", C(constant="fällt aus"),
     [{"start": "2024-10-09T18:00:00Z", "status": "http://schema.org/EventCancelled"}]),
    ("screenings", "2024-10-09T18:00:00Z", "tickets.availability", "ausverkauft",
     [{"start": "2024-10-09T18:00:00Z", "tickets": [{"availability": "http://schema.org/SoldOut"}]}]),
]  # fmt: skip
UNJOINED: list[tuple[str, Any, str, Any, Any]] = [
    ("images", [A, B], "caption", "One", [{"url": A}, {"url": B}]),
    ("images", A, "caption", "One|Two", [{"url": A}]),
    ("cast", ["Ann Li, Bo Ek", "Cy Fo"], "character", "X|Y", [*named("Ann Li", "Bo Ek"),
                                                             {"name": "Cy Fo", "character": "Y"}]),
    ("cast", "Ann Li||Bo Ek", "character", "X|Y|Z", [{"name": "Ann Li", "character": "X"},
                                                    {"name": "Bo Ek", "character": "Z"}]),
    ("cast", "", "character", "X", None),
    *(("images", "", member, said, None) for member in ("caption", "credit") for said in ("One", "One|Two")),
    ("images", "", "licence", A, None),
]  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(("field", "cell", "member", "said", "expected"), JOINED + UNJOINED)
def test_members_in_columns_of_their_own(
    field: str, cell: Any, member: str, said: Any, expected: Any, order: int, tmp_path: Path
) -> None:
    """The n-th value of a member is said of the n-th object, or of the only one; what cannot be told is a fault."""
    by, value = (
        (said, "") if isinstance(said, Column) else (C(column="m", separator="|" if "|" in said else None), said)
    )
    pairs = [(field, C(column="c", separator="|" if "|" in cell else None)), (f"{field}.{member}", by)]
    found = of(tmp_path, {"c": cell, "m": value}, **dict(pairs[::order]))
    assert found.get(field) == expected
    is_fault = (field, cell, member, said, expected) in UNJOINED
    assert [fault["field"].partition(".")[0] for fault in found.get("faults", ())] == [field] * is_fault


ELSEWHERE = [
    ("c1,c2,c3", "r1,r2,r3", "Ann A,,,,R2,"),
    ("c1,c2,c3", "r1,r2,r3", "Ann A,,,,R2,R3"),
    ("c1,c2", "r1,r2", ",Ann A,R1,"),
    ("c1,c2", "r1", ",Ann A,R1"),
    ("c1,c2", "r1,r2,r3", "Ann A,,,,R3"),
    ("c1,c2", "r1,r2", "Ann A;,,;R2,"),
    ("c1", "r1", "Ann A;,;R2"),
    ("c1", "r1", ";Ann A,R1;"),
    ("c1", "r1", "Ann A;N/A,N/A;R2"),
    ("c1", "r1", "Ann A;1234,N/A;R2"),
    ("c1", "r1", "Ann A;N/A;N/A,;;R3"),
    ("c1", "r1", ";Ann A,R1"),
]


@pytest.mark.parametrize(("names", "roles", "row"), ELSEWHERE)
def test_a_member_of_nobody(names: str, roles: str, row: str, tmp_path: Path) -> None:
    """What stands where another object would stand is said of that, and not of the only one that the row names."""
    (tmp_path / "a.csv").write_text(f"t,{names},{roles}\nHere,{row}\n")
    columns: dict[str, Any] = {
        field: tuple(C(column=name, separator=";") for name in group.split(","))
        for field, group in (("cast", names), ("cast.character", roles))
    }
    source = SourceConfig(name="s", path="", reader="table", licence="", missing=("N/A",), columns={"title": "t"})
    source = structs.replace(source, columns=source.columns | columns)
    (record,) = read(tmp_path / "a.csv", source, tmp_path)
    assert isinstance(record, Record) and [(one.name, one.character) for one in record.cast] == [("Ann A", None)]
    assert any("cannot be joined to cast" in fault.reason for fault in record.faults)


V, W = "https://x.org/v", "https://x.org/w"
TRAILERS = [
    (f"{V},,One,", {"url": V, "title": "One"}, 0, 0),
    (f",{V},,One", {"url": V, "title": "One"}, 0, 0),
    (f",{V},One,", {"url": V}, 1, 0),
    (f"{V},,,Two", {"url": V}, 1, 0),
    (f"{V},{W},,Two", {"url": V}, 0, 1),
    (f"{V},{W},One,Two", {"url": V, "title": "One"}, 0, 1),
    (f"{V},{V},One,Two", {"url": V, "title": "One"}, 0, 1),
    (f"{V},{V},,Two", {"url": V, "title": "Two"}, 0, 0),
    (f"{V};{V},,One;One,", {"url": V, "title": "One"}, 0, 0),
    (f"{V};{V},,One;Two,", {"url": V, "title": "One"}, 0, 1),
]


@pytest.mark.parametrize(("row", "expected", "faults", "left"), TRAILERS)
def test_a_member_of_one_of_several_columns(
    row: str, expected: dict[str, str], faults: int, left: int, tmp_path: Path
) -> None:
    """Where a film has room for one object, it gets what is said beside that; what is said beside another is told."""
    (tmp_path / "a.csv").write_text(f"t,v1,v2,n1,n2\nHere,{row}\n")
    columns: dict[str, Any] = {"title": "t", "trailer": (C(column="v1", separator=";"), C(column="v2")),
               "trailer.title": (C(column="n1", separator=";"), C(column="n2"))}  # fmt: skip
    source = SourceConfig(name="s", path="", reader="table", licence="", columns=columns)
    record, *others = accounted(tmp_path / "a.csv", source, tmp_path)
    assert isinstance(record, Record) and msgspec.to_builtins(record.trailer) == expected
    assert (len(record.faults), len(others)) == (faults, left)


START = "2024-10-09T20:30:00+02:00"
SHOWN = C(columns=("d", "z"))
SCREENINGS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("9.10.2024,20.30 Uhr,,", {"screenings.start": SHOWN}, {"start": START}),
    ("2024-10-09 00:00:00,20:30,,", {"screenings": SHOWN}, {"start": START}),
    (f",{START},,", {"screenings.start": "z"}, {"start": START}),
    ("10/09/2024,8:30 pm,,", {"screenings.start": C(columns=("d", "z"), date_order="MDY")}, {"start": START}),
    ("09/10/2024,20h30,,", {"screenings.start": C(columns=("d", "z"), date_order="DMY")}, {"start": START}),
    ("2024-10-09,20:30,,", {"screenings.start": SHOWN, "screenings.venue": C(constant="X")},
     {"start": START, "venue": {"name": "X"}}),
    ("2024-10-09,20:30,Way 1,", {"screenings.venue.address": "v", "screenings.start": SHOWN,
     "screenings.venue": C(constant="X")}, {"start": START, "venue": {"name": "X", "address": "Way 1"}}),
    ("2024-10-09,20:30,X,Way 1", {"screenings.venue.address": "w", "screenings.venue": "v", "screenings.start": SHOWN},
     {"start": START, "venue": {"name": "X", "address": "Way 1"}}),
    ("2024-10-09,20:30,uitverkocht,", {"screenings.start": SHOWN, "screenings.tickets.availability": "v"},
     {"start": START, "tickets": [{"availability": "http://schema.org/SoldOut"}]}),
    ("2024-10-09,20:30,4.125,", {"screenings.start": SHOWN, "screenings.tickets.price": C(column="v", decimal=",")},
     {"start": START, "tickets": [{"price": "4125"}]}),
    ('2024-10-09,20:30,"4,5 €",', {"screenings.start": SHOWN, "screenings.tickets.price": C(column="v", decimal=",")},
     {"start": START, "tickets": [{"price": "4.5", "currency": "EUR"}]}),
    ("2024-10-09,20:30,annulé,", {"screenings.start": SHOWN, "screenings.status": "v"},
     {"start": START, "status": "http://schema.org/EventCancelled"}),
]  # fmt: skip
NO_SCREENINGS = [
    ("2024-10-09,,,", "not a date and time"),
    (",20:30,,", "not a date and time"),
    ("2024-10-27,2:30,,", "is twice in Europe/Brussels"),
    ("2024-03-31,2:30,,", "does not exist in Europe/Brussels"),
    ("01/03/2024,20:30,,", "may be two days"),
]


def _shown(tmp_path: Path, row: str, columns: dict[str, Any], zone: str = "Europe/Brussels") -> Record:
    (tmp_path / "a.csv").write_text(f"t,d,z,v,w\nHere,{row}\n")
    source = SourceConfig(name="s", path="", reader="table", columns={"title": "t", **columns}, timezone=zone)
    (record,) = read(tmp_path / "a.csv", source, tmp_path)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(("row", "columns", "expected"), SCREENINGS)
def test_screenings(row: str, columns: dict[str, Any], expected: dict[str, Any], tmp_path: Path) -> None:
    """A day and a time in two columns are one start, in the zone of the source; members of members have columns."""
    found = _shown(tmp_path, row, columns)
    assert (msgspec.json.decode(msgspec.json.encode(found.screenings)), found.faults) == ([expected], ())


@pytest.mark.parametrize(("row", "reason"), NO_SCREENINGS)
def test_no_screenings(row: str, reason: str, tmp_path: Path) -> None:
    """A start that is not known for certain is a fault."""
    found = _shown(tmp_path, row, {"screenings.start": SHOWN})
    assert not found.screenings and [reason in fault.reason for fault in found.faults] == [True]


def test_no_zone(tmp_path: Path) -> None:
    """Without a time zone of the source a time is a fault that names the setting."""
    (fault,) = _shown(tmp_path, "2024-10-09,20:30,,", {"screenings.start": SHOWN}, zone="").faults
    assert "set timezone of the source" in fault.reason


MEMBERS = [
    (name, member.name)
    for name in fields()
    if is_object(form_of(name).type)
    for member in structs.fields(form_of(name).type)
]


@pytest.mark.parametrize(("field", "member"), MEMBERS)
def test_any_member_beside_its_objects(field: str, member: str, tmp_path: Path) -> None:
    """Whatever member of whatever object has a column or a constant of its own, nothing unforeseen happens."""
    for column in (C(column="m", separator="|"), C(constant="x")):
        for cell in ("a", "a|b", ["a", {"name": "b"}, 3, None], {"name": "a"}, [["a"]], True):
            found = of(
                tmp_path, {"c": cell, "m": "x|y"}, **{field: C(column="c", separator="|"), f"{field}.{member}": column}
            )
            assert not [fault for fault in found.get("faults", ()) if "unexpected" in fault["reason"]]


def test_what_nobody_foresaw_costs_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the mapping of one row is a fault of that row, and the others are read."""
    values = Mapper.values

    def broken(self: Mapper, row: Any, *others: Any) -> Any:
        return values(self, row, *others) if row["T"] != "Two" else row["no"]

    monkeypatch.setattr(Mapper, "values", broken)
    (tmp_path / "a.csv").write_text("T\nOne\nTwo\nThree\n")
    source = SourceConfig(name="s", path="", reader="table", licence="", columns={"title": "T"})
    one, fault, three = read(tmp_path / "a.csv", source, tmp_path)
    assert isinstance(one, Record) and isinstance(three, Record)
    assert isinstance(fault, Fault) and "unexpected KeyError" in fault.reason and fault.line == 3


def test_titles(tmp_path: Path) -> None:
    """A title that is tidied is told from its article and year; other titles in brackets only where that is said."""
    (tmp_path / "a.csv").write_text('T\n"Idioten, De (The Idiots) (1998)"\n')
    for others, expected in ((True, ("De Idioten", ("The Idiots",))), (False, ("Idioten, De (The Idiots)", ()))):
        columns: dict[str, Any] = {"title": Column(column="T", tidy=True, others=others)}
        source = SourceConfig(name="s", path="", reader="table", licence="", columns=columns)
        (record,) = read(tmp_path / "a.csv", source, tmp_path)
        assert isinstance(record, Record)
        assert (record.title, record.alternate_titles, record.year) == (*expected, 1998)


def test_several_films_in_a_row(tmp_path: Path) -> None:
    """A row that names several films gives a record for each; different numbers of them are a fault."""
    (tmp_path / "a.csv").write_text("F,I,N\nClose|Here,tt0000001|tt0000002,Ann Li\nA|B,tt0000003,Bo Ek\n")
    source = SourceConfig(
        name="s", path="", reader="table", licence="", key=("I", "N"), films=Films(("F", "I"), "|"),
        columns={"title": "F", "identifiers.imdb": "I", "directors": "N"},
    )  # fmt: skip
    close, here, fault = read(tmp_path / "a.csv", source, tmp_path)
    assert isinstance(close, Record) and isinstance(here, Record)
    assert (close.title, close.identifiers, close.source.key) == ("Close", {"imdb": "tt0000001"}, "tt0000001/Ann Li")
    assert (here.title, here.directors[0].name, here.source.line) == ("Here", "Ann Li", 2)
    assert not isinstance(fault, Record) and "different numbers" in fault.reason


def test_a_column_that_no_object_has(tmp_path: Path) -> None:
    """In JSON a column may be away from a row; away from all of them it is a mistake in the mapping."""
    (tmp_path / "a.json").write_text('[{"t": "Close"}, {"t": "Here", "y": 2023}]')
    source = SourceConfig(name="s", path="", reader="table", licence="", columns={"title": "t", "year": "y"})
    assert len(list(read(tmp_path / "a.json", source, tmp_path))) == 2
    wrong = msgspec.structs.replace(source, columns={"title": "t", "year": "jaar"})
    *_, fault = read(tmp_path / "a.json", wrong, tmp_path)
    assert not isinstance(fault, Record) and "'jaar'" in fault.reason


CATALOGUE = """
name = "n"
base = "https://x.example.org/"
publisher = "p"
licence = "https://x.example.org/l"
languages = ["en"]
[[sources]]
name = "s"
path = "a.csv"
reader = "table"
licence = "https://x.example.org/l"
{more}
[sources.columns]
title = "t"
{column}
"""

MISTAKES = [
    ("", 'years = "y"', "no field of this name"),
    ("", 'identifiers = "i"', "identifiers.MEMBER"),
    ("", '"year.x" = "y"', "no member 'x'"),
    ("", '"based_on.writer" = "y"', "no member 'writer'"),
    ("", "year = { unit = 'x' }", "one of column, columns, template and constant"),
    ("", "year = { column = 'y', constant = 'x' }", "one of column"),
    ("", "awards = { template = 'x' }", "the template has no column"),
    ("", "cast = { column = 'c', separator = '' }", "separator is empty"),
    ("", "cast = { column = 'c', separator = '|', list = 'json' }", "cannot have both"),
    ("", "year = { column = 'c', ids = { column = 'i', scheme = 'imdb' } }", "only for people and organisations"),
    ("", "year = { column = 'c', tidy = true }", "only for titles"),
    ("", "cast = { column = 'c', most_word = 3 }", "most_word"),
    ("", "release_date = { column = 'c', date_order = 'YDM' }", "YDM"),
    ('encoding = "klingon"', "", "klingon"),
    ("films = { columns = [], separator = '|' }", "", "films"),
    ('timezone = "Europe/Atlantis"', "", "timezone"),
    ("", "'screenings.venue.colour' = 'c'", "has no member"),
    ("", "year = { column = 'c', columns = ['d', 'e'] }", "exactly one of"),
]


@pytest.mark.parametrize(("more", "column", "complaint"), MISTAKES)
def test_mistakes_in_a_mapping(more: str, column: str, complaint: str, tmp_path: Path) -> None:
    """What a mapping cannot say is refused with the key where it stands."""
    (tmp_path / "catalogue.toml").write_text(CATALOGUE.format(more=more, column=column))
    with pytest.raises(ReelgraphError, match=complaint):
        load(tmp_path)


@pytest.mark.parametrize(
    ("field", "type_", "several"),
    [("title", "str", False), ("directors", "Person", True), ("based_on.authors", "Person", True),
     ("trailer.url", "str", False), ("other_credits.Grip", "Person", True), ("year", "int", False),
     ("identifiers.imdb", "str", False), ("directors.affiliation.name", "str", False)],
)  # fmt: skip
def test_forms(field: str, type_: str, several: bool) -> None:
    """The form of a field follows from the record's types."""
    form = form_of(field)
    assert (form.type.__name__, form.several) == (type_, several)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: (
    st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | st.just("name"), inner, max_size=3)
), max_leaves=8)  # fmt: skip


@given(cell=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_cell(cell: Any, tmp_path: Path) -> None:
    """Whatever JSON a cell holds, the row is a record and what is wrong with it faults."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"t": "x", "c": cell}))
    fields = ("directors", "year", "genres", "countries", "descriptions", "production_companies", "release_date")
    columns: dict[str, Any] = dict.fromkeys(fields, "c") | {
        "title": "t",
        "cast": Column(column="c", list="json", where={"name": "x"}),
        "based_on.title": "c",
        "other_credits.Grip": Column(column="c", separator="|"),
    }
    source = SourceConfig(name="s", path="", reader="table", licence="", columns=columns)
    msgspec.json.encode(list(read(tmp_path / "a.jsonl", source, tmp_path)))


YEAR_AND_PAGE: list[tuple[str, str, dict[str, Any]]] = [
    ("countries", "Italia 2019", {"countries": ["IT"], "year": 2019}),
    ("countries", "2019", {"year": 2019}),
    ("page", "https://www.imdb.com/title/tt0114709/", {"identifiers": {"imdb": "tt0114709"}}),
    ("page", "https://films.example.org/a", {"page": "https://films.example.org/a"}),
]


@pytest.mark.parametrize(("field", "cell", "expected"), YEAR_AND_PAGE)
def test_what_a_cell_says_of_another_field(field: str, cell: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """A year behind a country is that of the film, and the page of an authority names the film there."""
    found = of(tmp_path, {"c": cell}, **{field: "c"})
    assert {name: found[name] for name in found if name not in ("source", "kind")} == expected


@pytest.mark.parametrize("cell", ["Argento, Dario", "Дель,Торо"])
def test_one_name_or_two(cell: str, tmp_path: Path) -> None:
    """Two single words at a comma may be one name, and are a fault, except in a cast or where such names are usual."""
    found = of(tmp_path, {"c": cell}, directors=C(column="c", separator=","))
    assert "directors" not in found and "or two" in found["faults"][0]["reason"]
    two = named(*(word.strip() for word in cell.split(",")))
    assert of(tmp_path, {"c": cell}, directors=C(column="c", separator=",", one_word=True))["directors"] == two
    assert of(tmp_path, {"c": cell}, cast=C(column="c", separator=","))["cast"] == two
    assert of(tmp_path, {"c": "Dario Li, Bo"}, directors=C(column="c", separator=", "))["directors"] == named(
        "Dario Li", "Bo"
    )


USUAL = [(["Cher", "Ice, Prince, Sting"], True), (["Ann Li, Bo Ek", "Cy Fo"], False)]


@pytest.mark.parametrize(("others", "usual"), USUAL)
def test_names_of_one_word(others: list[str], usual: bool) -> None:
    """Where several cells have single words that are no halves, such names are proposed as usual."""
    cells = ["Nena, Falco", *others]
    assert ((options_of("composers", "Music", cells) or {}).get("one_word") is True) is usual
