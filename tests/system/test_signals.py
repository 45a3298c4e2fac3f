"""Signals that end what goes on."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.graph.identity.resolve import Identities
from kg.system import signals
from kg.system.errors import ReelgraphError

ENDING = [signal.SIGTERM, signal.SIGHUP]


@pytest.fixture(autouse=True)
def _handled() -> Iterator[None]:
    """Signals end what goes on, also where those who started the tests ignore them (nohup, a shell)."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in ENDING}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def _send(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_is_an_error_in_words(number: signal.Signals) -> None:
    """It names the signal and what became of the work, and the handlers are what they were."""
    before = signal.getsignal(number)
    with (
        pytest.raises(ReelgraphError, match=f"stopped by {number.name}; all is as before"),
        signals.ending("all is as before"),
    ):
        _send(number)
    assert signal.getsignal(number) is before


def test_who_keeps_errors_apart_does_not_keep_a_signal() -> None:
    """What catches everything but an interrupt lets a signal through."""
    with pytest.raises(ReelgraphError), signals.ending("x"):
        try:
            _send(signal.SIGTERM)
        except KeyboardInterrupt:
            raise
        except BaseException:
            pytest.fail("a signal was taken for an error of a file")


def test_an_interrupt_stays_an_interrupt() -> None:
    """Ctrl-C in a notebook is the KeyboardInterrupt that people know."""
    with pytest.raises(KeyboardInterrupt), signals.ending("x"):
        _send(signal.SIGINT)


@pytest.mark.parametrize(
    ("number", "error"), [(one, ReelgraphError) for one in ENDING] + [(signal.SIGINT, KeyboardInterrupt)]
)
def test_an_engine_that_works_long_hears_a_signal(
    number: signal.Signals, error: type[BaseException], tmp_path: Path
) -> None:
    """What is asked of the identities of a large catalogue ends with the signal and not with the answer."""
    count = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) SELECT COUNT(*) FROM n"
    )
    before = time.process_time()
    with closing(Identities(tmp_path / "identities", [])) as identities:
        with pytest.raises(error), signals.ending("x"):
            threading.Timer(0.2, _send, [number]).start()
            identities._database.execute(count).fetchone()
        assert identities.published() == {}
    assert time.process_time() - before < 3


def test_an_error_without_a_signal_stays_what_it_is() -> None:
    """Also where a signal ended what was done before."""
    with pytest.raises(ReelgraphError, match="SIGTERM"), signals.ending("x"):
        _send(signal.SIGTERM)
    with pytest.raises(ValueError, match="other"), signals.ending("x"):
        raise ValueError("other")


def test_a_signal_waits_for_the_end_of_what_holds_it() -> None:
    """What must not be cut in two is finished first."""
    done = []
    with pytest.raises(ReelgraphError), signals.ending("x"):
        with signals.held():
            with signals.held():
                _send(signal.SIGTERM)
            done.append(1)
        done.append(2)
    assert done == [1]


def test_what_is_done_is_not_undone() -> None:
    """Behind `ignore` a signal changes nothing."""
    with signals.ending("x"):
        signals.ignore()
        _send(signal.SIGTERM)


def test_what_is_ignored_stays_ignored() -> None:
    """A program that was begun with nohup goes on when its terminal is closed."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals.ending("x"):
            _send(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)
