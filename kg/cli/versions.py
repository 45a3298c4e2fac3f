"""`kg --version`: what is installed, for a person and for a report of a fault."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator

import click

PACKAGE = "reelgraph"
_ENGINES = ("shacl", "pyshacl", "pyoxigraph", "rdflib")
_NAME = re.compile(r"[\w.-]++")
_EXTRA = re.compile(r"\bextra == ['\"]([\w.-]++)['\"]")


def version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    """Print the versions and end, where they are asked for."""
    if asked and not ctx.resilient_parsing:
        click.echo("\n".join(_lines()))
        ctx.exit()


def _lines() -> Iterator[str]:
    from kg import __version__

    yield f"kg {__version__}, Python {platform.python_version()}"
    yield "engines: " + ", ".join(f"{package} {_version(package) or 'missing'}" for package in _ENGINES)
    for extra, packages in _extras().items():
        found = [f"{package} {number}" for package in packages if (number := _version(package))]
        missing = f'not installed; install it with `pip install "{PACKAGE}[{extra}]"`'
        yield f"extra {extra}: {', '.join(found) if len(found) == len(packages) else missing}"


def _extras() -> dict[str, list[str]]:
    """Extra → the packages that it installs."""
    from importlib.metadata import metadata

    extras: dict[str, list[str]] = {}
    for needed in metadata(PACKAGE).get_all("Requires-Dist") or ():
        package, extra = _NAME.match(needed), _EXTRA.search(needed)
        if package and extra:
            extras.setdefault(extra[1], []).append(package[0])
    return extras


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""
