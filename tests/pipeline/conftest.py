"""Catalogues that tests write."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

FREE = "https://creativecommons.org/publicdomain/zero/1.0/"


def _write(
    folder: Path,
    sources: Iterable[tuple[str, str, str]],
    base: str = "https://own.example/",
    languages: Sequence[str] = ("en", "nl"),
) -> None:
    said = f'name = "Own"\nbase = "{base}"\npublisher = "Me"\nlicence = "{FREE}"\nlanguages = {[*languages]}\n'
    for number, (name, reader, path) in enumerate(sources):
        said += f'[[sources]]\nname = "{name}"\npath = "{path}"\nreader = "{reader}"\nlicence = "{FREE}"\n'
        said += f"date = 2026-01-01\nprecedence = {50 - number}\n"
    (folder / "catalogue.toml").write_text(said, "utf-8")


@pytest.fixture(scope="session")
def write_catalogue() -> Callable[..., None]:
    """Writes `catalogue.toml` into a folder: name, reader and path of each source, the first leading."""
    return _write
