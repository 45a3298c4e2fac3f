"""What a shell completes besides options and paths: the names of films and of queries."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import islice

import click
from click.shell_completion import CompletionItem

_MOST = 200


def films(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The films of the release whose names begin like this; none where there is no release."""
    from kg.release.opened import Release
    from kg.system.errors import ReelgraphError

    with suppress(ReelgraphError, OSError):
        return _first(Release.open(ctx.params["out"]).films.names(), begun)
    return []


def queries(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The named queries that begin like this, or the files."""
    from kg.query.named import queries as known

    named = _first((query.name for query in known()), begun)
    return [CompletionItem(name) for name in named] or [CompletionItem(begun, type="file")]


def _first(names: Iterable[str], begun: str) -> list[str]:
    return list(islice((name for name in names if name.startswith(begun)), _MOST))
