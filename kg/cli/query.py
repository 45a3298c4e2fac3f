"""The command `kg query`."""

from __future__ import annotations

import click


@click.command(short_help="Ask a release, or an endpoint, in SPARQL.")
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
