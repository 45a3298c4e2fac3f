"""What is missing on a page beside what is extra there: two values of one property are one that is different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.audit.alike import ADDRESSING, key
from kg.audit.called import called
from kg.audit.findings import Discrepancy, short_name
from kg.audit.nodes import Stated
from kg.audit.page import Page
from kg.audit.shaped import is_single, types


def paired(
    page: Page, missing: list[Stated], extra: list[Stated], expected: Sequence[Stated], names: dict[str, str]
) -> Iterator[Discrepancy]:
    """A property of which one value is missing and another one is extra is different.

    So is another value beside the right one, where there is to be only one.
    """
    things = called([*expected, *page.statements])
    right: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for stated in expected:
        right[stated.subject, stated.predicate].append(stated)
    classes = types(expected)
    places: dict[str, Stated] = {}
    for stated in page.statements:
        places.setdefault(stated.subject, stated)
    by_slot: dict[tuple[str, str], tuple[list[Stated], list[Stated]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((missing, extra)):
        for stated in found:
            by_slot[stated.subject, stated.predicate][side].append(stated)
    for (subject, predicate), (lacking, added) in by_slot.items():
        about = (
            short_name(things.get(subject) or names.get(subject, subject)),
            predicate.rpartition("#")[2].rpartition("/")[2],
        )
        first = places.get(subject)
        line, pointer = (first.line, first.pointer.rpartition("/")[0]) if first else (0, "")
        added = list(
            {key(stated.subject, stated.predicate, stated.value): stated for stated in reversed(added)}.values()
        )[::-1]
        only = right[subject, predicate] if is_single(subject, classes[subject], predicate) else ()
        if meant := only if len(only) == 1 else lacking if len(lacking) == len(added) == 1 else ():
            told = _told(meant[0], names)
            yield from (
                Discrepancy(page.name, s.line, "different", *about, _told(s, names), told, s.pointer) for s in added
            )
            lacking, added = [] if added else lacking, []
        yield from (Discrepancy(page.name, line, "missing", *about, "", _told(s, names), pointer) for s in lacking)
        yield from (Discrepancy(page.name, s.line, "extra", *about, _told(s, names), "", s.pointer) for s in added)


def _told(stated: Stated, names: dict[str, str]) -> str:
    """What a value is called; an address is not called what the page there is."""
    if stated.predicate in ADDRESSING:
        return short_name(stated.value)
    return short_name(names.get(stated.value, stated.value)) if stated.is_node else stated.value
