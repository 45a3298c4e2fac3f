"""What is wrong with values read from a file, by the type that they are to have, in plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from msgspec import inspect

from kg.system.spelling import did_you_mean, hinted
from kg.system.terminal import short
from kg.system.toml.places import Key

_WORDS: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number with a point",
    bool: "true or false",
    date: "a date, such as 2026-01-31",
    list: "a list",
    dict: "a table",
    datetime: "a date with a time",
    time: "a time",
}
_CALLED = _WORDS | {int: "a number", date: "a date"}

_FORMS: dict[type[inspect.Type], tuple[type, ...]] = {
    inspect.StrType: (str,),
    inspect.IntType: (int,),
    inspect.FloatType: (float, int),
    inspect.BoolType: (bool,),
    inspect.DateType: (date,),
    inspect.LiteralType: (str,),
    inspect.VarTupleType: (list,),
    inspect.DictType: (dict,),
    inspect.StructType: (dict,),
}
"""The types that settings are made of → what TOML gives for them. TOML has no null, so none stands for `None`."""


class Mistake(NamedTuple):
    """Where it stands, and what is wrong."""

    key: Key
    text: str


def mistakes(value: Any, form: type) -> Iterator[Mistake]:
    """Each mistake in what TOML holds, for a type made of the above and of unions of them."""
    return _of(value, inspect.type_info(form), ())


def _of(value: Any, form: inspect.Type, key: Key) -> Iterator[Mistake]:
    options = form.types if isinstance(form, inspect.UnionType) else (form,)
    possible = [one for one in options if type(one) in _FORMS]
    fitting = next((one for one in possible if type(value) in _FORMS[type(one)]), None)
    if fitting is None:
        yield Mistake(key, _unfit(value, [_FORMS[type(one)][0] for one in possible]))
    elif isinstance(fitting, inspect.StructType):
        yield from _of_struct(value, fitting, key)
    elif isinstance(fitting, inspect.DictType):
        for name, one in value.items():
            yield from _of(one, fitting.value_type, (*key, name))
    elif isinstance(fitting, inspect.VarTupleType):
        for number, one in enumerate(value):
            yield from _of(one, fitting.item_type, (*key, number))
    elif isinstance(fitting, inspect.LiteralType) and value not in fitting.values:
        yield Mistake(key, _no_choice(value, [str(one) for one in fitting.values if one]))


def _of_struct(value: dict[str, Any], form: inspect.StructType, key: Key) -> Iterator[Mistake]:
    fields = {field.encode_name: field for field in form.fields}
    for name, one in value.items():
        if name in fields:
            yield from _of(one, fields[name].type, (*key, name))
        else:
            hint = did_you_mean(name, fields) or f"the keys here are {', '.join(fields)}"
            yield Mistake((*key, name), f"unknown key; {hint}")
    missing = (name for name, field in fields.items() if field.required and name not in value)
    yield from (Mistake((*key, name), "is missing; add it") for name in missing)


def _unfit(value: Any, wanted: list[type]) -> str:
    *others, last = (_WORDS[one] for one in dict.fromkeys(wanted))
    called = str(value).lower() if isinstance(value, bool) else _CALLED[type(value)]
    hint = "" if isinstance(value, list | dict) else _hint(value, wanted)
    return f"must be {', '.join(others)}{' or ' if others else ''}{last}, not {called}{hint}"


def _hint(value: Any, wanted: list[type]) -> str:
    if str in wanted:
        return "; write it in quotes"
    if list in wanted:
        return "; write it in [ ]"
    return "; write it without quotes" if isinstance(value, str) and dict not in wanted else ""


def _no_choice(value: str, known: list[str]) -> str:
    given = short(json.dumps(value, ensure_ascii=False))
    return hinted(f"{given} is not one of {', '.join(map(json.dumps, known))}", value, known)
