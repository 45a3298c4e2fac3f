"""What values are called, as the files beside this one tell it."""

import functools
import tomllib
from pathlib import Path
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The file of that name."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
