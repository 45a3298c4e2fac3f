"""Equal cells are understood once, and come out as if each were understood by itself."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.record import Fault, Record
from kg.sources import read
from kg.sources.config import Column, SourceConfig
from kg.sources.tables import repeated, things

COLUMNS: dict[str, Any] = {
    "title": "t",
    "year": "y",
    "directors": "d",
    "cast": Column(column="c", separator=";"),
    "countries": "l",
    "languages": "s",
    "genres": Column(column="g", separator=","),
    "production_companies": "p",
    "duration": Column(column="m", unit="min"),
}
SOURCE = SourceConfig(name="s", path="", reader="table", columns=COLUMNS)
CELLS = [
    *("", "Ann Li", "Ann Li; Bo Ek", "Ann Li, TBA", "TBA", "Belgium 2019", "UK, Atlantis", "1999", "2000.0"),
    *("English, Dutch subtitles", "Drama, War", "91", "Razor Film", "x" * 300),
]


def _records(folder: Path, rows: list[list[str]]) -> list[Record | Fault]:
    lines = [dict(zip("tydclsgpm", row, strict=False)) for row in rows]
    (folder / "a.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    return list(read(folder / "a.jsonl", SOURCE, folder))


def _said(found: list[Record | Fault]) -> list[bytes]:
    return [msgspec.json.encode(msgspec.structs.replace(one, source=Record().source)) for one in found
            if isinstance(one, Record)]  # fmt: skip


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=9, max_size=9), min_size=2, max_size=6))
def test_as_if_alone(tmp_path: Path, rows: list[list[str]]) -> None:
    """A row says the same beside others as in a table of its own, faults included."""
    assert _said(_records(tmp_path, rows)) == [_said(_records(tmp_path, [row]))[0] for row in rows]


def test_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows of three names are three names to be understood, in whichever column they stand."""
    understood: list[Any] = []
    named = things.named

    def counted(value: Any, *others: Any) -> Any:
        understood.append(value)
        return named(value, *others)

    monkeypatch.setattr(repeated, "named", counted)
    names = ["Ann Li", "Bo Ek", "Cy Fo"]
    rows = [[f"Film {n}", "", names[n % 3], f"{names[n % 3]};{names[n % 2]}", "", "", "", "", ""] for n in range(1000)]
    assert len(_records(tmp_path, rows)) == 1000
    assert len([value for value in understood if value in names]) <= 2 * len(names)


def test_members_stay_as_said(tmp_path: Path) -> None:
    """Authors of a book that nobody names are told in its fault as the table tells them, directors or not."""
    source = SourceConfig(name="s", path="", reader="table", columns={"directors": "d", "based_on.authors": "a"})
    (tmp_path / "a.csv").write_text("d,a\nAnn Li,Bo Ek\nBo Ek,Ann Li\n")
    first, second = read(tmp_path / "a.csv", source, tmp_path)
    assert [one.raw for record in (first, second) if isinstance(record, Record) for one in record.faults] == [
        '{"authors": [{"name": "Bo Ek"}]}',
        '{"authors": [{"name": "Ann Li"}]}',
    ]
