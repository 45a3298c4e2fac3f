"""What a record says that is evidence of which film it describes: its titles, its year, and who did what."""

from __future__ import annotations

import msgspec

from kg.graph.identity import forms
from kg.graph.identity.mention import identifier, of_record, of_thing
from kg.model.profile import Profile
from kg.model.record import Record


class Said(msgspec.Struct, frozen=True, array_like=True):
    """`film` is the record's own mention, the titles are forms of them, `credits` are roles with people."""

    film: int
    source: str
    kind: str
    year: int
    titles: tuple[str, ...]
    main_titles: tuple[str, ...]
    written: tuple[str, ...]
    credits: tuple[tuple[str, int], ...]


def said(record: Record, profile: Profile) -> Said:
    """What a record says; a year of 0 is none."""
    shape = profile.by_kind[record.kind]
    stated = [title for title in (record.title, *record.alternate_titles) if title]
    credits: set[tuple[str, int]] = set()
    for field in shape.fields:
        if field.credited:
            value = getattr(record, field.name)
            target = profile.by_class[field.target]
            for label, people in value.items() if isinstance(value, dict) else [("", value)]:
                role = f"{field.name} {forms.plain(label)}" if label else field.name
                credits.update((role, identifier(of_thing(person, target))) for person in people)
    return Said(
        film=identifier(of_record(record, shape)),
        source=record.source.name,
        kind=record.kind,
        year=record.year or 0,
        titles=tuple(sorted(forms.titles(stated))),
        main_titles=tuple(sorted(forms.main_titles(stated))),
        written=tuple(sorted(forms.written(stated))),
        credits=tuple(sorted(credits)),
    )
