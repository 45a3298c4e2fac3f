"""JSON for programs, indented, in the order in which types declare their keys."""

from typing import Any

import msgspec

from kg.system.terminal import json_lines


def written(value: Any) -> str:
    """The JSON of a struct, with a line feed at its end; what must not reach a terminal raw is an escape."""
    try:
        encoded = msgspec.json.encode(value)
    except UnicodeEncodeError:  # a file's name that is not UTF-8
        encoded = msgspec.json.encode(_encodable(msgspec.to_builtins(value)))
    return json_lines(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_encodable(key): _encodable(each) for key, each in value.items()}
    return [_encodable(each) for each in value] if isinstance(value, list | tuple) else value
