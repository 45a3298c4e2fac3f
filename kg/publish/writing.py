"""From the gated graph to the files of a release: dumps by folder, and the files of single entities.

A *part* is a file of sorted N-Triples lines that holds whole documents of one folder. Parts are written in any order
and by any process; `assemble` puts the bodies of dumps together in the order of their names.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.sources.catalogue import Catalogue


class Publisher:
    """What publishing needs besides the part."""

    def __init__(self, catalogue: Catalogue, work: Path, target: Path, pages: bool) -> None:
        """`work` has the parts, `target` is the release's folder; without `pages` only dumps are made."""

    def publish(self, part: Path) -> None:
        """Write the bodies of a part's dumps, and its documents' own files."""


def assemble(work: Path, target: Path) -> None:
    """Put the parts together: `dump/<folder>.nt`, and `evidence/<folder>.nq`."""
    for what, role, suffix in (("published", "dump", ".nt"), ("evidence", "evidence", ".nq")):
        (target / role).mkdir()
        for folder in sorted((work / what).iterdir()):
            with (target / role / f"{folder.name}{suffix}").open("wb") as dump:
                for part in sorted(folder.iterdir()):
                    with part.open("rb") as body:
                        shutil.copyfileobj(body, dump)
