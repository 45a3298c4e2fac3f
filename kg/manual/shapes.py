"""What the gate demands: each shape with its properties, the refused forms of text, and the rules across fields."""

from collections.abc import Iterator

from kg.manual.markdown import code, prose, table
from kg.model.ntriples import plain
from kg.model.prefixes import RG, SH, compact
from kg.model.profile import Profile
from kg.model.shacl import COMPONENTS
from kg.model.shapes import Graph, Resource
from kg.report.words import field, local_name, name, rule
from kg.site.terms.shapes import order
from kg.site.words import how_many

_PROPERTIES = ("field", "property", "value", "how many", "also")
_TEXT_HEADER = ("form", "text", "matches")
_RULE_HEADER = ("rule", "validates", "refused if it", "reads")
_SEVERITIES = {"Warning": "only a warning", "Info": "only a note"}
_SAID_OTHERWISE = {"class", "datatype", "nodeKind", "minCount", "maxCount", "pattern", "not"}
_SEEN = {
    "OwnStatements": "its own statements",
    "DocumentStatements": "all statements of its document",
}


def shapes(graph: Graph, plan: Profile) -> str:
    """Markdown: a section for each shape with properties."""
    ordered = sorted(_with(graph, "property"), key=order)
    homes = {one.node: shape for shape in reversed(ordered) for one in _properties(shape)}
    refined = {field.path: field.implied for shape in plan.by_class.values() for field in shape.fields}
    return "\n".join(line for shape in ordered for line in _section(shape, refined, homes))


def texts(graph: Graph) -> str:
    """Markdown: a table of the shapes of text that others negate."""
    negated = {text.node: text for shape in graph for text in shape.resources(SH + "not")}
    return "\n".join(table(_TEXT_HEADER, (_text(negated[node]) for node in sorted(negated))))


def rules(graph: Graph) -> str:
    """Markdown: a table of the rules."""
    return "\n".join(table(_RULE_HEADER, map(_rule, _with(graph, "sparql"))))


def _with(graph: Graph, term: str) -> list[Resource]:
    return [shape for shape in graph if shape.objects(SH + term)]


def _section(shape: Resource, refined: dict[str, tuple[str, ...]], homes: dict[str, Resource]) -> Iterator[str]:
    """The section of a shape; a property shape that several have stands in the section of its home."""
    yield f"## {prose(name(shape.graph, shape.node))}\n"
    yield f"Validates every {_targets(shape)}; the shape is `{shape.name}`.\n"
    at_home: dict[Resource, list[Resource]] = {}
    for one in _properties(shape):
        at_home.setdefault(homes[one.node], []).append(one)
    for home, properties in at_home.items():
        if home == shape:
            yield from table(_PROPERTIES, (_property(one, refined) for one in properties))
            yield ""
        else:
            section = name(home.graph, home.node)
            names = ", ".join(code(field(one.node)) for one in properties)
            yield f"As for [{section}](#{section.lower().replace(' ', '-')}): {names}.\n"


def _properties(shape: Resource) -> list[Resource]:
    return sorted(shape.resources(SH + "property"), key=order)


def _targets(shape: Resource) -> str:
    classes = [code(compact(cls)) for cls in shape.texts(SH + "targetClass")]
    subjects = [f"subject of {code(compact(path))}" for path in shape.texts(SH + "targetSubjectsOf")]
    return ", ".join(sorted(classes + subjects))


def _property(shape: Resource, refined: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    path = shape.one(SH + "path")
    return (
        code(field(shape.node)),
        code(compact(path)) + "".join(f", which refines {code(compact(term))}" for term in refined.get(path, ())),
        _value(shape),
        how_many(shape.one(SH + "minCount"), shape.one(SH + "maxCount"), "en"),
        ", ".join(_demands(shape)),
    )


def _value(shape: Resource) -> str:
    if cls := shape.one(SH + "class"):
        return f"a {code(compact(cls))}"
    if datatype := shape.one(SH + "datatype"):
        return code(compact(datatype))
    return rule(shape.graph, shape.node, "NodeKind").removeprefix("must be ") or "any"


def _demands(shape: Resource) -> Iterator[str]:
    """What else a shape asks for, and of what weight it is, unless what breaks it is refused."""
    lengths = [shape.one(SH + length) for length in ("minLength", "maxLength")]
    if all(lengths):
        yield f"{' to '.join(lengths)} characters"
    yield from (f"must match {code(plain(value))}" for value in shape.objects(SH + "pattern"))
    yield from (f"not [{field(str(value))}](#text-that-is-refused)" for value in shape.objects(SH + "not"))
    said = _SAID_OTHERWISE | ({"minLength", "maxLength"} if all(lengths) else set())
    for component, (parameter, _) in COMPONENTS.items():
        if parameter not in said and (sentence := rule(shape.graph, shape.node, component)):
            yield prose(sentence)
    if severity := _SEVERITIES.get(local_name(shape.one(SH + "severity"))):
        yield severity


def _text(shape: Resource) -> tuple[str, ...]:
    return code(field(shape.node)), prose(name(shape.graph, shape.node)), code(shape.one(SH + "pattern"))


def _rule(shape: Resource) -> tuple[str, ...]:
    return (
        prose(name(shape.graph, shape.node)),
        _targets(shape),
        prose(rule(shape.graph, shape.node, "SPARQL")),
        ", ".join(_SEEN[local_name(need)] for need in shape.texts(RG + "needs")),
    )
