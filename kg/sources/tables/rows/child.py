"""Rows that a parser gives in a process of its own: a file of a few kilobytes can ask it for more memory than a machine
has, and damaged ones can end it.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from kg.model.record import Fault
from kg.sources.fields import fault
from kg.sources.stated import Leftover
from kg.system.process import Ended, Limits, ran

WRITTEN = 2 << 30
"""In bytes: so much the rows of a file may be as JSON."""

_PANIC = re.compile(r'\Acalled `Result::unwrap\(\)` on an `Err` value: \w+\("(.*)"\)')
_LONGEST = 200

Parser = Callable[..., Iterator[list[Any]]]
"""Gives `[number, cells]` of each row that is not empty, the names of the columns first unless cells have them; or
`[reason, raw]` of a fault, behind its line where the parser knows it.

`["sheet", name]` names a sheet that is not read.
"""


def filled(
    parser: Parser, what: str, *arguments: str, limits: Limits
) -> Iterator[tuple[int, list[Any]] | Fault | Leftover]:
    """What a parser gives for these arguments; `what` is what the file should be."""
    number = 0
    try:
        with ran(write, parser, what, *arguments, limits=limits) as lines:
            for line in lines:
                match json.loads(line):
                    case [int(number), cells]:
                        yield number, cells
                    case ["sheet", str(name)]:
                        yield Leftover("sheet", name, "", 0)
                    case [int(line_), str(reason), raw]:
                        yield fault("", raw, reason, line=line_)
                    case [reason, raw]:
                        yield fault("", raw, reason, line=number + 1)
    except Ended as error:
        yield fault("", "", f"not a readable {what}: damaged, or too many cells: it {error}", line=1)


def write(out: BinaryIO, parser: Parser, what: str, *arguments: str) -> None:
    """Write what the parser gives, a line of JSON each."""
    try:
        for row in parser(*arguments):
            out.write(json.dumps(row).encode() + b"\n")
    except (OSError, MemoryError):
        raise
    except BaseException as error:  # a panic of a parser in Rust is no Exception
        out.write(json.dumps([f"not a readable {what}: {_said(error)}", ""]).encode() + b"\n")


def _said(error: BaseException) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    panic = _PANIC.fullmatch(said)
    return (panic[1] if panic else said)[:_LONGEST]
