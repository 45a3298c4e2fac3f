"""The whole way: read, describe, sort, merge, gate, publish.

A function of the sources, the ledger, the date, the version, and the release before.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from os.path import realpath
from pathlib import Path
from typing import Any

import msgspec

from kg import __version__
from kg.gate.targets import check_counts
from kg.graph import batches, evidence
from kg.graph.batches import Mapped, Mapper
from kg.graph.identity import bound, ledger
from kg.graph.identity.asking.matches import Answer
from kg.graph.identity.resolve import Identities
from kg.graph.origins import IDENTITIES
from kg.graph.ranges import Reducer
from kg.graph.sort import PROVENANCE, Spill, Spilled
from kg.model import iris
from kg.pipeline import asking, before, stages
from kg.pipeline.brought import load, notes
from kg.pipeline.outcome import Outcome
from kg.pipeline.promises import Promises
from kg.pipeline.tally import Tally
from kg.release import adoption, inventory, redirects
from kg.release.opened import OWN, Release
from kg.release.redirects import Redirect
from kg.release.staging import staging
from kg.release.writing import NAMES, Publisher, assemble, name
from kg.report.result import Result
from kg.site.words import has_words
from kg.sources.catalogue import MATCHES, Catalogue, files, inputs, reaches
from kg.system import resources, signals
from kg.system.errors import ReelgraphError
from kg.system.progress import Progress, silent
from kg.system.workers import Run, pool

DOCUMENTS_A_RANGE = 500
"""So many documents, with their parts, are sorted in memory at once."""

_NAMED = 3
"""So many sources without a licence are named."""

_FACTS = ("name", "base", "publisher", "licence", "languages")
"""What a manifest says of the catalogue."""


@signals.ending("nothing was done")
def build(
    folder: Path,
    out: Path,
    *,
    workers: int = 1,
    date: str | None = None,
    dumps_only: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Build the catalogue in `folder` into a release in `out`.

    `date` is the release's (ISO 8601), by default the newest of the sources; `dumps_only` leaves the entities' own
    files out. Raises ReelgraphError where nothing could be done, also where SIGTERM or SIGHUP ends it.
    """
    catalogue, brought = load(folder)
    with resources.using(brought):
        return _built(catalogue, out, workers, date, pages=not dumps_only, progress=progress)


def _built(
    catalogue: Catalogue, out: Path, workers: int, date: str | None, *, pages: bool, progress: Progress
) -> Outcome:
    inside = any(Path(realpath(path)).is_relative_to(realpath(out)) for _, path in files(catalogue))
    if inside or reaches(catalogue, out):
        raise ReelgraphError(f"{out}: sources of {catalogue.root} would read it; choose a folder outside the catalogue")
    answers = asking.answers(catalogue, asking.table(catalogue))
    with staging(out) as place:
        found, damage = before.find(out, catalogue)
        with pool(workers) as run:
            way = _Way(catalogue, date or _newest(catalogue), place / "work", run, progress, found, damage, answers)
            outcome = way.go(place / "release", pages=pages)
        adopted = adoption.adopt(out, place / "release", outcome.release)
        advice = before.advice(out, catalogue.base, found, adopted.place)
        damages = tuple(complaint + advice for complaint in outcome.damages)
        return msgspec.structs.replace(
            outcome,
            release=adopted.place.as_posix(),
            kept=adopted.kept,
            notes=tuple(notes()),
            damages=damages,
            unlicensed=_unlicensed(catalogue),
            unspoken=tuple(one for one in catalogue.languages if pages and not has_words(one)),
        )


def _unlicensed(catalogue: Catalogue) -> tuple[str, ...]:
    """Of what no licence is stated: the catalogue's facts, and sources by their names."""
    sources = [f"source {source.name}" for source in catalogue.sources if not source.licence]
    told = sources if len(sources) <= _NAMED else [f"{len(sources)} sources"]
    return (*(() if catalogue.licence else ("the catalogue",)), *told)


def _newest(catalogue: Catalogue) -> str:
    dates = [source.date.isoformat() for source in catalogue.sources if source.date]
    if not dates:
        raise ReelgraphError("no source has a date; add `date = ...` to one in catalogue.toml, or give --date")
    return max(dates)


@dataclass(frozen=True)
class _Way:
    """One build. Each stage leaves files in `work` for the next; `before` is the release before, if there is one.

    `damage` says why there should be one, and is none. `answers` are a person's, of who is who.
    """

    catalogue: Catalogue
    date: str
    work: Path
    run: Run
    progress: Progress
    before: Release | None
    damage: str
    answers: Sequence[Answer]

    def go(self, target: Path, *, pages: bool) -> Outcome:
        for folder in (target, self.work / "spill"):
            folder.mkdir(parents=True)
        tally = Tally(self.work, stages.house_shapes())
        if self.damage:
            tally.damage(self.damage)
        found = self._read()
        promises = Promises(self.catalogue.root, self.before, tally)
        place, base = self.work / IDENTITIES, self.catalogue.base
        with closing(Identities(place, promises.rows(), base, self.answers, promises.held)) as identities:
            spill = self._map(found, identities, tally)
            self._reduce(spill, identities, tally)
            if not tally.published:
                raise ReelgraphError(tally.emptiness())
            identities.move()
            ledger.write(target / ledger.FOLDER, identities.ledger(self.date))
            promises.account(identities, target)
            self._redirect(target, identities)
        self._publish(target, tally, pages=pages)
        tally.write(target / "report")
        shutil.copyfile(self.work / MATCHES, target / "report" / MATCHES)
        _carry(target)
        if pages:
            self._site(target, tally)
        facts = {name: getattr(self.catalogue, name) for name in _FACTS}
        facts |= {"date": self.date, "counts": tally.counts(), "version": __version__}
        return tally.outcome(inventory.describe(target, facts))

    def _run(self, stage: str, function: Any, make: Any, tasks: list[Any]) -> Iterable[Any]:
        return self.progress(stage, self.run(function, make, tasks), len(tasks))

    def _read(self) -> list[Path]:
        tasks = [
            (source, paths, self.work / "records" / f"{number:06d}")
            for number, (source, paths) in enumerate(inputs(self.catalogue))
        ]
        read = self._run("read", batches.read_file, partial(Path, self.catalogue.root), tasks)
        return [batch for found in read for batch in found]

    def _map(self, found: list[Path], identities: Identities, tally: Tally) -> Spill:
        for batch in self.progress("identify", found, len(found)):
            mentioned = batches.load_mentioned(batch)
            identities.add(mentioned.mentions, mentioned.precedence)
            identities.hear(mentioned.said)
            identities.stand(mentioned.origins)
        exceptions = self.work / "slugs"
        exceptions.write_bytes(msgspec.msgpack.encode(identities.resolve()))
        here = self.work / "bound.sqlite"
        bound.write(here, identities.meant())
        tally.doubt(identities.doubts())
        tally.joined = identities.joined()
        questions = asking.account(identities, found, self.work / MATCHES, self.catalogue.base)
        tally.asked = (identities.heard(), len(questions))
        cuts = [self.catalogue.base + path for path in identities.documents(DOCUMENTS_A_RANGE)]
        spill = Spill(self.work / "spill", cuts)
        blocks = (*evidence.of_release(self.catalogue, self.date), *questions)
        spill.write(Spilled(block.subject, PROVENANCE, (), block.lines) for block in blocks)
        mapped: Mapped
        make = partial(stages.mapper, self.catalogue, exceptions, here, identities.repeated(), spill)
        for mapped in self._run("describe", Mapper.map, make, found):
            tally.map(mapped)
        check_counts(tally.focus_nodes, tally.described)
        return spill

    def _reduce(self, spill: Spill, identities: Identities, tally: Tally) -> None:
        """Reduce all ranges, and again without the records that the second gate refused, until it refuses none."""
        refused: frozenset[str] = frozenset()
        while True:
            identities.unpublish()
            against: dict[str, tuple[Result, ...]] = {}
            make = partial(stages.reducer, self.catalogue.base, self.work, spill, refused)
            tally.agree()
            for reduced in self._run("merge", Reducer.reduce, make, list(range(len(spill)))):
                against |= reduced.refused
                identities.publish(reduced.documents)
                tally.differ((*identities.place(one.record), one) for one in reduced.differences)
            if not against:
                break
            refused |= against.keys()
            tally.refuse((*identities.place(record), results) for record, results in sorted(against.items()))
        tally.published = identities.published()

    def _publish(self, target: Path, tally: Tally, *, pages: bool) -> None:
        parts = self._parts()
        if pages:
            name(parts, self.work / NAMES)
        allowed = self.catalogue.ratings_in_markup
        make = partial(Publisher, self.catalogue.base, self.date, self.work, target, pages, allowed)
        for _ in self._run("publish", Publisher.publish, make, parts):
            pass
        if pages:
            make().redirect()
        assemble(self.work, target)

    def _redirect(self, target: Path, identities: Identities) -> None:
        base = self.catalogue.base
        moves = (
            Redirect(iris.thing(base, move.folder, move.slug), iris.thing(base, move.new_folder, move.new_slug))
            for move in identities.moves()
        )
        redirects.write(target, base, moves, self.catalogue.languages)

    def _parts(self) -> list[Path]:
        """The files of sorted N-Triples lines, each of whole documents of one folder."""
        return sorted((self.work / "published").glob("*/*"))

    def _site(self, target: Path, tally: Tally) -> None:
        """Pages for people. They come last, as one of them tells what can be downloaded."""
        from kg import manual
        from kg.release import snippets
        from kg.site import eligibility, llms, schemamap, sitemap, writing
        from kg.site.index import gather
        from kg.site.writing import Writer

        parts = self._parts()
        indexer = partial(writing.indexer, self.catalogue.languages)
        gather(self.work / writing.INDEX, self._run("index", writing.index, indexer, parts))
        shutil.copytree(writing.ASSETS, target / writing.ASSETS.name)
        site = writing.site(self.catalogue, self.date, self.work)
        make = partial(Writer, self.catalogue, site, self.work, target)
        for _ in self._run("pages", Writer.things, make, parts):
            pass
        for _ in self._run("lists", Writer.listing, make, writing.lists(self.work, self.date)):
            pass
        make().moved()
        own = manual.brought() if resources.in_use() else {}
        make().alone({f"reference/{page}": text for page, text in own.items()})
        eligibility.write(target)
        snippets.write_feed(target, self.catalogue.name, self.date)
        schemamap.write(self.work, target)
        llms.write(target, site)
        known: dict[str, sitemap.SitemapEntry] = {}
        if self.before:
            with tally.damaging("all pages are marked as changed today"):
                known = sitemap.read(self.before)
        sitemap.write(target, known, site, in_robots=self.catalogue.schemamap_in_robots)


def _carry(target: Path) -> None:
    """A release carries the documents of its terms: ontology, shapes and queries."""
    for folder in (resources.ONTOLOGY, resources.SHAPES, resources.QUERIES):
        shutil.copytree(folder, target / folder.name)
    for kind in ("shapes", "queries"):
        for path in resources.own(kind):
            (target / kind / OWN).mkdir(exist_ok=True)
            shutil.copyfile(path, target / kind / OWN / path.name)
