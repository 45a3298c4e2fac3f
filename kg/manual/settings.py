"""What `catalogue.toml` can say: names, types and defaults from the code, the words from `settings.toml`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import inspect

from kg.manual.markdown import code, table
from kg.sources.config import CatalogueFile, Column, Films, Ids, SourceConfig

WORDS = Path(__file__).with_name("settings.toml")
TYPES: dict[str, type[msgspec.Struct]] = {
    "catalogue": CatalogueFile,
    "sources": SourceConfig,
    "columns": Column,
    "ids": Ids,
    "films": Films,
}
"""The table of `settings.toml` that has the words for a type's fields."""

_HEADER = ("key", "value", "default", "meaning")
_FORMS = {inspect.StrType: "text", inspect.IntType: "number", inspect.DateType: "date", inspect.BoolType: "boolean"}


def settings() -> str:
    """Markdown: a table for each type, a row for each key."""
    words = tomllib.loads(WORDS.read_text("utf-8"))
    return "\n".join(line for name in TYPES for line in _section(words[name], TYPES[name]))


def _section(words: dict[str, str], of: type[msgspec.Struct]) -> Iterator[str]:
    yield f"## {words['']}\n"
    info = inspect.type_info(of)
    assert isinstance(info, inspect.StructType)
    yield from table(_HEADER, ((code(f.name), _form(f.type), _default(f), words.get(f.name, "")) for f in info.fields))
    yield ""


def _default(field: inspect.Field) -> str:
    if field.required:
        return "required"
    default = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
    if isinstance(default, bool | int):
        return code(msgspec.json.encode(default).decode())
    return code(str(default)) if default else "nothing"


def _form(info: inspect.Type) -> str:
    match info:
        case inspect.LiteralType(values=values):
            return ", ".join(code(msgspec.json.encode(value).decode()) for value in values if value)
        case inspect.VarTupleType(item_type=item) | inspect.DictType(value_type=item):
            return f"{'table' if isinstance(info, inspect.DictType) else 'list'} of {_form(item)}"
        case inspect.UnionType(types=types):
            return " or ".join(_form(one) for one in types if not isinstance(one, inspect.NoneType))
        case inspect.StructType(cls=cls):
            return next(name for name, of in TYPES.items() if of is cls)
    return _FORMS[type(info)]
