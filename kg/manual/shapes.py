"""What the gate demands: each shape with its properties, and the rules across fields."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.manual.markdown import code, prose, table
from kg.model.ntriples import Term, plain
from kg.model.prefixes import RDFS, RG, SH, compact
from kg.model.profile import Profile
from kg.model.shacl import COMPONENTS
from kg.model.shapes import Graph
from kg.report.words import field, local_name, name, rule

_HEAD = """\
# Shapes

Made from `shapes/` by `make docs`. A thing is judged by every shape that targets its class. What breaks a shape is
refused: the record stays out of the release, and the report says why. What is only a warning is counted and reported,
and the film is published.
"""
_TEXTS = """\
## Text that is refused

Stated as what must not match, since engines differ in what they take `$` for.
"""
_RULES = """\
## Rules across fields

These stand in `shapes/rules.ttl`, apart from the shapes that make the mapping, so that they witness against it.
"""
_PROPERTIES = ("field", "property", "value", "how many", "and besides")
_TEXT_HEADER = ("form", "text that", "matches")
_RULE_HEADER = ("rule", "judges", "refused is what", "looks at")
_COUNTS = {("0", ""): "any number", ("0", "1"): "at most one", ("1", ""): "at least one", ("1", "1"): "exactly one"}
_SEVERITIES = {"Warning": "only a warning", "Info": "only a note"}
_SAID_OTHERWISE = {"class", "datatype", "nodeKind", "minCount", "maxCount", "pattern", "not"}
_SEEN = {
    "OwnStatements": "its own statements",
    "DocumentStatements": "all statements of its document",
}


def shapes(graph: Graph, plan: Profile) -> str:
    """Markdown: a section for each shape with properties, then a table of the rules."""
    ordered = sorted(_with(graph, "property"), key=lambda shape: _order(graph, shape))
    homes = {one: shape for shape in reversed(ordered) for one in _properties(graph, shape)}
    lines = [_HEAD, *(line for shape in ordered for line in _section(graph, shape, _refined(plan), homes))]
    lines += [_TEXTS, *table(_TEXT_HEADER, (_text(graph, shape) for shape in _refused(graph))), ""]
    lines += [_RULES, *table(_RULE_HEADER, (_rule(graph, shape) for shape in _with(graph, "sparql"))), ""]
    return "\n".join(lines)


def _with(graph: Graph, term: str) -> list[str]:
    return sorted(shape for shape in graph.nodes if graph.values(shape, SH + term))


def _order(graph: Graph, shape: str) -> tuple[float, str]:
    return float(graph.words(shape, SH + "order") or "inf"), shape


def _refined(plan: Profile) -> dict[str, tuple[str, ...]]:
    """Property of ours → the schema.org properties that it refines."""
    return {field.path: field.implied for shape in plan.by_class.values() for field in shape.fields}


def _section(graph: Graph, shape: str, refined: dict[str, tuple[str, ...]], homes: dict[str, str]) -> Iterator[str]:
    """The section of a shape; a property shape that several have stands in the section of its home."""
    yield f"## {prose(name(graph, shape))}\n"
    yield f"Judges every {_targets(graph, shape)}; the shape is `{plain(NamedNode(shape.strip('<>')))}`.\n"
    at_home: dict[str, list[str]] = {}
    for one in _properties(graph, shape):
        at_home.setdefault(homes[one], []).append(one)
    for home, properties in at_home.items():
        if home == shape:
            yield from table(_PROPERTIES, (_property(graph, one, refined) for one in properties))
            yield ""
        else:
            section = name(graph, home)
            names = ", ".join(code(field(one)) for one in properties)
            yield f"As for [{section}](#{section.lower().replace(' ', '-')}): {names}.\n"


def _properties(graph: Graph, shape: str) -> list[str]:
    return sorted(map(str, graph.values(shape, SH + "property")), key=lambda one: _order(graph, one))


def _targets(graph: Graph, shape: str) -> str:
    classes = [code(compact(plain(value))) for value in graph.values(shape, SH + "targetClass")]
    subjects = [f"subject of {code(compact(plain(p)))}" for p in graph.values(shape, SH + "targetSubjectsOf")]
    return ", ".join(sorted(classes + subjects))


def _property(graph: Graph, shape: str, refined: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    path = _one(graph, shape, "path")
    refines = "".join(f", which refines {code(compact(general))}" for general in refined.get(path, ()))
    counts = (_one(graph, shape, "minCount") or "0", _one(graph, shape, "maxCount"))
    return (
        code(field(shape)),
        code(compact(path)) + refines,
        _value(graph, shape),
        _COUNTS.get(counts) or f"{counts[0]} to {counts[1] or 'any number'}",
        ", ".join(_demands(graph, shape)),
    )


def _value(graph: Graph, shape: str) -> str:
    if cls := _one(graph, shape, "class"):
        return f"a {code(compact(cls))}"
    if datatype := _one(graph, shape, "datatype"):
        return code(compact(datatype))
    return rule(graph, shape, "NodeKind").removeprefix("must be ") or "any"


def _demands(graph: Graph, shape: str) -> Iterator[str]:
    """What else a shape asks for, and of what weight it is, unless what breaks it is refused."""
    lengths = [_one(graph, shape, length) for length in ("minLength", "maxLength")]
    if all(lengths):
        yield f"{' to '.join(lengths)} characters"
    yield from (f"must match {code(plain(value))}" for value in graph.values(shape, SH + "pattern"))
    yield from (f"not [{_form(value)}](#text-that-is-refused)" for value in graph.values(shape, SH + "not"))
    said = _SAID_OTHERWISE | ({"minLength", "maxLength"} if all(lengths) else set())
    for component, (parameter, _) in COMPONENTS.items():
        if parameter not in said and (sentence := rule(graph, shape, component)):
            yield prose(sentence)
    if severity := _SEVERITIES.get(local_name(_one(graph, shape, "severity"))):
        yield severity


def _form(refused: Term) -> str:
    return field(str(refused))


def _text(graph: Graph, refused: Term) -> tuple[str, ...]:
    shape = str(refused)
    return code(_form(refused)), prose(graph.words(shape, RDFS + "label")), code(_one(graph, shape, "pattern"))


def _refused(graph: Graph) -> list[Term]:
    """The shapes of text that others negate."""
    return sorted({value for shape in graph.nodes for value in graph.values(shape, SH + "not")}, key=str)


def _rule(graph: Graph, shape: str) -> tuple[str, ...]:
    needs: Iterable[str] = (local_name(plain(value)) for value in graph.values(shape, RG + "needs"))
    return (
        prose(graph.words(shape, RDFS + "label")),
        _targets(graph, shape),
        prose(rule(graph, shape, "SPARQL")),
        ", ".join(_SEEN[need] for need in needs),
    )


def _one(graph: Graph, shape: str, term: str) -> str:
    value = graph.value(shape, SH + term)
    return "" if value is None else plain(value)
