"""Where the values of a JSON text stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.pointers import LONGEST, below, lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '{"a/b~c": [1,\n  {"": "é"}],\n "d": null}',
            {"": 1, "/a~1b~0c": 1, "/a~1b~0c/0": 1, "/a~1b~0c/1": 2, "/a~1b~0c/1/": 2, "/d": 3},
        ),
        ('{"\\u0061\\"": 1}', {"": 1, '/a"': 1}),
        ('{"a"\n:\n1, "a": 2}', {"": 1, "/a": 3}),
        ('["a:b", "\\":", ":",\n"{[,"\n,[]]', {"": 1, "/0": 1, "/1": 1, "/2": 1, "/3": 2, "/4": 3}),
        ("\n\n-1.5e3", {"": 3}),
        ("[{},[],{}]", {"": 1, "/0": 1, "/1": 1, "/2": 1}),
    ],
)
def test_lines(text: str, found: dict[str, int]) -> None:
    """Of a member the line is that of the value, not of the key; keys are as RFC 6901 writes them."""
    assert lines(text) == found


def _walk(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    yield pointer, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield from _walk(inner, below(pointer, key))


@given(VALUES, st.sampled_from([None, 0, 2, "\t"]), st.booleans())
def test_each_value_stands_on_its_line(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    """However the text is laid out, all values are found, in its order."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    rows, found = text.split("\n"), lines(text)
    assert list(found) == [pointer for pointer, _ in _walk(value)]
    for pointer, inner in _walk(value):
        if not isinstance(inner, dict | list):
            assert json.dumps(inner, ensure_ascii=ascii_only) in rows[found[pointer] - 1]
    # Laid out in lines, each begins with one value.
    assert indent is None or len(set(found.values())) == len(found)


def test_a_number_of_very_many_digits() -> None:
    """It costs nothing: only its end matters."""
    assert lines(f"[{'9' * 1_000_000},\n1]")["/1"] == 2


def test_very_long_pointers_are_left_out() -> None:
    """Else each value below a long key would have it in its own."""
    assert list(lines(json.dumps({"a" * LONGEST: [1, 2], "b": 3}))) == ["", "/b"]
