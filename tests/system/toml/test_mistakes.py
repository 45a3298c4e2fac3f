"""What is said about a file of TOML that is not right."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from msgspec import Struct

from kg.system.toml import Mistakes, load, place
from kg.system.toml.forms import Mistake

FILE = Path("a.toml")


class One(Struct):
    """A table within others."""

    number: int = 0
    choice: Literal["", "one", "two"] = ""
    either: str | tuple[str, ...] | None = None


class Form(Struct):
    """Each type that settings have."""

    name: str
    day: datetime.date | None = None
    rate: float = 0.0
    strict: bool = False
    ones: tuple[One, ...] = ()
    by_name: dict[str, One | str] = {}


TYPES = [
    ("name = 3", "1: name: must be a text, not a number; write it in quotes"),
    ("name = 3.5", "1: name: must be a text, not a number with a point; write it in quotes"),
    ("name = true", "1: name: must be a text, not true; write it in quotes"),
    ("name = 2026-01-31", "1: name: must be a text, not a date; write it in quotes"),
    ("name = 2026-01-31 10:00:00", "1: name: must be a text, not a date with a time; write it in quotes"),
    ("name = 10:00:00", "1: name: must be a text, not a time; write it in quotes"),
    ('name = ["x"]', "1: name: must be a text, not a list"),
    ('name = { x = "x" }', "1: name: must be a text, not a table"),
    ("[name]\n", "1: name: must be a text, not a table"),
    (
        'name = ""\nday = "2026-01-31"',
        "2: day: must be a date, such as 2026-01-31, not a text; write it without quotes",
    ),
    ('name = ""\nday = 2026-01-31 10:00:00', "2: day: must be a date, such as 2026-01-31, not a date with a time"),
    ('name = ""\nrate = "1"', "2: rate: must be a number with a point, not a text; write it without quotes"),
    ('name = ""\nstrict = "true"', "2: strict: must be true or false, not a text; write it without quotes"),
    ('name = ""\nstrict = 1', "2: strict: must be true or false, not a number"),
    ('name = ""\nones = "x"', "2: ones: must be a list, not a text; write it in [ ]"),
    ('name = ""\n[ones]', "2: ones: must be a list, not a table"),
    ('name = ""\nones = ["x"]', "2: ones[0]: must be a table, not a text"),
    (
        'name = ""\n[[ones]]\n[[ones]]\nnumber = 1.5',
        "4: ones[1].number: must be a whole number, not a number with a point",
    ),
    ('name = ""\n[[ones]]\nnumber = true', "3: ones[0].number: must be a whole number, not true"),
    (
        'name = ""\n[[ones]]\neither = ["x",\n3]',
        "4: ones[0].either[1]: must be a text, not a number; write it in quotes",
    ),
    (
        'name = ""\n[[ones]]\neither = 3',
        "3: ones[0].either: must be a text or a list, not a number; write it in quotes",
    ),
    (
        'name = ""\n[by_name]\n"a.b" = 3',
        '3: by_name."a.b": must be a table or a text, not a number; write it in quotes',
    ),
    (
        'name = ""\nby_name.x.number = ""',
        "2: by_name.x.number: must be a whole number, not a text; write it without quotes",
    ),
    ('name = ""\n[[ones]]\nchoice = "tow"', '3: ones[0].choice: "tow" is not one of "one", "two"; did you mean two?'),
    ('name = ""\n[[ones]]\nchoice = "x"', '3: ones[0].choice: "x" is not one of "one", "two"'),
    ('name = ""\n[[ones]]\nnumbre = 3', "3: ones[0].numbre: unknown key; did you mean number?"),
    ('name = ""\n[[ones]]\nxyz = 3', "3: ones[0].xyz: unknown key; the keys here are number, choice, either"),
    ('name = ""\n[ones.x]', "2: ones: must be a list, not a table"),
    ("", "1: name: is missing; add it"),
    ('strict = 1\nnmae = ""', "1: strict: must be true or false, not a number (and 2 more)"),
    ('nmae = ""', "1: nmae: unknown key; did you mean name? (and 1 more)"),
]


@pytest.mark.parametrize(("text", "told"), TYPES)
def test_a_value_of_another_form(text: str, told: str) -> None:
    """Is told with its line and its key; of several, the first in the file, and what is missing last."""
    with pytest.raises(Mistakes) as error:
        load(FILE, text, Form, lambda _: ())
    assert str(error.value) == f"a.toml:{told}"


SYNTAX = [
    ("a = 1\na = 2", "2: this key is given twice, near 'a = 2'"),
    ("[a]\n[a]", "2: this table is given twice, near '[a]'"),
    ("a = { b = 1, b = 2 }", "1: this key is given twice, near 'a = { b = 1, b = 2 }'"),
    ("a = 1\n\n[a.b]\n", "3: this key is given twice, near '[a.b]'"),
    ("a", "1: a key must be followed by = and a value, near 'a'"),
    ("a: 1", "1: a key must be followed by = and a value, near 'a: 1'"),
    ("a =", "1: a value is missing or not valid; write a text in quotes, near 'a ='"),
    ("a = x", "1: a value is missing or not valid; write a text in quotes, near 'a = x'"),
    ("a = “x”", "1: a value is missing or not valid; write a text in quotes, near 'a = “x”'"),
    ("a = 1 b = 2", "1: there is more after the value; write one key on each line, near 'a = 1 b = 2'"),
    ("= 1", "1: not a valid key; put it in quotes, near '= 1'"),
    ("ä = 1", "1: not a valid key; put it in quotes, near 'ä = 1'"),
    ("a = { b = 1, }", "1: not a valid key; put it in quotes, near 'a = { b = 1, }'"),
    ("a = [1,\n2\nb = 3", "3: a list is not closed, or a comma is missing, near 'b = 3'"),
    ("a = { b = 1\n}", "1: a table in braces must end on its line; or a comma is missing, near 'a = { b = 1'"),
    ("[a\nb = 1", "1: the name of a table must end in ] or ]], near '[a'"),
    ("[[a]\nb = 1", "1: the name of a table must end in ] or ]], near '[[a]'"),
    ("a = 'x\nb = 1\nc = 2", '1: a text is not closed, near "a = \'x"'),
    ("x = 0\na = '''x\nb = 1", "2: a text is not closed, near \"a = '''x\""),
    ('x = 0\na = """x\nb = 1', '2: a text is not closed, near \'a = """x\''),
    ('a = "x\nb = 1', "1: a text is not closed on its line, or has a control character, near 'a = \"x'"),
    ('a = "C:\\Users"', "1: a backslash in double quotes; put the text in single quotes, near 'a = \"C:\\\\Users\"'"),
    ('a = "\\q"', "1: a backslash in double quotes; put the text in single quotes, near 'a = \"\\\\q\"'"),
    ("\ufeffa = 1", "1: a byte order mark stands first; save the file as UTF-8 without it"),
    (f"a = {'9' * 5000}", " a number has too many digits"),
    (f"a = {'[' * 100_000}", "1: brackets are nested more than 100 deep"),
    (f"a = [\n{'{b=' * 100}", "2: brackets are nested more than 100 deep"),
    (f"x = 1\n{'a.' * 1000}b = 1", "2: a key with more than 100 dots"),
]


@pytest.mark.parametrize(("text", "told"), SYNTAX)
def test_what_is_no_toml(text: str, told: str) -> None:
    """Is told in plain words, with its line and what stands there."""
    with pytest.raises(Mistakes) as error:
        load(FILE, text, Form, lambda _: ())
    assert str(error.value) == f"a.toml:{told}"


def test_further_mistakes() -> None:
    """What the type cannot say is told in the same way, in the order of the file."""

    def further(read: Form) -> Iterator[Mistake]:
        yield Mistake(("ones", 0, "number"), "must be small")
        yield Mistake(("name",), "must be short")

    text = 'name = "x"\n[[ones]]\nnumber = 30'
    with pytest.raises(Mistakes) as error:
        load(FILE, text, Form, further)
    assert error.value.lines == ["a.toml:1: name: must be short", "a.toml:3: ones[0].number: must be small"]


def test_what_is_right() -> None:
    """Has its value, and defaults where nothing is said."""
    text = 'name = "x"\nrate = 1\nday = 2026-01-31\nby_name.x = "y"\nby_name.z.either = ["a"]'
    assert load(FILE, text, Form, lambda _: ()) == Form(
        "x", datetime.date(2026, 1, 31), 1.0, by_name={"x": "y", "z": One(either=("a",))}
    )


def test_the_place_of_a_key(tmp_path: Path) -> None:
    """Is found later, too; where the file has gone meanwhile, the key is all."""
    file = tmp_path / "a.toml"
    file.write_text("x = 0\n[[a]]\nb = 1")
    assert place(file, ("a", 0, "b")) == f"{file}:3: a[0].b"
    file.unlink()
    assert place(file, ("a", 0, "b")) == f"{file}: a[0].b"
