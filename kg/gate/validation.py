"""What `kg validate` does."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.gate.blame import cause
from kg.gate.engine import Engine, engine
from kg.gate.files import Judging, Nothing, Untargeted, Verdict, validate
from kg.gate.markup import PROFILES
from kg.gate.misspelt import misspelt
from kg.gate.targets import targets
from kg.model.formats import HTML
from kg.model.profile import profile
from kg.model.record import Fault
from kg.model.shapes import Graph
from kg.model.terms import coercions, texts
from kg.rdf.shapes import Written, concluded, written
from kg.rdf.statements import FORMATS, NotRdf
from kg.report.findings import Finding, Summary, grouped
from kg.report.report import many
from kg.report.result import VIOLATION, WARNING
from kg.report.validation import REPORTS, WHOLE
from kg.system import resources
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.files import below, name, suffix

MOST = 50_000
"""Files of a folder that are validated in one run: what is found in them is kept until the report."""

_MOST_RESULTS = 2
"""For each example of a rule that a report shows, so many results that things can become."""

_DOUBTS = 3
"""So many terms that may be misspelt are told in one line."""


@dataclass(frozen=True, repr=False)
class Validation:
    """What came of judging files: a verdict on each, those that could not be read, and what was wrong with the shapes.

    `shapes` is the graph of the shapes.
    """

    verdicts: Sequence[Verdict]
    unread: Sequence[Fault]
    notes: Sequence[str]
    shapes: Graph

    def __repr__(self) -> str:
        """For a person: the counts."""
        counts = Counter(finding.result.severity for finding in self.findings)
        found = f"{many(counts[VIOLATION], 'violation')}, {many(counts[WARNING], 'warning')}"
        return f"<{many(len(self.verdicts), 'file')} validated: {found}; {len(self.unread)} not read>"

    @property
    def findings(self) -> list[Finding]:
        """What the shapes found, file by file."""
        return [finding for verdict in self.verdicts for finding in verdict.findings]

    @property
    def conforms(self) -> bool:
        """Whether all could be read, and no finding is a violation; warnings do not count."""
        lost = any(verdict.faults for verdict in self.verdicts) or self.unread
        return not lost and all(finding.result.severity != VIOLATION for finding in self.findings)

    def report(self, form: str = "text") -> str:
        """A report in a format: text, json, turtle, html or sarif."""
        return REPORTS[form](self._summary(10**9 if form in WHOLE else 10), self.shapes)

    def _summary(self, examples: int) -> Summary:
        told = (one for verdict in self.verdicts for one in verdict.becomes)
        becomes = tuple(sorted(told, key=lambda one: (not one.lacks, one)))
        focus_nodes = sum((Counter(verdict.focus_nodes) for verdict in self.verdicts), Counter[str]())
        return Summary(
            groups=grouped(self.findings, examples),
            focus_nodes=dict(sorted(focus_nodes.items())),
            notes=(*self.notes, *(note for verdict in self.verdicts for note in verdict.notes)),
            faults=(*self.unread, *(fault for verdict in self.verdicts for fault in verdict.faults)),
            becomes=becomes[: _MOST_RESULTS * examples],
            more_becomes=max(len(becomes) - _MOST_RESULTS * examples, 0),
        )


def judge(
    files: Sequence[Path], shapes: Path | None = None, engine_name: str = "fast", profile_name: str | None = None
) -> Validation:
    """Judge each file on its own. A folder stands for the files in it that can be validated; the others are counted.

    `shapes` is a file or a folder, or None for the house's own; `profile_name` is that of a search engine in
    `PROFILES`, whose shapes judge markup. Raises ReelgraphError if no file can be judged.
    """
    if shapes and profile_name:
        raise ReelgraphError("--shapes and --profile cannot be used together: a profile has its own shapes")
    stated = written(_shape_files(PROFILES[profile_name] if profile_name else shapes or resources.SHAPES))
    graph = concluded(stated.statements)
    markup = profile_name or ""
    terms, spoken = ({}, {}) if markup else (coercions(profile()), {} if shapes else texts(profile()))
    by = Judging(engine_of(engine_name, stated, graph), targets(graph), terms, markup, spoken)
    doubts = misspelt(stated) if shapes else []
    if not by.targets.shapes:
        why = "; ".join(
            ("no shape has a target such as sh:targetClass, so nothing can be validated", *doubts[:_DOUBTS])
        )
        raise ReelgraphError(f"{name(shapes or resources.SHAPES)}: {why}")
    found = [verdict for path in files for verdict in (_of_folder(path, by) if path.is_dir() else [_of_file(path, by)])]
    verdicts = [one for one in found if isinstance(one, Verdict)]
    failed = [one for one in found if isinstance(one, NotRdf)]
    if not verdicts:
        raise _nothing(failed, doubts)
    unread = [Fault("", "", error.why, error.path, error.line) for error in failed]
    passed = [one for one in found if isinstance(one, str)]
    return Validation(verdicts, unread, [*doubts, *passed], graph)


def _of_file(path: Path, by: Judging) -> Verdict | NotRdf:
    try:
        return validate(path, by)
    except ENDS:
        raise
    except BaseException as error:
        return error if isinstance(error, NotRdf) else NotRdf(name(path), 0, unexpected(error))


def _of_folder(folder: Path, by: Judging) -> Iterator[Verdict | NotRdf | str]:
    """What comes of each file that can be validated, by path, and a note about how many others there are."""
    there = below(folder)
    possible = [path for path in there if suffix(path) in (*FORMATS, *HTML)]
    if len(possible) > MOST:
        raise ReelgraphError(f"{name(folder)}: more than {MOST} files; validate its subfolders one by one")
    judged = [_of_file(path, by) for path in possible]
    counted = [one for one in judged if not isinstance(one, Nothing)]
    yield from counted
    if not counted:
        why = "no file in this folder can be validated; give RDF, JSON-LD or HTML with markup"
        yield next((one for one in judged if isinstance(one, Untargeted)), NotRdf(name(folder), 0, why))
    elif others := len(there) - len(counted):
        yield f"{name(folder)}: {many(others, 'other file has', 'other files have')} nothing to validate"


def _nothing(failed: Sequence[NotRdf], doubts: Sequence[str]) -> ReelgraphError:
    """Why no file can be judged: for what is misspelt in the shapes, where they find nothing in a file."""
    unjudged = next((error for error in failed if isinstance(error, Untargeted)), None)
    if doubts and unjudged:
        return ReelgraphError("; ".join((*doubts[:_DOUBTS], f"the shapes target nothing in {unjudged.path}")))
    several = f"none of the {len(failed)} files can be validated; " if len(failed) > 1 else ""
    return ReelgraphError(f"{several}{failed[0]}")


def engine_of(engine_name: str, stated: Written, shapes: Graph) -> Engine:
    """The engine of that name; what it refuses is told with its place in the files of shapes."""
    use = partial(engine, engine_name)
    try:
        return use(shapes)
    except ReelgraphError as error:
        raise ReelgraphError(f"{stated.place(cause(stated, str(error), use))}: {error}") from None


def _shape_files(path: Path) -> list[Path]:
    found = sorted(p for p in path.iterdir() if p.suffix.lower() in FORMATS) if path.is_dir() else [path]
    if not found:
        raise ReelgraphError(f"{name(path)}: has no shapes; they are read from {' '.join(FORMATS)} files")
    return found
