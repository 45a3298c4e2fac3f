"""What a thing is, in a sentence: by the pattern that its shape has (`rg:sentence`), in the language of a page.

In a pattern `{directors}` stands for the values of that field, `{linked}` for the works that link to the thing,
`{roles}` for the fields through which they do, `{as}` for the headings of these. What is in `[ ]` falls away where a
value in it is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.model.profile import Shape
from kg.site import forms
from kg.site.items import Items
from kg.site.view import View
from kg.site.ways import linking, works
from kg.site.words import inside, worded

FEW = 3
"""So many of several values are named; the others are counted."""

LINKS = ("linked", "roles", "as")
"""What a pattern may ask for besides fields."""

_OPTIONAL = re.compile(r"\[([^\[\]]*+)\]")
_PLACE = re.compile(r"\{([^{}]*+)\}")


def sentence(view: View, shape: Shape, items: Items) -> str:
    """A sentence about what a page shows; "" where its shape has no pattern, or what that needs is absent."""
    iri = view.selection.document.thing.iri

    def told(name: str) -> str:
        if name == "linked":
            fields = works(items.profile)
            cards = items.index.through(iri, fields, FEW + 1)
            return few([card.name(items.language) for card in cards], items.index.linked(iri, fields), items)
        if name in ("roles", "as"):
            return forms.listed(_roles(iri, items, inverse=name == "as"), items.language)
        texts = view.told(name)
        return few(texts, len(texts), items)

    return filled(worded(shape.sentence, items.language), told)


def filled(pattern: str, told: Callable[[str], str]) -> str:
    """A pattern with values; `told` gives that of a place, "" for none. What stands in values is no pattern."""
    parts = [_filled(part, told) for part in _OPTIONAL.split(pattern)]
    needed, optional = parts[::2], [*parts[1::2], ""]
    if None in needed:
        return ""
    return "".join(f"{part}{more or ''}" for part, more in zip(needed, optional, strict=True))


def places(pattern: str) -> list[str]:
    """What a pattern asks for."""
    return _PLACE.findall(pattern)


def few(texts: Sequence[str], count: int, items: Items) -> str:
    """The first of some texts in a row, and how many more there are of `count`; one alone is named instead."""
    if count <= FEW + 1:
        return forms.listed(list(texts[: FEW + 1]), items.language)
    more = items.words["and_more"].format(n=forms.number(count - FEW, items.language))
    return forms.listed([*texts[:FEW], more], items.language)


def _filled(part: str, told: Callable[[str], str]) -> str | None:
    """A part of a pattern with values; None where one is absent."""
    values = {name: told(name) for name in places(part)}
    return _PLACE.sub(lambda place: values[place[1]], part) if all(values.values()) else None


def _roles(iri: str, items: Items, *, inverse: bool) -> list[str]:
    """As what works link to a thing, in the order of the fields."""
    linked = (linking(items.profile)[n] for n, _ in items.index.links(iri) if n in works(items.profile))
    labels = (worded(field.inverse if inverse else field.labels, items.language) for field in linked)
    return list(dict.fromkeys(inside(label, items.language) for label in labels))
