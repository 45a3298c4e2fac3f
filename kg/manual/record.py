"""The part of the manual that the shapes write: what each field of a record becomes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.profile import RG, SCHEMA, XSD, Field, Kind, Profile, Shape, profile

_PREFIXES = {SCHEMA: "schema:", RG: "rg:", XSD: "xsd:"}
_HEAD = """\
# The fields of a record

Made from `shapes/` by `make docs`. A field's name is what `kg read` prints and what `catalogue.toml` maps a column to.
Properties of ours (`rg:`) are published together with the schema.org property in brackets, which they refine.
"""


def fields(plan: Profile) -> str:
    """Markdown: a table for each shape, a row for each field."""
    shapes = sorted(plan.by_class.values(), key=lambda shape: (not shape.folder, shape.name))
    return "\n".join((_HEAD, *("\n".join(_table(shape)) + "\n" for shape in shapes)))


def _table(shape: Shape) -> Iterator[str]:
    yield f"## {shape.labels['en']}\n"
    kinds = ", ".join(sorted(f"`{kind}`" for kind in shape.kinds if kind))
    yield f"A `{_short(shape.cls)}`" + (f"; kinds: {kinds}" if kinds else "") + ".\n"
    yield "| field | label | property | value | how many |"
    yield "|---|---|---|---|---|"
    for field in shape.fields:
        implied = "".join(f" ({_short(path)})" for path in field.implied)
        cells = (f"`{field.name}`", field.labels["en"], f"{_short(field.path)}{implied}", _value(field), _many(field))
        yield f"| {' | '.join(cells)} |"


def _value(field: Field) -> str:
    if field.kind is Kind.LINK:
        return f"a {_short(field.target)}"
    if field.kind is Kind.IRI:
        return "an IRI"
    return "text in a language" if field.kind is Kind.TEXT else _short(field.datatype)


def _many(field: Field) -> str:
    if field.single:
        return "one"
    return "one a language" if field.kind is Kind.TEXT else "a list in order" if field.credited else "several"


def _short(iri: str) -> str:
    return next((short + iri.removeprefix(full) for full, short in _PREFIXES.items() if iri.startswith(full)), iri)


if __name__ == "__main__":
    print(fields(profile()), end="")
