"""What the shapes allow of things that are told by their classes, or by their addresses in a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.audit.nodes import Stated
from kg.model import iris
from kg.model.profile import RDF_TYPE, Shape, profile


def types(statements: Iterable[Stated]) -> dict[str, set[str]]:
    """The classes of things, by their IRIs."""
    found: dict[str, set[str]] = defaultdict(set)
    for stated in statements:
        if stated.predicate == RDF_TYPE:
            found[stated.subject].add(stated.value)
    return found


def has(thing: str, classes: set[str], path: str) -> bool:
    """Whether a thing of these classes has a property by its shapes; what has no shape may have any."""
    shapes = _shapes(thing, classes)
    paths = {each for shape in shapes for field in shape.fields for each in (field.path, *field.implied)}
    return not shapes or path in paths or path == RDF_TYPE


def is_single(thing: str, classes: set[str], path: str) -> bool:
    """Whether there may be only one value of a property."""
    return any(path in (f.path, *f.implied) and f.single for shape in _shapes(thing, classes) for f in shape.fields)


def _shapes(thing: str, classes: set[str]) -> list[Shape]:
    """The shapes of a thing by its classes, or by its address in a release, whose classes may be ours alone."""
    own = iris.taken_apart(thing)
    found = profile().by_folder.get(own.folder) if own else None
    return [shape for cls, shape in profile().by_class.items() if cls in classes] or ([found] if found else [])
