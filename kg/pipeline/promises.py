"""The addresses that a build keeps: those of the catalogue's ledger, and those of the ledger of the release before.

Of that nothing is believed but what its manifest states, by size and SHA-256: a slug that was changed would move an
address, and a line that is gone would forget one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.graph.identity import ledger
from kg.graph.identity.resolve import Identities, LedgerRow
from kg.model import iris
from kg.model.profile import profile
from kg.pipeline.tally import Tally
from kg.release.manifest import File, digest
from kg.release.opened import N_TRIPLES, Release
from kg.system.errors import ReelgraphError

_ASKED = 20
"""Of so many films that are gone is looked for what they may be called now."""


class Promises:
    """What was promised before a build, and whether that keeps it."""

    def __init__(self, catalogue: Path, before: Release | None, tally: Tally) -> None:
        """`before` is the release before, if there is one; what is wrong with it, and what goes, is told to `tally`."""
        self._catalogue, self._before, self._tally = catalogue, before, tally
        self._doubted: list[tuple[File, str]] = []

    def rows(self) -> Iterator[LedgerRow]:
        """The catalogue's ledger, whose word stands first, then what can be believed of that of the release before."""
        folders = profile().by_folder
        yield from ledger.read(own(self._catalogue), folders)
        if self._before:
            yield from ledger.read(self._believed(self._before), folders, self._tally.damage)

    def _believed(self, before: Release) -> Iterator[Path]:
        for file in before.files("ledger"):
            try:
                yield before.checked(file)
            except ReelgraphError as error:
                self._doubted.append((file, str(error)))

    def held(self) -> Iterator[tuple[str, str]] | None:
        """The documents of the release before, as (folder, slug); None where these are not known."""
        return held(self._before) if self._before else None

    def account(self, identities: Identities, target: Path) -> None:
        """Tell which addresses are gone, when the next ledger is in `target`.

        Raises ReelgraphError where one may have moved or be forgotten since the ledger cannot be believed.
        """
        goes = ""
        if self._before:
            goes = "an address"
            with self._tally.damaging("its removed addresses are unknown"):
                self._tally.lose(_gone(self._before, identities))
                goes = next(iter(self._tally.losses), "")
        for file, why in self._doubted:
            made = target / file.path
            if made.is_file() and digest(made) == file.sha256:
                self._tally.damage(f"{why}; nothing is lost: the new ledger is the same")
            else:
                self._replace(why, goes)

    def _replace(self, why: str, goes: str) -> None:
        """For a file of the ledger only a ledger of the catalogue can stand, and only where no address goes."""
        if not own(self._catalogue):
            raise ReelgraphError(f"{why}, so addresses could change; {remedy(self._catalogue)}")
        instead = self._catalogue / ledger.FOLDER
        if goes:
            raise ReelgraphError(f"{why}, and {goes} could be lost; restore it from a copy, or correct {instead}")
        self._tally.damage(f"{why}; {instead} is used instead")


def own(catalogue: Path) -> list[Path]:
    """The files of the ledger that a catalogue has, without empty ones, which promise nothing."""
    return [path for path in ledger.files(catalogue / ledger.FOLDER) if path.stat().st_size]


def remedy(catalogue: Path) -> str:
    """What to do where the ledger of the release before cannot be believed."""
    instead = catalogue / ledger.FOLDER
    return f"restore it from a copy, put a ledger that you trust into {instead}, or build into another folder"


def held(before: Release) -> Iterator[tuple[str, str]] | None:
    """The documents of a release, as (folder, slug); None where a dump is damaged."""
    try:
        _check(before)
    except ReelgraphError:
        return None
    return _documents(before)


def _check(before: Release) -> None:
    for file in before.files("dump", N_TRIPLES):
        before.checked(file)


def _documents(release: Release) -> Iterator[tuple[str, str]]:
    paths = (iris.document(iri).removeprefix(release.base) for iri in release.entities())
    return ((folder, slug) for folder, _, slug in (path[:-1].rpartition("/") for path in paths))


def _gone(before: Release, identities: Identities) -> Iterator[str]:
    """The addresses of a release that are not published any more. Raises ReelgraphError where a dump is damaged."""
    _check(before)
    films, asked = _films(), 0
    for folder, slug in identities.missing(_documents(before)):
        now = [f"{place}/{name}/" for place, name in identities.moved(folder, slug)]
        told = "redirects to" if len(now) == 1 else "now"
        asked += not now and folder in films
        likely = identities.perhaps(folder, slug) if not now and folder in films and asked <= _ASKED else ""
        perhaps = f" (probably renamed: {folder}/{likely}/; give the table a key to keep it)" if likely else ""
        yield f"{folder}/{slug}/" + (f" ({told} {', '.join(now)})" if now else perhaps)


def _films() -> frozenset[str]:
    """The folders of what records describe."""
    return frozenset(folder for folder, shape in profile().by_folder.items() if shape.record == "Record")
