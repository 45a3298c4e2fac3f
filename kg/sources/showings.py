"""What sources say of showings beside their fields: what becomes of one in the title of its film, the language of its
subtitles with that of its sound, the currency behind a price.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model.values.event import announced, availability, priced, versioned
from kg.model.values.lists import languages
from kg.model.values.tried import tried
from kg.model.values.version import called, version

SCREENINGS = "screenings"


def told(stated: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same, each thing in its own field: field → JSON value. Without showings a version is said of the film."""
    showings = stated.get(SCREENINGS)
    if not isinstance(showings, list | dict):
        return _of_film(stated)
    all_ = showings if isinstance(showings, list) else [showings]
    title = stated.get("title")
    said = announced(title) if isinstance(title, str) else None
    more: dict[str, Any] = {}
    if said and said.title != title:
        more = {"status": said.status} if said.status else {}
        more |= {"tickets": [{"availability": said.availability}]} if said.availability else {}
        more |= {"version": said.version} if said.version else {}
        more |= {"video_format": list(said.formats)} if said.formats else {}
        stated = {**stated, "title": said.title}
    apart = [_apart({**more, **one}) if isinstance(one, dict) else one for one in all_]
    return {**stated, SCREENINGS: [_joined(one, more) if isinstance(one, dict) else one for one in apart]}


def _of_film(stated: Mapping[str, Any]) -> Mapping[str, Any]:
    """`Drive (OmU)` is no title, and says which subtitles the film has; other versions say nothing of it."""
    title = stated.get("title")
    bare, mark = versioned(title) if isinstance(title, str) else ("", "")
    if not mark:
        return stated
    tags = list(version(mark).subtitles)
    return {**stated, "title": bare} | ({"subtitles": tags} if tags and not stated.get("subtitles") else {})


def _apart(showing: dict[str, Any]) -> dict[str, Any]:
    found = dict(showing)
    raw = found.get("languages")
    texts = [one for one in (raw if isinstance(raw, list) else [raw]) if isinstance(one, str)]
    if texts and len(texts) == (len(raw) if isinstance(raw, list) else 1):
        of = [version(text) for text in texts]
        found["languages"] = [tag for one in of if one.spoken for tag in languages(one.spoken)]
        subtitles = [tag for one in of for tag in one.subtitles]
        found |= {"subtitles": subtitles} if subtitles and not found.get("subtitles") else {}
        mark = next(filter(None, map(called, texts)), "")
        found |= {"version": mark} if mark and not found.get("version") else {}
    if isinstance(raw := found.get("version"), str) and not found.get("subtitles") and (tags := version(raw).subtitles):
        found["subtitles"] = list(tags)
    if "tickets" in found:
        found["tickets"] = list(_offers(found["tickets"]))
    return found


def _offers(raw: Any) -> Iterator[Any]:
    for one in raw if isinstance(raw, list) else [raw]:
        if isinstance(one, dict) and isinstance(url := one.get("url"), str) and (known := tried(availability, url)):
            one = {**one, "url": None, "availability": one.get("availability") or known}
        if isinstance(one, dict) and isinstance(one.get("price"), str):
            price, currency = priced(one["price"])
            yield {**one, "price": price} | ({"currency": currency} if currency and not one.get("currency") else {})
        else:
            yield one


def _joined(showing: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What a title says of tickets is said of those that there are."""
    offers = showing.get("tickets")
    if "tickets" not in more or not offers or offers == more["tickets"]:
        return showing
    said = more["tickets"][0]
    return {**showing, "tickets": [{**said, **one} if isinstance(one, dict) else one for one in offers]}
