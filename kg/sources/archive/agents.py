"""The agents of filmographic records: who did what, by activities in codes or in many languages."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from kg.model.authorities import schemes
from kg.model.record import Fault, Organization
from kg.model.values.people import person
from kg.sources.archive.dialects import Agents, Said, all_said, archive, first_said, statements
from kg.sources.archive.xml import Part
from kg.sources.fields import fault, understood
from kg.sources.forms import form_of, is_object
from kg.sources.lexicon import fold, meaning
from kg.system import resources

OTHER = "other_credits"

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]+")


class Credit(NamedTuple):
    """A person or organisation, the field that it is stated in, and what that is called."""

    field: str
    label: str
    agent: dict[str, Any]


def credits_of(record: Part, agents: Agents, faults: list[Fault]) -> Iterator[Credit]:
    """The credits in a record, in its order."""
    found = (_credit(element, agents, faults) for path in agents.at for element in record.all(path))
    return (one for one in found if one)


def identifiers(element: Part, said: Said) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Scheme and text of the identifiers of authorities, and of the archive's own."""
    found = [(scheme.casefold(), text) for scheme, text in statements(element, said)]
    known = {scheme: text for scheme, text in found if scheme in schemes()}
    return known, [(scheme, text) for scheme, text in found if scheme not in known]


def _credit(element: Part, agents: Agents, faults: list[Fault]) -> Credit | None:
    name, done = first_said(element, agents.name), all_said(element, agents.activity)[:1]
    done += all_said(element, agents.meaning)
    label = done[-1] if len(done) > 1 else archive().others.get(" ".join(done).casefold(), " ".join(done))
    if not name or not label:
        faults.append(fault(OTHER, name or label, "an agent without a name or an activity"))
        return None
    type_ = (first_said(element, agents.type) or element.element.tag).casefold()
    field = _field(done, company=type_ in archive().words.companies)
    is_person = type_ not in archive().words.companies | archive().words.groups
    if is_person and not is_object(form_of(field).type, Organization):
        name = understood(partial(person, surname_first=True), name, field, faults) or ""
    if not name:
        return None
    said: dict[str, Any] = {"name": name}
    if known := identifiers(element, agents.identifiers)[0]:
        said["identifiers"] = known
    if field == "cast" and (character := first_said(element, agents.character)):
        said["character"] = character
    return Credit(field, label, said)


def _field(done: list[str], *, company: bool) -> str:
    """The field of an activity, the first of its names that is one's; `other_credits` where none is."""
    found = (meaning(" ".join(_WORDS.sub(" ", name).split()), _activities()) for name in done)
    field = next((fields[0] for fields in found if len(fields) == 1 and fields[0] != OTHER), OTHER)
    if company and field == "producers":
        return "production_companies"
    return OTHER if company and not is_object(form_of(field).type, Organization) else field


@resources.kept
def _activities() -> dict[str, tuple[str, ...]]:
    said = [(field, code) for field, codes in archive().activities.items() for code in codes]
    return {fold(code): (field,) for field, code in (*((OTHER, code) for code in archive().others), *said)}
