"""What only some need is not installed unless they ask for it: the extras of the distribution, in `pyproject.toml`."""

from importlib.util import find_spec

from kg.system.errors import Missing


def need(module: str, extra: str, what: str) -> None:
    """Raises Missing where a module is not installed that an extra brings; `what` cannot be done without it."""
    try:
        found = find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise Missing(f'{what} needs a package that is not installed; run: pip install "reelgraph[{extra}]"')
