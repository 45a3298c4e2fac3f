"""The order in which statements are shown: that of the shapes."""

from kg.model.profile import CREDIT, Profile, Shape
from kg.release.documents import Thing


def shape_of(thing: Thing, profile: Profile) -> Shape | None:
    """The shape that describes things of these classes, None where no shape does."""
    return next((profile.by_class[cls] for cls in thing.types if cls in profile.by_class), None)


def ordered(thing: Thing, profile: Profile) -> Thing:
    """The same thing with its paths in the order of its shape; credits and what no shape knows come last."""
    shape = shape_of(thing, profile)
    known = [path for field in shape.fields for path in (field.path, *field.implied)] if shape else []
    paths = dict.fromkeys((*known, *sorted(thing.values.keys() - {CREDIT}), CREDIT))
    return Thing(thing.iri, thing.types, {path: thing.values[path] for path in paths if path in thing.values})
