"""Files of TOML that people write: each mistake in one is a line with its file, its line and its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.system.errors import ReelgraphError
from kg.system.files import name
from kg.system.toml import forms, syntax, writing
from kg.system.toml.forms import Mistake
from kg.system.toml.places import Key, places

_Form = TypeVar("_Form")


class Mistakes(ReelgraphError):
    """What is wrong with a file, a line each; the message is the first, and how many more there are."""

    def __init__(self, lines: Sequence[str]) -> None:
        """At least one line."""
        self.lines = lines
        super().__init__(several(lines))


def load(file: Path, text: str, form: type[_Form], further: Callable[[_Form], Iterable[Mistake]]) -> _Form:
    """The content of a file as a value of a type, of which `further` tells what the type cannot say.

    Raises Mistakes.
    """
    try:
        said = syntax.parsed(text)
    except syntax.Broken as error:
        raise Mistakes([f"{name(file)}:{error}"]) from None
    if wrong := [*forms.mistakes(said, form)]:
        raise Mistakes(_placed(file, text, wrong))
    read = msgspec.convert(said, form, builtin_types=(date, datetime, time))
    if wrong := [*further(read)]:
        raise Mistakes(_placed(file, text, wrong))
    return read


def several(mistakes: Sequence[str]) -> str:
    """The first of some mistakes, and how many more there are."""
    return mistakes[0] + (f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else "")


def place(file: Path, key: Key) -> str:
    """Where a key stands in a file that was read before: the file, the line, and the key as people write it."""
    try:
        line = f":{_line(places(file.read_text('utf-8-sig')), key)}"
    except (OSError, UnicodeError):
        line = ""  # the file has gone
    return f"{name(file)}{line}: {written(key)}"


def written(key: Key) -> str:
    """A key as people write it: `sources[0].columns.title`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{writing.key(part)}" for part in key)
    return "".join(parts).removeprefix(".")


def _placed(file: Path, text: str, wrong: Iterable[Mistake]) -> list[str]:
    """A line for each, in the order of the file; what is missing comes last."""
    lines = places(text)
    placed = sorted((one.key not in lines, _line(lines, one.key), number, one) for number, one in enumerate(wrong))
    return [f"{name(file)}:{line}: {written(one.key)}: {one.text}" for _, line, _, one in placed]


def _line(lines: dict[Key, int], key: Key) -> int:
    """The line of a key; of one that is not there, that of what it is missing in."""
    while key not in lines:
        key = key[:-1]
    return lines[key]
