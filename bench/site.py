"""How fast a site is built and how large its pages are: `python bench/site.py FILMS FOLDER`.

Builds a generated catalogue twice, without pages and with them; the difference is what the site takes: pages in both
languages, the search, pictures, and the things' own files in three formats.
"""

import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from generate import generate

from kg.pipeline.build import build

_OTHERS = {"overview", "search", "download", "ontology", "shapes", "manual"}


class Spent(NamedTuple):
    """Seconds: of a clock, and of processors."""

    wall: float
    cpu: float


def spent(catalogue: Path, out: Path, *, dumps_only: bool) -> Spent:
    """What a build takes."""
    wall, cpu = time.perf_counter(), _cpu()
    build(catalogue, out, dumps_only=dumps_only)
    return Spent(time.perf_counter() - wall, _cpu() - cpu)


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def pages(release: Path) -> list[tuple[str, int]]:
    """Kind and bytes of each page."""
    found = release.rglob("index.html")
    return [(_kind(path.relative_to(release).parent.parts), path.stat().st_size) for path in found]


def _kind(folders: tuple[str, ...]) -> str:
    """`film/x` is a film, `film` and `film/page/2` are lists of them, `person/x/directors` a list of a person's."""
    own = folders[1:] if folders[:1] == ("nl",) else folders
    if not own or own[0] in _OTHERS:
        return "others"
    if len(own) == 1 or own[1] == "page":
        return f"list of {own[0]}"
    return own[0] if len(own) == 2 else f"list of a {own[0]}"


def main() -> None:
    """Print the figures."""
    films, folder = int(sys.argv[1]), Path(sys.argv[2])
    generate(films, folder / "catalogue")
    without = spent(folder / "catalogue", folder / "without", dumps_only=True)
    whole = spent(folder / "catalogue", folder / "with", dumps_only=False)
    found = pages(folder / "with" / "current")
    sizes = [size for _, size in found]
    print(f"{len(found):,} pages of {films:,} films")
    for name, seconds, less in (("wall", whole.wall, without.wall), ("CPU", whole.cpu, without.cpu)):
        site = seconds - less
        print(f"{name}: {seconds:.0f} s, of which the site {site:.0f} s: {len(found) / site:,.0f} pages a second")
    print(f"bytes a page: {sum(sizes) / len(sizes):,.0f} in the mean, {max(sizes):,} at most")
    for kind, count in Counter(kind for kind, _ in found).most_common():
        of_kind = [size for each, size in found if each == kind]
        print(f"{count:9,} {kind}: {sum(of_kind) / count:,.0f} bytes, {max(of_kind):,} at most")


if __name__ == "__main__":
    main()
