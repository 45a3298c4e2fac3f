"""What can go wrong, in words a person can act on."""

from pathlib import Path

ENDS = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What a boundary lets through. It stops all else, also panics of Rust packages, which are no `Exception`."""

_LONGEST = 300


class ReelgraphError(Exception):
    """Nothing could be done. The message is one line: what is wrong, where, and what to do."""


class Ending(ReelgraphError):
    """It is no fault of what was to be read: the run ends."""


class Missing(Ending):
    """A package that only some need is not installed."""


class NotUnderstood(ValueError):
    """A raw value has no place in the graph. The message is the reason, to be put into a fault."""


def unexpected(error: BaseException) -> str:
    """One line about what nobody foresaw: what it is, where in the code, and that a report of it is welcome."""
    if isinstance(error, MemoryError) and not str(error):
        return "not enough memory"
    said = " ".join(str(error).split())[:_LONGEST]
    what = type(error).__name__ + (f" ({said})" if said else "")
    return f"unexpected {what}{_where(error)}; this is a bug in Reelgraph, please report it"


def trouble(error: OSError, place: Path | None = None) -> str:
    """One line about what the system refused: where (`place`, unless the error knows better), and why."""
    if error.args and isinstance(error.args[0], list):  # `shutil` tells all that it could not copy
        _, target, why = error.args[0][0]
        return f"{target}: {' '.join(str(why).split())}"
    places = [str(known) for known in (place, error.filename, error.filename2) if known is not None]
    return ": ".join([*places[-1:], error.strerror or " ".join(str(error).split()) or type(error).__name__])


def _where(error: BaseException) -> str:
    """The line of our own code where it happened, as the last part of a sentence."""
    package, trace, found = Path(__file__).parents[1], error.__traceback__, ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(package):
            found = f" at {file.relative_to(package.parent).as_posix()}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
