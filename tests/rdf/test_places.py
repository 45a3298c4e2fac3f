"""Where the values of a JSON text stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.places import NotJson, pointers

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
ALMOST = st.lists(
    st.sampled_from(['"a"', '"\\u0061"', "{", "}", "[", "]", ":", ",", "1", "-0.5e3", "01", "null", "NaN", " ", "\n"]),
    max_size=12,
).map("".join)


def test_pointers() -> None:
    """Keys as RFC 6901 writes them; lines and columns from 1; of a member the value, not the key."""
    text = '{"a/b~c": [1,\n  {"": "é"}],\n "d": null}'
    assert pointers(text) == {
        "": (1, 1),
        "/a~1b~0c": (1, 11),
        "/a~1b~0c/0": (1, 12),
        "/a~1b~0c/1": (2, 3),
        "/a~1b~0c/1/": (2, 8),
        "/d": (3, 7),
    }


def test_an_escape_in_a_key_is_no_part_of_its_pointer() -> None:
    """Pointers are about keys, not about how they are written."""
    assert pointers('{"\\u0061\\"": 1}') == {"": (1, 1), '/a"': (1, 14)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: Expecting value"),
        ("\n\n", "line 3, column 1: Expecting value"),
        ('{"a": 1,\n "a": 2}', 'line 2, column 2: the key "a" stands twice in an object'),
        ('{"a": 1, "\\u0061": 2}', 'line 1, column 10: the key "\\u0061" stands twice in an object'),
        ("[1,\n2,\n]", "line 3, column 1: Expecting value"),
        ('{"a": 1,\n}', "line 2, column 1: a key in double quotes is missing"),
        ("{'a': 1}", "line 1, column 2: a key in double quotes is missing"),
        ('{"a" 1}', "line 1, column 6: : is missing"),
        ('{"a": 1\n"b": 2}', "line 2, column 1: , or } is missing"),
        ("[1 2]", "line 1, column 4: , or ] is missing"),
        ("[1] [2]", "line 1, column 5: something stands behind the value"),
        ("[NaN]", "line 1, column 2: NaN is no JSON"),
        ('["a\nb"]', "line 1, column 4: Invalid control character at"),
        ('["a', "line 1, column 2: Unterminated string starting at"),
        ("// note\n[]", "line 1, column 1: Expecting value"),
        ("\ufeff[]", "line 1, column 1: Expecting value"),
        ("[" * 100_000, "line 1, column 201: nested more than 200 deep"),
    ],
)
def test_no_json(text: str, message: str) -> None:
    """It is said where and why."""
    with pytest.raises(NotJson) as caught:
        pointers(text)
    assert str(caught.value) == message
    assert message.startswith(f"line {caught.value.line},")


def _walk(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    yield pointer, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield from _walk(inner, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")


@given(VALUES, st.sampled_from([None, 0, 2, "\t", " \r\n"]), st.booleans())
def test_at_each_place_stands_its_value(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    """However the text is laid out, all values are found, in its order, and a reader who begins there reads them."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    lines = text.split("\n")
    found = pointers(text)
    assert list(found) == [pointer for pointer, _ in _walk(value)]
    for pointer, inner in _walk(value):
        line, column = found[pointer]
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == inner


@given(ALMOST | st.text(max_size=20))
def test_what_python_reads_is_json_and_nothing_else(text: str) -> None:
    """But for what Python takes and JSON does not."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError
        return dict(pairs)

    def refuse(_: str) -> None:
        raise ValueError

    try:
        json.loads(text, object_pairs_hook=once, parse_constant=refuse)
    except ValueError:
        with pytest.raises(NotJson):
            pointers(text)
    else:
        assert pointers(text)[""]


def test_a_number_of_very_many_digits() -> None:
    """It costs nothing: only its end matters."""
    assert pointers(f"[{'9' * 1_000_000}, 1]")["/1"] == (1, 1_000_004)
