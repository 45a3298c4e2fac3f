"""Native records: JSON and JSON Lines."""

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.sources import guess, json_text, read

FILM = {"title": "Here", "year": 2023, "directors": [{"name": "Bas Devos"}]}


def parse(path: Path, text: str | bytes) -> list[Record | Fault]:
    """What is read from a file of that content."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, guess(path), path.parent))


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("one.json", json.dumps(FILM, indent=1), [1]),
        ("array.json", f"[\n{json.dumps(FILM, indent=1)},\n\n{json.dumps(FILM)}]\n", [2, 12]),
        ("lines.jsonl", f"{json.dumps(FILM)}\n\n{json.dumps(FILM)}", [1, 3]),
        ("none.json", "[]", []),
        ("bom.json", "\ufeff" + json.dumps(FILM), [1]),
    ],
)
def test_forms(name: str, text: str, lines: list[int], tmp_path: Path) -> None:
    """Records come as an object, an array or JSON Lines, each with the line on which it begins."""
    found = parse(tmp_path / name, text)
    assert [(record.title, record.source.line) for record in found if isinstance(record, Record)] == [
        ("Here", line) for line in lines
    ]
    assert len(found) == len(lines)


def test_round_trip(tmp_path: Path) -> None:
    """What was read reads again as the same: values, key and faults."""
    (first,) = parse(tmp_path / "a.json", json.dumps(FILM | {"duration": "-5", "source": {"key": "x"}}))
    (second,) = parse(tmp_path / "a.json", msgspec.json.encode(first))
    assert first == second
    assert isinstance(first, Record) and first.source.key == "x"
    assert [fault.field for fault in first.faults] == ["duration"] and first.duration is None


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("empty.json", "", 1),
        ("a.json", "\n\n", 3),
        ("a.json", '{"title": "Here",\n "year": }', 2),
        ("a.json", "7", 1),
        ("a.json", b"\xff\xfe{\0", 1),
        ("a.json", "[" * 100_000, 1),
        ("a.json", '{"a":' * 100_000, 1),
        ("a.jsonl", b"\x89PNG\r\n", 1),
    ],
)
def test_broken(name: str, text: str | bytes, line: int, tmp_path: Path) -> None:
    """A file that is no JSON gives one fault with its place."""
    (fault,) = parse(tmp_path / name, text)
    assert isinstance(fault, Fault), fault
    assert (fault.field, fault.path, fault.line) == ("", name, line)
    assert fault.reason and "\n" not in fault.reason and len(fault.raw) <= 200


@pytest.mark.parametrize("text", ['[{"title": "Here"},\n {"title"]', '[{"title": "Here"}\n', '[{"title": "Here"}\n{}]'])
def test_what_stands_before_a_break_is_read(text: str, tmp_path: Path) -> None:
    """An array that is broken, or has no end, gives the records before, and one fault with its line."""
    record, fault = parse(tmp_path / "a.json", text)
    assert isinstance(record, Record) and isinstance(fault, Fault)
    assert (record.title, fault.line) == ("Here", 2)


@pytest.mark.parametrize("text", [b'{"title": "L\xe9a", "year": 2023}', b'{"title": "\\ud800", "year": 2023}'])
def test_text_that_is_none(text: bytes, tmp_path: Path) -> None:
    """Bytes that are no UTF-8, and halves of characters, cost the value that they stand in."""
    (record,) = parse(tmp_path / "a.json", text)
    assert isinstance(record, Record)
    assert (record.title, record.year, [fault.field for fault in record.faults]) == (None, 2023, ["title"])


@pytest.mark.slow
def test_memory_does_not_grow(tmp_path: Path) -> None:
    """Ten times the records in an array take no more memory."""
    peaks = []
    for count in (2_000, 20_000):
        (tmp_path / "a.json").write_text(f"[{', '.join([json.dumps(FILM)] * count)}]")
        tracemalloc.start()
        assert sum(1 for _ in read(tmp_path / "a.json", guess(tmp_path / "a.json"), tmp_path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 500_000


def test_broken_line(tmp_path: Path) -> None:
    """Of JSON Lines, and of an array, what is whole comes out."""
    text = '{"title": "One"}\n{"title": \n7\n{"title": "Two"}\n'
    kinds = [item.title if isinstance(item, Record) else item.line for item in parse(tmp_path / "a.jsonl", text)]
    assert kinds == ["One", 2, 3, "Two"]
    kinds = [
        item.title if isinstance(item, Record) else item.line
        for item in parse(tmp_path / "a.json", '[7,\n{"title": "Two"}]')
    ]
    assert kinds == [1, "Two"]


@pytest.mark.parametrize("faults", [7, [7], [{"field": "year"}]])
def test_faults_of_another_form(faults: Any, tmp_path: Path) -> None:
    """Faults that a file states and that are none are a fault."""
    (record,) = parse(tmp_path / "a.json", json.dumps(FILM | {"faults": faults}))
    assert isinstance(record, Record)
    assert [fault.field for fault in record.faults] == ["faults"]


@given(
    data=st.binary() | st.text('[]{},:"\\ \n1x').map(str.encode), name=st.sampled_from(["a.json", "a.jsonl", "a.txt"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes(data: bytes, name: str, tmp_path: Path) -> None:
    """Whatever the bytes of a file, reading it gives records and faults that can be written as JSON."""
    msgspec.json.encode(parse(tmp_path / name, data))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": }', "a value is missing or not valid"),
        ('{"a": 1, }', "there is a comma before a closing bracket"),
        ('{"a": [1,]}', "there is a comma before a closing bracket"),
        ("{1: 2}", "a name in double quotes is missing"),
        ('{"a" 1}', "a colon is missing"),
        ('{"a": 1 "b": 2}', "a comma is missing"),
        ('{"a": "x', "a string is never closed"),
        ('{"a": "x\ty"}', "a string has a control character, such as a line break"),
        ('{"a": "\\x"}', "a backslash without a valid escape"),
        ('{"a": "\\u12"}', "a backslash without a valid escape"),
        ("{}x", "there is text after its end"),
    ],
)
def test_what_is_broken_is_said_in_our_words(text: str, reason: str, tmp_path: Path) -> None:
    """A document that is no JSON is told in words that do not change with the parser."""
    *_, fault = parse(tmp_path / "a.jsonl", text)
    assert isinstance(fault, Fault) and fault.reason == f"broken JSON: {reason}"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("far", ["", " " * 70_000, "x" * 200_000])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"title": "B", "title": "B"%s}', "an object has a key twice"),
        ('{"title": "B", "cast": [{"name": "C", "name": "D"}]%s}', "an object has a key twice"),
        ('{"title": "B"%s, "cast": [{"name": "C", "name": "D"}]}', "an object has a key twice"),
        ('{"year": 9%s%%s, "title": "}]"}' % ("9" * 5000), "a number has too many digits"),
    ],
)
def test_what_is_not_read_costs_its_record(bad: str, reason: str, far: str, name: str, tmp_path: Path) -> None:
    """A record that is well-formed and is not read is a fault with its line, and all others are read."""
    more = f', "x": "{far}"' if "x" in far else far
    mark, begin, end = (",\n", "[", "]") if name == "a.json" else ("\n", "", "")
    lines = ['{"title": "A"}', bad % more, '{"title": "C"}']
    before, fault, after = parse(tmp_path / name, begin + mark.join(lines) + end)
    assert isinstance(before, Record) and isinstance(after, Record) and isinstance(fault, Fault)
    assert (before.title, after.title, fault.reason, fault.line) == ("A", "C", reason, 2)
    assert fault.raw == lines[1][:100]


@pytest.mark.parametrize("far", ["", " " * 70_000, '\\\\", "]}\\"' * 20_000])
def test_what_is_nested_too_deeply_costs_its_record(far: str, tmp_path: Path) -> None:
    """Where it ends, its brackets say, but for those in texts."""
    deep = f'{{"title": "B", "x": {"[" * 3000}"{far}]"{"]" * 3000}, "y": "\\"}}"}}'
    text = f'[{{"title": "A"}},\n{deep},\n{{"title": "C"}}]'
    before, fault, after = parse(tmp_path / "a.json", text)
    assert isinstance(before, Record) and isinstance(after, Record) and isinstance(fault, Fault)
    assert (before.title, after.title, fault.reason, fault.line) == ("A", "C", "nested too deeply", 2)
    *_, fault = parse(tmp_path / "a.json", text[: text.index("y") - 3])
    assert isinstance(fault, Fault) and fault.reason == "broken JSON: its end is missing"


@pytest.mark.parametrize("number", ["12.5", "-12.25", "1e5", "1E+5", "1.5e-7", "12", "-3", "0", "true", "NaN", '"\\""'])
@pytest.mark.parametrize("form", ["%s", "[%s]", '{"a": %s}'])
def test_values_across_the_end_of_what_is_read_at_once(number: str, form: str) -> None:
    """A value is the same wherever the document is cut while it is read."""
    text = form % number
    for before in range(json_text._CHUNK - len(text) - 3, json_text._CHUNK + 3):
        read = json_text.Text(io.BytesIO(f"{' ' * before}{text} ,".encode()))
        assert repr(read.value()) == repr(json_text.Text(io.BytesIO(text.encode())).value())
        read.take(",")
        read.end()


def test_values_that_are_no_names(tmp_path: Path) -> None:
    """What is not a number, infinite, or a list in a list costs itself, and no person is called so."""
    cast = '[NaN, -Infinity, 1e999, [["x"]], {"name": Infinity}, {"name": ["y"]}, {"name": {}}, "Ann Li"]'
    text = f'{{"title": "Here", "year": NaN, "cast": {cast}}}'
    (record,) = parse(tmp_path / "a.jsonl", text)
    assert isinstance(record, Record) and [person.name for person in record.cast] == ["Ann Li"]
    raws = ["NaN", "NaN", "-Infinity", "Infinity", '[["x"]]', "Infinity", '["y"]', "{}"]
    assert sorted(fault.raw for fault in record.faults) == sorted(raws)


NO_NAMES = ["nan", "NaN", " NaN ", "None", "null", "NULL", "NA", "<NA>", "\\N", "inf", "-Infinity"]


@pytest.mark.parametrize("mark", NO_NAMES)
def test_marks_of_missing_values(mark: str, tmp_path: Path) -> None:
    """What data frames write for a missing value is an empty place in a list of names; films are called so."""
    said = {"title": mark, "directors": [mark, "Ann Li"], "production_companies": mark, "other_credits": {"x": [mark]}}
    (record,) = parse(
        tmp_path / "a.json", json.dumps(said | {"cast": [{"name": mark}, {"name": mark, "character": "X"}]})
    )
    assert isinstance(record, Record)
    assert (record.title, [person.name for person in record.directors]) == (mark.strip(), ["Ann Li"])
    assert not record.production_companies and not record.other_credits and not record.cast
    assert [(fault.raw, fault.reason) for fault in record.faults] == [('{"character": "X"}', "has no name")]


@pytest.mark.parametrize("name", ["Nan", "Null", "Nan Goldin", "Christopher Null"])
def test_names_like_marks(name: str, tmp_path: Path) -> None:
    """A name in its own letters is one."""
    (record,) = parse(tmp_path / "a.json", json.dumps({"title": "Here", "directors": [name]}))
    assert isinstance(record, Record) and [person.name for person in record.directors] == [name]


@pytest.mark.parametrize("number", ["3", "3.5", "-1", "1e3", "NaN", "true"])
@pytest.mark.parametrize("form", ["%s", '{"name": %s}'])
@pytest.mark.parametrize("field", ["directors", "distributors"])
def test_a_number_is_no_name(number: str, form: str, field: str, tmp_path: Path) -> None:
    """Nobody is called by a number of JSON: it is a fault, and costs nobody else."""
    (record,) = parse(tmp_path / "a.json", f'{{"title": "Here", "{field}": ["Ann", {form % number}]}}')
    assert isinstance(record, Record) and len(record.faults) == 1
    assert [one.name for one in getattr(record, field)] == ["Ann"]


@pytest.mark.parametrize(
    "bad",
    [
        b'{"title": "A", "\\ud800": "x"}',
        b'{"title": "A", "\xed\xa0\x80": 1}',
        b'{"title": "A", "\xff\xfe": {"b": 1}}',
        b'{"title": "A", "source": {"key": "\\udfff"}}',
        b'{"title": "A", "other_credits": {"\\ud800": ["B C"]}}',
        b'{"title": "A", "identifiers": {"\\ud800": "x", "imdb": "\\udc00"}}',
        b'{"title": "A", "faults": [{"field": "\\ud800", "raw": "\\ud801", "reason": "\\ud802"}]}',
        b'{"title": "A", "faults": "\\ud800"}',
        b'{"title": "A", "faults": [{"\\ud800": 1}]}',
        b'{"title": "A", "kind": "\\ud800"}',
        b'{"title": "A", "cast": [{"name": "B C", "\\ud800": 1}]}',
        b'{"title": "A", "descriptions": {"\\ud800": "x"}}',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_keys_that_are_no_text(name: str, bad: bytes, tmp_path: Path) -> None:
    """Surrogates and broken UTF-8 cost what holds them; all that comes of it can be written, and others are read."""
    lines = [b'{"title": "Before"}', bad, b'{"title": "After"}']
    data = b"\n".join(lines) if name == "a.jsonl" else b"[" + b",\n".join(lines) + b"]"
    found = parse(tmp_path / name, data)
    assert msgspec.json.encode(found)
    assert [item.title for item in (found[0], found[-1]) if isinstance(item, Record)] == ["Before", "After"]
