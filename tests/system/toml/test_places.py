"""On which line each key of a TOML document stands."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.system.toml.places import Key, places

CASES = [
    ("a = 1\n\nb = 2", ("b",), 3),
    ("# a = 1\na = 1", ("a",), 2),
    ("a.b = 1\na.c = 2", ("a", "c"), 2),
    ("a.b = 1\na.c = 2", ("a",), 1),
    ("[a]\nb = 1", ("a", "b"), 2),
    ("[a.b]\n[a]\nc = 1", ("a", "c"), 3),
    ("[[a]]\nb = 1\n[[a]]\nb = 1", ("a", 1, "b"), 4),
    ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b", "c"), 6),
    ("[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 0, "b", 1, "c"), 4),
    ("a = [1,\n 2, # x\n\n 3]", ("a", 2), 4),
    ("a = [\n[1],\n[2, 3]]", ("a", 1, 1), 3),
    ("a = [{ b = 1 },\n { b.c = 2 }]", ("a", 1, "b", "c"), 2),
    ('a = """\n]\nb = 1\n"""\nb = 2', ("b",), 5),
    ('a = """x"""""\nb = 2', ("b",), 2),
    ("a = '''\n\"\n'''\nb = 2", ("b",), 4),
    ("a = 'x\\'\nb = 2", ("b",), 2),
    ('a = "[ # \\" {"\nb = 2', ("b",), 2),
    ('"a.b" = 1\n"\\u00e9" = 2', ("é",), 2),
    ("'' = 1", ("",), 1),
    ("3.14 = 1", ("3", "14"), 1),
    ("a . b = 1", ("a", "b"), 1),
    ("a = 2026-01-31 10:00:00\r\nb = 1.5", ("b",), 2),
    ("[ 'x' . y ]\r\nz = true", ("x", "y", "z"), 2),
    ("a = {}\nb = []\nc = 1", ("c",), 3),
]


@pytest.mark.parametrize(("text", "key", "line"), CASES)
def test_the_line_of_a_key(text: str, key: Key, line: int) -> None:
    """Is that on which it is written, in each way of TOML to write one."""
    assert places(text)[key] == line


NAMES = st.text("abcß.\"' -_#[]=", max_size=4)
VALUES = st.one_of(st.integers(), st.booleans(), st.text(max_size=5).map(lambda text: text.replace("\x7f", "")))
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
    ),
    max_size=4,
)


@given(TREES)
def test_the_keys_of_any_document(tree: dict[str, Any]) -> None:
    """Are found all, and no others, on the lines where they were written; a list here has a line for each value."""
    lines = [f"{_string(name)} = {_written(value)}" for name, value in tree.items()]
    text = "\n".join(lines)
    assert tomllib.loads(text) == tree
    found = places(text)
    assert set(found) == {(), *_keys(tree, ())}
    assert all(_string(str(key[-1])) in text.split("\n")[line - 1] for key, line in found.items() if _is_named(key))


def _is_named(key: Key) -> bool:
    return bool(key) and isinstance(key[-1], str)


def _string(text: str) -> str:
    return json.dumps(text)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(name)} = {_written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=True) if not isinstance(value, str) else _escaped(value)


def _escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08X}" for c in text) + '"'


def _keys(value: Any, key: Key) -> Iterator[Key]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in members:
        yield (*key, name)
        yield from _keys(one, (*key, name))
