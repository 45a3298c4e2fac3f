"""Reads a catalogue as `bench/tables.py` does, but understands each text anew: `python bench/anew.py CATALOGUE`.

Every memory of texts in `kg` is bounded, so that it does not grow with the input: here, all bounds are nothing.
"""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_remembering = functools.lru_cache


def _forgetting(maxsize: int | None = 128, typed: bool = False) -> Callable[..., Any]:
    return _remembering(None if maxsize is None else 0, typed)


def main() -> None:
    """Read, before any module of `kg` has been imported."""
    setattr(functools, "lru_cache", _forgetting)  # noqa: B010 (types forbid it)
    from tables import told

    print(told(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
