"""The command line. Results go to stdout, progress and complaints to stderr; what a command needs is imported in it.

Exit codes: 0 all is published; 1 published, but some records were refused or some checks failed; 2 nothing was done.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg import __version__
from kg.system.errors import ENDS, ReelgraphError, trouble, unexpected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.record import Fault, Record
    from kg.sources.config import Reader

FOLDER = click.Path(path_type=Path)
READERS = ["archive", "festival", "markup", "native", "rdf", "table"]
_FAILED = 1
_NOTHING_DONE = 2


class _Commands(click.Group):
    """Turns every complaint into one line and exit code 2, and whatever a name or a page holds into what can be shown.

    Click has complaints of its own about arguments, which it tells itself.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        with _boundary():
            if sys.stdout is None:
                raise ReelgraphError("stdout is closed, so there is no place for results")
            for stream in (sys.stdout, sys.stderr):
                if isinstance(stream, io.TextIOWrapper):
                    stream.reconfigure(errors="backslashreplace")
            return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _boundary():
            return super().invoke(ctx)


@contextmanager
def _boundary() -> Iterator[None]:
    """Nothing goes beyond this but what ends the process with an exit code."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except ReelgraphError as error:
        _end(str(error))
    except OSError as error:
        if not _is_of_stdout(error):
            _end(trouble(error))
        if isinstance(error, BrokenPipeError):
            sys.exit(0)  # whoever reads has read enough
        _end(f"stdout: {trouble(error)}")
    except KeyboardInterrupt:
        _end("interrupted; nothing was done")
    except ENDS:
        raise
    except BaseException as error:
        _end(unexpected(error))


def _end(complaint: str) -> NoReturn:
    from kg.system.terminal import shown

    with suppress(OSError):
        click.echo(f"kg: {shown(' '.join(complaint.split()))}", err=True)
    sys.exit(_NOTHING_DONE)


def _is_of_stdout(error: OSError) -> bool:
    """Whether results could not be written; then they are given up, or the interpreter tries again at its end."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    if not frame.f_globals["__name__"].startswith("click."):
        return False
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Film records in, a validated schema.org knowledge graph out.

    A catalogue is a folder with a catalogue.toml that says where its records stand: festival pages, tables, JSON.
    """


@main.command(short_help="Make a new catalogue, ready to build.")
@click.argument("folder", type=FOLDER)
@click.option("--from", "table", type=FOLDER, help="A table to look at: its columns become a proposed mapping.")
def init(folder: Path, table: Path | None) -> None:
    """Make a new catalogue in FOLDER, ready to build.

    With --from, the table is copied into it and its columns are matched with the fields of a record; read the
    proposal in catalogue.toml and edit it.
    """
    from kg.sources.init import init as make

    for line in make(folder, table):
        click.echo(line)


@main.command(short_help="Show what the readers understand of files.")
@click.argument("paths", type=FOLDER, nargs=-1, required=True)
@click.option("--catalogue", type=FOLDER, help="Read the files as sources of this catalogue, with its mappings.")
@click.option("--reader", type=click.Choice(READERS), help="Instead of going by the suffix and the look.")
@click.option("--strict", is_flag=True, help="Name every fault on stderr, and end with exit code 1 if there is one.")
@click.option("--report", type=click.Choice(["text", "json", "html"]), help="A quality report instead of the records.")
def read(
    paths: tuple[Path, ...], catalogue: Path | None, reader: Reader | None, strict: bool, report: str | None
) -> None:
    """Show what the readers understand of PATHS: one JSON record a line.

    A folder stands for the files of its catalogue, or for all files in it. What is not understood stands in the
    record's faults; a file or a row that cannot be read at all is named on stderr, and the exit code is 1.
    """
    import msgspec

    from kg.model.record import Fault
    from kg.pipeline.reading import chosen, complaints, items
    from kg.report.quality import REPORTS, quality
    from kg.system.progress import shown

    failed = False

    def told() -> Iterator[Record | Fault]:
        nonlocal failed
        with shown() as progress:
            choices = chosen(paths, catalogue, reader)
            for item in items(progress("read", choices, len(choices))):
                for complaint in complaints(item) if strict or isinstance(item, Fault) else ():
                    failed = True
                    click.echo(f"kg: {complaint}", err=True)
                yield item

    if report:
        click.echo(REPORTS[report](quality(told())))
    else:
        for item in told():
            if not isinstance(item, Fault):
                click.echo(msgspec.json.encode(item))
    sys.exit(_FAILED if failed else 0)


@main.command(short_help="Build a catalogue into a release.")
@click.argument("catalogue", type=FOLDER)
@click.option("--out", type=FOLDER, required=True, help="Where releases are kept; OUT/current is the newest.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The release's date [default: the newest source's].")
@click.option("--dumps-only", is_flag=True, help="Write no files for single entities.")
def build(catalogue: Path, out: Path, workers: int, date: Any, dumps_only: bool) -> None:
    """Build a CATALOGUE: read, describe, merge, judge and publish its records.

    Records that break a rule are left out and reported; everything else is published, and the exit code is 1. Where
    nothing can be published, the release before stays, and the exit code is 2.
    """
    from kg.pipeline.build import build as make
    from kg.system.progress import shown

    with shown() as progress:
        outcome = make(
            catalogue,
            out,
            workers=workers,
            date=date.date().isoformat() if date else None,
            dumps_only=dumps_only,
            progress=progress,
        )
    click.echo(outcome.text())
    sys.exit(_FAILED if outcome.incomplete else 0)


@main.command(short_help="Judge files by shapes.")
@click.argument("files", type=FOLDER, nargs=-1, required=True)
@click.option("--shapes", type=FOLDER, help="A file or folder of shapes, instead of Reelgraph's own.")
@click.option("--profile", type=click.Choice(["google"]), help="The rules of a search engine for markup.")
@click.option(
    "--engine", type=click.Choice(["fast", "reference"]), default="fast", show_default=True, help="Who judges."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle", "html", "sarif"]),
    default="text",
    show_default=True,
)
def validate(files: tuple[Path, ...], shapes: Path | None, profile: str | None, engine: str, form: str) -> None:
    """Judge FILES by shapes: RDF in any syntax, JSON-LD, or HTML with JSON-LD, microdata or RDFa in it.

    Each file is judged on its own; with --profile as a search engine reads it. The exit code is 1 where something must
    not be published; warnings do not count.
    """
    from kg.gate.validation import judge

    text, conforms = judge(files, shapes, engine, form, profile)
    click.echo(text, nl=not text.endswith("\n"))
    sys.exit(0 if conforms else _FAILED)


@main.command(short_help="Print the markup of a film.")
@click.argument("out", type=FOLDER)
@click.argument("film", required=False)
@click.option("--feed", is_flag=True, help="All films, as a schema.org DataFeed.")
def markup(out: Path, film: str | None, feed: bool) -> None:
    """Print the markup of a FILM of the release in OUT: an element to put into a page.

    A film is named by its IRI, the path of its page, or its slug. What it lacks to be shown among the results of a
    search engine is told on stderr.
    """
    from kg.release import snippets
    from kg.site import eligibility

    if feed == bool(film):
        raise click.UsageError("name one film, or ask for all with --feed.")
    if film:
        text = snippets.text(out, film)
        click.echo(snippets.element(text))
        for reason in eligibility.lacking(text):
            click.echo(f"kg: not eligible for results of search engines: {reason}", err=True)
    else:
        for line in snippets.feed(out):
            click.echo(line)


@main.command(short_help="Put the markup of films into HTML pages.")
@click.argument("out", type=FOLDER)
@click.argument("pages", metavar="PAGE...", type=FOLDER, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Print what would change as a unified diff, and write nothing.")
@click.option("--table", type=FOLDER, help="A CSV file with columns page (path or address) and film (IRI or slug).")
def embed(out: Path, pages: tuple[Path, ...], dry_run: bool, table: Path | None) -> None:
    """Put the markup of films of the release in OUT into HTML pages, before the end of the head.

    A PAGE is a file, or a folder with .html and .htm files in it. Its film is the one that the table names, or whose
    page has its canonical address. What was put there before is replaced; no other byte changes. The exit code is 1
    where a page has no film, or several, or cannot be edited, or other markup on it says something else of the film:
    then that is a line, theirs first.
    """
    from kg.embed.embedding import embed as put

    failed = False
    for outcome in put(out, pages, table, dry_run):
        click.echo(outcome.told, nl=False)
        for complaint in outcome.complaints:
            failed = True
            click.echo(complaint, err=True)
    sys.exit(_FAILED if failed else 0)


@main.command(short_help="Compare pages out there with the graph.")
@click.argument("out", type=FOLDER)
@click.argument("pages", metavar="PAGE...", nargs=-1, required=True)
@click.option("--baseline", type=FOLDER, help="A JSON report of an audit, whose findings are accepted.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "sarif", "html"]), default="text", show_default=True
)
def audit(out: Path, pages: tuple[str, ...], baseline: Path | None, form: str) -> None:
    """Compare the markup of pages with the release in OUT, and with what their readers see.

    A PAGE is a file, a folder, a sitemap or an address; addresses are fetched, one a second, where robots.txt allows
    it. The exit code is 1 where something is found.
    """
    from kg.audit.auditing import audit as look
    from kg.system.progress import shown

    with shown() as progress:
        text, clean = look(out, pages, baseline, form, progress)
    click.echo(text, nl=not text.endswith("\n"))
    sys.exit(0 if clean else _FAILED)


@main.command(short_help="Ask a release, or an endpoint, in SPARQL.")
@click.argument("source", metavar="[OUT]", required=False)
@click.argument("query", metavar="[NAME|FILE]", required=False)
@click.option("--endpoint", help="Ask this SPARQL endpoint instead of a release.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A value for the query's parameter.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]),
    help="How to write the answer [default: table, or turtle for CONSTRUCT].",
)
def query(
    source: str | None, query: str | None, endpoint: str | None, params: tuple[str, ...], form: str | None
) -> None:
    """Ask the release in OUT a query: one of ours by NAME, or a FILE in SPARQL.

    Without a query, our own are listed. With --endpoint, the query alone is given.
    """
    import signal

    from kg.query.answering import answer

    # The engine does not return to Python while it works, so an interrupt has to end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    click.echo(answer(source, query, endpoint, params, form), nl=False)
