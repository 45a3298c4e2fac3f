"""The named queries, in the words of their headers."""

from collections.abc import Iterable, Iterator

from kg.manual.markdown import code, prose, table
from kg.query.named import Query
from kg.query.parameters import Parameter


def queries(found: Iterable[Query]) -> str:
    """Markdown: a section for each query, with its question, its parameters and an example."""
    return "\n".join(line for query in found for line in _section(query))


def _section(query: Query) -> Iterator[str]:
    yield f"## {query.name}\n"
    yield f"{prose(query.title)}. {prose(query.help)}\n"
    if query.parameters:
        yield from table(("parameter", "type", "required", "meaning"), map(_row, query.parameters))
        yield ""
    given = "".join(f' -p {parameter.name}="{parameter.example}"' for parameter in query.parameters)
    yield f"```sh\nkg query out {query.name}{given}\n```\n"


def _row(parameter: Parameter) -> tuple[str, str, str, str]:
    return code(parameter.name), parameter.type, "yes" if parameter.required else "", prose(parameter.help)
