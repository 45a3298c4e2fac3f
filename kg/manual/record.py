"""What each field of a record becomes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.manual.markdown import table
from kg.model.prefixes import compact
from kg.model.profile import Field, Kind, Profile, Shape

_HEADER = ("field", "label", "property", "value", "how many")


def fields(plan: Profile) -> str:
    """Markdown: a table for each shape, a row for each field."""
    shapes = sorted(plan.by_class.values(), key=lambda shape: (not shape.folder, shape.order, shape.name))
    return "\n".join(line for shape in shapes for line in _section(shape))


def _section(shape: Shape) -> Iterator[str]:
    yield f"## {shape.labels['en']}\n"
    kinds = ", ".join(sorted(f"`{kind}`" for kind in shape.kinds if kind))
    yield f"A `{compact(shape.cls)}`" + (f"; kinds: {kinds}" if kinds else "") + ".\n"
    yield from table(_HEADER, map(_row, shape.fields))
    yield ""


def _row(field: Field) -> tuple[str, ...]:
    implied = "".join(f" ({compact(path)})" for path in field.implied)
    return f"`{field.name}`", field.labels["en"], f"{compact(field.path)}{implied}", _value(field), _many(field)


def _value(field: Field) -> str:
    if field.kind is Kind.LINK:
        return f"a {compact(field.target)}"
    if field.kind is Kind.IRI:
        return "an IRI"
    return "text in a language" if field.kind is Kind.TEXT else compact(field.datatype)


def _many(field: Field) -> str:
    if field.single:
        return "one"
    return "one per language" if field.kind is Kind.TEXT else "a list in order" if field.credited else "several"
