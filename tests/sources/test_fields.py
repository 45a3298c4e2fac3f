"""The one place where JSON values become a record."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.record import Record
from kg.sources.fields import LONGEST_RAW, fields, record


def plain(stated: dict[str, Any]) -> dict[str, Any]:
    """The record as JSON."""
    decoded: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record(stated)))
    return decoded


def test_every_field() -> None:
    """There is a rule for each field that a source can state."""
    assert {*fields(), "source", "faults"} == set(Record.__struct_fields__)


@pytest.mark.parametrize(("field", "told"), [("titel", "; did you mean title?"), ("weather", "")])
def test_no_field(field: str, told: str) -> None:
    """What a record has no field for is a fault that says which may be meant."""
    (fault,) = record({"title": "Kin", field: "x"}).faults
    assert (fault.field, fault.raw) == (field, "x") and fault.reason == f"a record has no field of this name{told}"


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("kind", "episode", "episode"),
        ("title", " Perfect  Days ", "Perfect Days"),
        ("year", 2023, 2023),
        ("year", "2023", 2023),
        ("duration", "105 min", "PT1H45M"),
        ("languages", ["English", "English", "Dutch"], ["en", "nl"]),
        ("languages", "English", ["en"]),
        ("countries", ["United Kingdom", "UK"], ["GB"]),
        ("directors", "Ann Li", [{"name": "Ann Li"}]),
        ("directors", ["Ann Li", {"name": "Ann  Li"}, {"name": "Bo"}], [{"name": "Ann Li"}, {"name": "Bo"}]),
        ("cast", [{"name": "Ann", "character": "Bo"}], [{"name": "Ann", "character": "Bo"}]),
        ("cast", [{"name": "A", "identifiers": {"viaf": "12"}}], [{"name": "A", "identifiers": {"viaf": "12"}}]),
        ("producers", [{"name": "A", "affiliation": "B"}], [{"name": "A", "affiliation": {"name": "B"}}]),
        ("other_credits", {"Art Director": ["A"]}, {"Art Director": [{"name": "A"}]}),
        ("based_on", [{"title": "T", "authors": ["A"], "kind": "book"}],
                     [{"title": "T", "authors": [{"name": "A"}], "kind": "book"}]),
        ("descriptions", {"nl-BE": "Een.\n\nTwee."}, {"nl-be": "Een.\n\nTwee."}),
        ("descriptions", {"en": "One.", "nl": None}, {"en": "One."}),
        ("quotes", [{"text": "Good", "source": "Me"}], [{"text": "Good", "source": "Me"}]),
        ("images", [{"id": "x"}], [{"id": "x"}]),
        ("images", [{"url": "https://example.org/x", "licence": "https://example.org/l"}],
                   [{"url": "https://example.org/x", "licence": "https://example.org/l"}]),
        ("trailer", "https://example.org/x", {"url": "https://example.org/x"}),
        ("identifiers", {"imdb": "tt5537002"}, {"imdb": "tt5537002"}),
        ("screenings", [{"start": "2024-10-09T20:00+02:00"}], [{"start": "2024-10-09T20:00:00+02:00"}]),
        ("editions", ["Film Fest Gent 2024"], [{"name": "Film Fest Gent 2024"}]),
        ("title", None, None),
        ("genres", [], None),
        ("genres", ["Drama [2]"], ["Drama"]),
    ],
)  # fmt: skip
def test_understood(field: str, raw: Any, value: Any) -> None:
    """A value comes out in its final form; null and nothing are the same as not stated."""
    assert plain({field: raw}) == ({} if value is None else {field: value})


@pytest.mark.parametrize(
    ("field", "raw", "faulty", "kept"),
    [
        ("kind", "opera", "opera", None),
        ("title", 7, "7", None),
        ("title", "", "", None),
        ("title", "a\ud800", "a\\ud800", None),
        ("year", True, "true", None),
        ("year", 20233, "20233", None),
        ("year", 1e300, "1e+300", None),
        ("duration", "-5", "-5", None),
        ("languages", ["Sioux", "English"], "Sioux", ["en"]),
        ("languages", {"a": 1}, '{"a": 1}', None),
        ("directors", [{"character": "A"}], '{"character": "A"}', None),
        ("directors", [["A"], "B"], '["A"]', [{"name": "B"}]),
        ("directors", [{"name": "A", "age": 7}], '{"age": 7}', [{"name": "A"}]),
        ("directors", [{"name": "-"}, "B"], "-", [{"name": "B"}]),
        ("cast", [{"name": "A", "identifiers": {"imdb": "tt1"}}], "tt1", [{"name": "A"}]),
        ("descriptions", {"xx": "Text"}, "xx", None),
        ("descriptions", "Text", "Text", None),
        ("images", [{"url": "javascript:alert(1)", "id": "x"}], "javascript:alert(1)", [{"id": "x"}]),
        ("images", [{"url": "javascript:alert(1)", "caption": "C"}, {"id": "x"}], "javascript:alert(1)", [{"id": "x"}]),
        ("images", [{"caption": "C"}], '{"caption": "C"}', None),
        (
            "images",
            {"credit": "C", "licence": "https://example.org/l"},
            '{"credit": "C", "licence": "https://example.org/l"}',
            None,
        ),
        ("images", [{"url": None, "caption": "C"}, {"id": "x"}], '{"url": null, "caption": "C"}', [{"id": "x"}]),
        ("trailer", {"title": "T"}, '{"title": "T"}', None),
        ("cast", [{"name": None, "character": "C"}, "A"], '{"name": null, "character": "C"}', [{"name": "A"}]),
        ("page", "https://example.org/a b", "https://example.org/a b", None),
        ("identifiers", {"imdb": "nm0000217"}, "nm0000217", None),
        ("identifiers", "tt5537002", "tt5537002", None),
        ("colour", "blue", "blue", None),
    ],
)
def test_fault(field: str, raw: Any, faulty: str, kept: Any) -> None:
    """What is not understood is left out and becomes one fault of its field; the rest stays."""
    found = plain({field: raw})
    assert [(fault["field"].partition(".")[0], fault["raw"]) for fault in found.pop("faults")] == [(field, faulty)]
    assert found == ({} if kept is None else {field: kept})


def test_faults_are_short() -> None:
    """A fault repeats no more of a value than a person will read."""
    for year in ("9" * 100_000, ["9"] * 100_000, [[["é" * 100_000]]]):
        (fault,) = record({"year": year}).faults
        assert (len(fault.raw) == LONGEST_RAW and "é" not in fault.raw) or fault.raw.startswith('[[["éé')


MEMBER = st.sampled_from(["name", "title", "url", "identifiers", "imdb", "en"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBER | st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(stated=st.dictionaries(st.sampled_from([*fields()]), JSON, max_size=4))
def test_final(stated: dict[str, Any]) -> None:
    """Any JSON becomes a record, whose values stay as they are when they are read again."""
    found = plain(stated)
    found.pop("faults", None)
    assert plain(found) == found


def test_a_title_said_again_is_no_other_title() -> None:
    """What equals the title is not among the other titles."""
    assert record({"title": "Close", "alternate_titles": ["Close", "Dichtbij"]}).alternate_titles == ("Dichtbij",)
