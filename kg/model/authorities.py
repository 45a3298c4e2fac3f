"""Who else names things: the identifiers of other authorities, as `ontology/authorities.toml` lists them.

A release is an authority as well: its base names it, and the name in the IRI that it gives to a thing identifies that.
"""

import functools
import re

import msgspec

from kg.model import iris
from kg.model.values import iri, text
from kg.system.errors import NotUnderstood
from kg.system.resources import ONTOLOGY

_FILMS = {"short", "series", "episode"}
"""What an authority numbers together with its films."""

_NUMBER = re.compile(r"[0-9]{5,10}")
_WEB = re.compile(r"https?://(?:www\.|m\.)?")


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an authority writes an identifier of one record type, the IRI template that it fills (`{}`), other pages.

    `example` is one; `number` is what a mere number is written as, where people leave the letters out.
    """

    pattern: str
    iri: str
    example: str = ""
    number: str = ""
    pages: tuple[str, ...] = ()


def identifier(scheme: str, kind: str, raw: str) -> str:
    """The identifier, if it has the form that `scheme` gives to a `kind` (film, person, organization, work).

    Also taken: the address of a page that it names there, and a number where its letters are left out (0137523).
    """
    if iris.is_base(scheme):
        return _released(scheme, kind, text(raw)).name
    form = _form(scheme, kind)
    value = text(raw)
    if form.number and _NUMBER.fullmatch(value):
        value = form.number.format(value)
    if (found := recognised(kind, value)) and found[0] == scheme:
        value = found[1]
    if not re.fullmatch(form.pattern, value, re.ASCII):
        instead = f": write it like {form.example}" if form.example else f": it must match {form.pattern}"
        raise NotUnderstood(f"not an identifier of {scheme} for a {kind}{instead}")
    iri(form.iri.replace("{}", value))
    return value


def same_as(scheme: str, kind: str, value: str) -> str:
    """The IRI under which the authority `scheme` knows the thing with the identifier `value`."""
    if iris.is_base(scheme):
        return iris.thing(*_released(scheme, kind, value))
    return _form(scheme, kind).iri.replace("{}", value)


def recognised_form(kind: str, value: str) -> str | None:
    """The scheme whose identifiers of a `kind` have a form of letters and digits that no number has, as `tt0137523`."""
    for scheme, forms in _authorities().items():
        form = forms.get(kind)
        if form and not form.pattern.startswith(("[1-9]", "[^", r"\d")) and re.fullmatch(form.pattern, value, re.ASCII):
            return scheme
    return None


def schemes() -> frozenset[str]:
    """What the authorities are called that a record may name."""
    return frozenset(_authorities())


def recognised(kind: str, address: str) -> tuple[str, str] | None:
    """The scheme and identifier of an address under which an authority shows a `kind`: its IRI, or a page of it."""
    found = _WEB.match(address)
    if not found:
        return None
    if released := iris.taken_apart(address):
        return (released.base, released.name) if released.folder == _folder(kind) else None
    rest = address[found.end() :].partition("?")[0].rstrip("/")
    for scheme, forms in _authorities().items():
        form = forms.get("film" if kind in _FILMS else kind)
        for template in (form.iri, *form.pages) if form else ():
            before, _, after = _WEB.sub("", template).partition("{}")
            value = rest.removeprefix(before).removesuffix(after.rstrip("/"))
            if form and rest.startswith(before) and re.fullmatch(form.pattern, value, re.ASCII):
                return scheme, value
    return None


def _released(base: str, kind: str, name: str) -> iris.Thing:
    """The thing of a kind that a release calls so."""
    found = iris.taken_apart(iris.thing(base, _folder(kind), name))
    if not found:
        raise NotUnderstood("not the form of a name in an address of a release: small letters, digits and hyphens")
    return found


def _folder(kind: str) -> str:
    return "film" if kind == "short" else kind


def _form(scheme: str, kind: str) -> Form:
    forms = _authorities()
    if scheme not in forms:
        raise NotUnderstood(f"unknown authority; known are {', '.join(sorted(forms))}")
    form = forms[scheme].get("film" if kind in _FILMS else kind)
    if not form:
        raise NotUnderstood(f"{scheme} has no identifiers for a {kind}")
    return form


@functools.cache
def _authorities() -> dict[str, dict[str, Form]]:
    import msgspec.toml

    return msgspec.toml.decode((ONTOLOGY / "authorities.toml").read_bytes(), type=dict[str, dict[str, Form]])
