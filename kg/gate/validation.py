"""What `kg validate` does."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.gate.engine import engine
from kg.gate.files import Judging, Verdict, validate
from kg.gate.lint import passed_over
from kg.gate.markup import PROFILES
from kg.gate.targets import targets
from kg.model.profile import profile
from kg.model.record import Fault
from kg.model.terms import coercions, texts
from kg.rdf.shapes import read
from kg.rdf.statements import FORMATS, NotRdf
from kg.report.findings import Summary, grouped
from kg.report.result import VIOLATION
from kg.report.validation import REPORTS, WHOLE
from kg.system import resources
from kg.system.errors import ENDS, ReelgraphError, unexpected
from kg.system.files import name


def judge(
    files: Sequence[Path], shapes: Path | None, engine_name: str, form: str, profile_name: str | None = None
) -> tuple[str, bool]:
    """Judge each file on its own: the report, and whether nothing is wrong.

    `shapes` is a file or a folder, or None for the house's own; `profile_name` is that of a search engine in
    `PROFILES`, whose shapes judge markup; `form` is a name in `REPORTS`. Raises ReelgraphError if no file can be
    judged.
    """
    if shapes and profile_name:
        raise ReelgraphError("--shapes and --profile exclude each other: a profile has shapes of its own")
    graph = read(_shape_files(PROFILES[profile_name] if profile_name else shapes or resources.SHAPES))
    markup = profile_name is not None
    terms, spoken = ({}, {}) if markup else (coercions(profile()), {} if shapes else texts(profile()))
    by = Judging(engine(engine_name, graph), targets(graph), terms, markup, spoken)
    misspelt = passed_over(graph)
    if not by.targets.shapes:
        why = "; ".join(("no shape has a target, as sh:targetClass, so nothing can be judged", *misspelt))
        raise ReelgraphError(f"{name(shapes or resources.SHAPES)}: {why}")
    reports: list[Verdict] = []
    failed: list[NotRdf] = []
    for path in files:
        try:
            reports.append(validate(path, by))
        except ENDS:
            raise
        except BaseException as error:
            failed.append(error if isinstance(error, NotRdf) else NotRdf(name(path), 0, unexpected(error)))
    if not reports:
        several = f"none of the {len(files)} files can be judged; " if len(files) > 1 else ""
        raise ReelgraphError(f"{several}{failed[0]}")
    faults = [Fault("", "", error.why, error.path, error.line) for error in failed]
    notes = [f"{name(shapes)}: {problem}" for problem in misspelt] if shapes else []
    summary = _summary(reports, faults, notes, examples=10**9 if form in WHOLE else 10)
    return REPORTS[form](summary, graph), not summary.faults and not summary.count(VIOLATION)


def _shape_files(path: Path) -> list[Path]:
    found = sorted(p for p in path.iterdir() if p.suffix in FORMATS) if path.is_dir() else [path]
    if not found:
        raise ReelgraphError(f"{name(path)}: holds no shapes; they are read from {' '.join(FORMATS)} files")
    return found


def _summary(reports: list[Verdict], faults: list[Fault], notes: list[str], examples: int) -> Summary:
    focus_nodes = sum((Counter(report.focus_nodes) for report in reports), Counter[str]())
    return Summary(
        groups=grouped((finding for report in reports for finding in report.findings), examples),
        focus_nodes=dict(sorted(focus_nodes.items())),
        notes=(*notes, *(note for report in reports for note in report.notes)),
        faults=(*faults, *(fault for report in reports for fault in report.faults)),
    )
