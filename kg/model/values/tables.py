"""What values are called, as the files beside this one tell it."""

import functools
import tomllib
from pathlib import Path
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The file of that name."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def alternatives(name: str) -> str:
    """A list of `words.toml` as a regular expression."""
    return "|".join(table("words")[name])


NAMING = tuple(table("words")["naming"])
"""In which languages a catalogue may name languages, countries and months: those met most first."""
