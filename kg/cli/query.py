"""The command `kg query`."""

from __future__ import annotations

import click

from kg.cli.conventions import note, show_all


@click.command(short_help="Ask a release, or an endpoint, in SPARQL.")
@click.argument("source", metavar="[OUT]", required=False)
@click.argument("query", metavar="[NAME|FILE|SPARQL]", required=False)
@click.option("--endpoint", help="Ask this SPARQL endpoint instead of a release.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A value for the query's parameter.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "turtle", "ntriples"]),
    help="How to write the answer [default: table, or turtle for CONSTRUCT].",
)
@click.option("--timeout", type=float, default=60, show_default=True, help="Seconds after which a query is ended.")
def query(
    source: str | None,
    query: str | None,
    endpoint: str | None,
    params: tuple[str, ...],
    form: str | None,
    timeout: float,
) -> None:
    """Ask the release in OUT a query: one of ours by NAME, a FILE in SPARQL, the text itself, or - for stdin.

    Without a query, our own are listed. With --endpoint, the query alone is given.
    """
    from kg.query.answering import answer

    show_all(answer(source, query, endpoint, params, form, timeout, note))
