"""Values written as TOML."""

import re
from typing import Any

import msgspec

from kg.system.terminal import turtle_lines

_BARE = re.compile("[A-Za-z0-9_-]+")


def written(value: Any) -> str:
    """A value: text, a number, a truth value, a list or a table in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key(name)} = {written(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value).lower() if isinstance(value, bool | int) else quoted(value)


def key(name: str) -> str:
    """A key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else quoted(name)


def quoted(text: str) -> str:
    """A text."""
    return turtle_lines(msgspec.json.encode(text).decode())
