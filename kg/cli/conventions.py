"""What commands have in common: how paths are taken, and what an exit code means."""

from pathlib import Path

import click

PATH = click.Path(path_type=Path)

FAILED = 1
"""Published, but some records were refused or some checks failed."""

NOTHING_DONE = 2
"""Nothing was done, and one line says why."""
