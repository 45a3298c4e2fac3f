"""All that a page states, in whatever syntax: JSON-LD, microdata and RDFa."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

import pyoxigraph as ox

from kg.model.formats import named
from kg.rdf import html, jsonld, microdata, rdfa
from kg.rdf.addresses import is_iri
from kg.rdf.html import LINE, Page
from kg.rdf.html_parser import Malformed
from kg.rdf.said import JSON_LD, Mistake, Read, united
from kg.system.terminal import short

SCRIPT = named("jsonld").media_type
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_UNREAD = "a value has HTML entities, which are not decoded there"


def read(
    data: bytes | str,
    file: str,
    terms: Mapping[str, Any],
    any_context: bool = False,
    *,
    whole: bool = True,
) -> tuple[Page | None, Read]:
    """The page in `data`, None where it cannot be taken apart, and what it states.

    Relative addresses are seen from the page's own, and that is `file` where it does not say it. `terms` and
    `any_context` are as in `jsonld.read`, and `whole` as in `html.page`.
    """
    try:
        text = data if isinstance(data, str) else html.text_of(data)
        page = html.page(text, whole=whole)
        if not page.whole and rdfa.is_in(page):
            page = html.page(text)
    except Malformed as error:
        return None, Read(mistakes=[Mistake(0, str(error))])
    base = page.own.seen_from(file)
    parts = [Read(mistakes=page.mistakes)]
    for line, text in scripts(page):
        parts.append(jsonld.read(text, terms, base, line, any_context))
    parts += [microdata.read(page, base)] if page.has(["itemscope"]) else []
    parts += [rdfa.read(page, base)] if rdfa.is_in(page) else []
    return page, _plain(united(parts))


def scripts(page: Page) -> Iterator[tuple[int, str]]:
    """The JSON-LD scripts of a page, each with the line on which its text begins."""
    for element in page.root.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() == SCRIPT:
            yield int(element.get(LINE, "1")), element.text or ""


def _plain(found: Read) -> Read:
    """The same without entities in what scripts say, where they stand for nothing; that is told, of an IRI once."""
    told: dict[tuple[int, str], Mistake] = {}
    for number, statement in enumerate(found.statements):
        triple = statement.triple
        if statement.syntax != JSON_LD or not (odd := [*filter(_has_entity, (triple.object, triple.subject))]):
            continue
        for term in odd:
            place = (statement.line if isinstance(term, ox.Literal) else 0, term.value)
            why = f"{_UNREAD}: {short(term.value)}"
            told.setdefault(place, Mistake(statement.line, why, term.value, lost=False, usual=True))
        ends = (_unescaped(triple.subject), triple.predicate, _unescaped(triple.object))
        found.statements[number] = statement._replace(triple=ox.Triple(*ends))
    found.mistakes += told.values()
    return found


def _has_entity(term: object) -> TypeGuard[ox.Literal | ox.NamedNode]:
    return isinstance(term, ox.Literal | ox.NamedNode) and _ENTITY.search(term.value) is not None


def _unescaped(term: Any) -> Any:
    if not _has_entity(term):
        return term
    text = entities.unescape(term.value)
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(text) if is_iri(text) else term
    return ox.Literal(text, language=term.language, datatype=None if term.language else term.datatype)
