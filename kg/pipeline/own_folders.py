"""Folders of a site: those of the house, and those of a catalogue's kinds of things and facets, each of one only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import iris
from kg.model.prefixes import compact
from kg.model.profile import Profile, profile
from kg.release import inventory
from kg.site.ways import facets
from kg.system import resources

_FOLDER = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_PAGES = ("assets", "download", "manual", "manifest", "markup", "overview", "programme", "search")
"""Folders of a release besides those that have a role in it."""


def folders() -> Iterator[tuple[str, str]]:
    """The IRI of a shape, and what is wrong with the folder that is made for it."""
    ours = resources.within((), profile)
    taken = dict.fromkeys((*ours.by_folder, *facets(ours), *inventory.FOLDERS, *_PAGES), "")
    known = {shape.iri for shape in ours.by_class.values()} | {f.iri for s in ours.by_class.values() for f in s.fields}
    for iri, term, folder in _stated(profile()):
        if iri in known:
            continue
        if not _FOLDER.fullmatch(folder) or iris.slug([folder]) != folder:
            yield iri, f"{folder!r} is not a folder name; use small letters, digits and - in {term}"
        elif folder in taken:
            of = f", of {compact(taken[folder])}" if taken[folder] else ""
            yield iri, f"the folder {folder} already exists{of}; choose another name with {term}"
        taken.setdefault(folder, iri)


def _stated(plan: Profile) -> Iterator[tuple[str, str, str]]:
    """The IRI of each shape with a folder, the term that states it, and the folder."""
    shapes = [*plan.by_class.values()]
    yield from ((shape.iri, "rg:folder", shape.folder) for shape in shapes if shape.folder)
    fields = {field.iri: field.facet for shape in shapes for field in shape.fields if field.facet}
    yield from ((iri, "rg:facet", facet) for iri, facet in fields.items())
