"""Questions to a running pagefind: JSON in base64, each message ended by a comma, answers in the order of questions.

Its own Python client reads ten answers a second, and none above 2 MiB.
"""

from __future__ import annotations

import os
import subprocess
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import msgspec

from kg.system.errors import ReelgraphError

SECONDS = 1_800  # the longest that one answer may take; the files of 100,000 pages take a minute or two


class File(msgspec.Struct, frozen=True):
    """A file of an index."""

    path: str
    content: bytes


class Answer(msgspec.Struct, frozen=True):
    """What pagefind answers; `files` if it was asked for files, `index_id` if for a new index."""

    type: str
    message: str = ""
    index_id: int = 0
    files: tuple[File, ...] = ()


class _Message(msgspec.Struct, frozen=True):
    payload: Answer


class Service:
    """A process of pagefind's program."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Speak to a process that was started with pipes."""
        self._process = process

    def ask(self, type: str, **question: Any) -> Answer:
        """Put a question. Raises ReelgraphError if it is refused or if no answer comes."""
        return self.ask_all([{"type": type, **question}])[0]

    def ask_all(self, questions: Sequence[Mapping[str, Any]]) -> list[Answer]:
        """Put questions without waiting in between, which saves most of the time of many small ones."""
        asked, timer = time.monotonic(), Timer(SECONDS, self._process.kill)
        timer.start()
        try:
            answers = self._exchange(questions)
        except (EOFError, OSError):
            late = time.monotonic() - asked >= SECONDS
            reason = f"did not answer within {SECONDS} s" if late else "stopped early (out of memory?)"
            raise ReelgraphError(f"search: pagefind {reason}; build again") from None
        finally:
            timer.cancel()
        for question, answer in zip(questions, answers, strict=True):
            if answer.type == "Error":
                about = question.get("url", question["type"])
                raise ReelgraphError(f"search: pagefind refuses {about}: {answer.message}")
        return answers

    def _exchange(self, questions: Sequence[Mapping[str, Any]]) -> list[Answer]:
        assert self._process.stdin and self._process.stdout
        messages = [msgspec.json.encode({"message_id": 0, "payload": question}) for question in questions]
        self._process.stdin.writelines(b64encode(message) + b"," for message in messages)
        self._process.stdin.flush()
        chunks, missing = [], len(questions)
        while missing:
            chunks.append(os.read(self._process.stdout.fileno(), 1 << 20))
            missing -= chunks[-1].count(b",")
            if not chunks[-1]:
                raise EOFError
        answers = b"".join(chunks).split(b",")[:-1]
        return [msgspec.json.decode(b64decode(answer), type=_Message).payload for answer in answers]


@contextmanager
def running(program: Path, folder: Path) -> Iterator[Service]:
    """A service that ends with the block. It sees no environment and an empty `folder`: both could hold settings."""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        process = subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=nothing, env={}, cwd=folder)
    except OSError as error:
        raise ReelgraphError(f"search: pagefind does not start: {error}") from None
    try:
        yield Service(process)
    finally:
        process.kill()
        process.communicate()
