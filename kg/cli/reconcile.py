"""The command `kg reconcile`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.conventions import PATH, command, note, progress, show

if TYPE_CHECKING:
    from kg.pipeline.reconcile import Asked, Reconciling, Thing

_KEYS = {"y": True, "yes": True, "n": False, "no": False}
_ASKED = "The same? yes, no, later, undo, quit [y/n/l/u/q]"
_ALL_ASKED = "That was the last question. undo, quit [u/q]"


@command("Ask who is who, and keep the answers.", done="what was asked for was done")
@click.argument("catalogue", type=PATH)
@click.option("--review", is_flag=True, help="Answer the questions here, one by one.")
@click.option("--why", multiple=True, metavar="IRI", help="Say why its records are one, or why two IRIs are two.")
@click.option("--out", type=PATH, help="The folder of releases, whose addresses are known then.")
@click.option("--author", help="Who answers [default: your name on this system].")
def reconcile(catalogue: Path, review: bool, why: tuple[str, ...], out: Path | None, author: str | None) -> None:
    """Write what is likely but not sure of who is who into CATALOGUE/matches.csv, questions of most credits first.

    Answer with --review or in a spreadsheet: say who you are in `author_id`, and owl:differentFrom in `predicate_id`
    if two are not the same. The next build keeps to the answers, which stay when questions are written anew.
    """
    import kg

    with progress() as shown, kg.reconcile(catalogue, out=out, progress=shown) as found:
        if why:
            show("".join(f"{_plain(line)}\n" for line in found.why(*why)))
            return
        for told in found.told:
            note(told)
        asked, answered = found.update()
        if review:
            _review(found, list(found.questions()), author or _author())
            asked, answered = found.update()
        where = f" ({_plain(found.path.as_posix())})" if found.path.exists() else ""
        show(f"questions: {asked}, answers: {answered}{where}\n")


def _review(found: Reconciling, questions: Sequence[Asked], author: str) -> None:
    """Ask one by one; each answer is written at once."""
    place, done = 0, list[int]()
    while questions:
        left = place < len(questions)
        if left:
            show(_told(questions[place], place + 1, len(questions)))
        given = _given(_ASKED if left else _ALL_ASKED, "later" if left else "quit")
        if given in _KEYS and left:
            found.answer(questions[place], _KEYS[given], author, date.today())
            done.append(place)
            place += 1
        elif given in ("l", "later") and left:
            place += 1
        elif given in ("u", "undo") and done:
            place = done.pop()
            found.answer(questions[place], None, "", date.today())
        elif given in ("u", "undo"):
            note("nothing to undo: no question was answered here yet")
        elif given in ("q", "quit"):
            return
        else:
            note(f"{given!r} is no answer; type one of the letters in brackets")


def _given(asked: str, otherwise: str) -> str:
    """What a person types; the end of the input ends the questions."""
    try:
        return str(click.prompt(asked, default=otherwise, show_default=False)).strip().lower()
    except click.Abort:
        show("\n")
        return "quit"


def _told(question: Asked, number: int, of: int) -> str:
    from kg.report.report import many

    lines = ["", f"{number} of {of}: {many(question.credits, 'credit')}, {question.likely:.0%} likely the same"]
    for thing in (question.one, question.other):
        lines += [thing.label, *_stands(thing)]
    lines += [f"  for: {ground}" for ground in question.grounds]
    lines += [f"  against: {doubt}" for doubt in question.doubts]
    return "".join(f"{_plain(line)}\n" for line in lines)


def _stands(thing: Thing) -> list[str]:
    return [f"    {line}" for line in thing.lines]


def _plain(text: str) -> str:
    from kg.system.terminal import shown

    return shown(text)


def _author() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError("say who answers with --author") from None
