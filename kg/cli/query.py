"""The command `kg query`."""

from __future__ import annotations

import click

from kg.cli.completion import queries
from kg.cli.conventions import command, note, show_all


@command("Query a release, or an endpoint, in SPARQL.", done="the query was answered")
@click.argument("source", metavar="[OUT]", type=click.Path(), required=False)
@click.argument("query", metavar="[NAME|FILE|SPARQL]", required=False, shell_complete=queries)
@click.option("--endpoint", help="Query a SPARQL endpoint instead of OUT.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A value for the query's parameter.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]),
    help="[default: table, or turtle for CONSTRUCT]",
)
@click.option("--timeout", type=float, default=60, show_default=True, help="Time limit in seconds.")
def query(
    source: str | None,
    query: str | None,
    endpoint: str | None,
    params: tuple[str, ...],
    form: str | None,
    timeout: float,
) -> None:
    """Query the release in OUT: with a named query, a FILE, SPARQL on the command line, or - for stdin.

    Without a query, the named queries are listed. With --endpoint, give the query alone.
    """
    from kg.query.answering import answer

    show_all(answer(source, query, endpoint, params, form, timeout, note))
