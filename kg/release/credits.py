"""Who is credited for what, in the order of the credits."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model.profile import CREDIT, CREDIT_CLASS, Field, Profile
from kg.release.documents import Document, Thing, Value

# Who stands in no place of the list comes after all who do.
_UNPLACED = 10**9


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """One entry of a list of credits: under which labels, at which place, whom (an IRI), as which characters."""

    labels: tuple[str, ...]
    position: int
    person: str
    characters: tuple[str, ...]


def credits(document: Document, thing: Thing, field: Field, profile: Profile) -> list[Credit]:
    """The credits of a thing for a credited field: label by label, in billing order."""
    paths = {field.name: field.path for field in profile.by_class[CREDIT_CLASS].fields}
    stated = (document.things[link.value] for link in thing.values.get(CREDIT, ()))
    return sorted(_credit(credit, paths) for credit in stated if field.path in _texts(credit, paths["role"]))


def billed(document: Document, thing: Thing, field: Field, profile: Profile) -> tuple[Value, ...]:
    """The values of any field; people in the order of the credits, those without one last."""
    values = thing.values.get(field.path, ())
    if not field.credited:
        return values
    people = {value.value: value for value in values}
    placed = (credit.person for credit in credits(document, thing, field, profile) if credit.person in people)
    return tuple(people[iri] for iri in dict.fromkeys((*placed, *people)))


def _credit(credit: Thing, paths: Mapping[str, str]) -> Credit:
    (person,), position = _texts(credit, paths["person"]), _texts(credit, paths["position"])
    return Credit(
        labels=_texts(credit, paths["label"]),
        position=int(position[0]) if position else _UNPLACED,
        person=person,
        characters=_texts(credit, paths["character"]),
    )


def _texts(thing: Thing, path: str) -> tuple[str, ...]:
    return tuple(value.value for value in thing.values.get(path, ()))
