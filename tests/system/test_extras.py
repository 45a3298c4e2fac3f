"""What only some need: told by name where it is needed and absent, and there wherever tests run."""

from importlib.metadata import PackageNotFoundError, distribution, requires

import pytest

from kg.system.errors import Missing
from kg.system.extras import need


@pytest.mark.parametrize("module", ["not_there", "not_there.at_all", "json.not_there"])
def test_what_is_missing_is_told(module: str) -> None:
    """With the command that installs it, in one line."""
    with pytest.raises(Missing) as told:
        need(module, "some", "That")
    assert str(told.value) == 'That needs a package that is not installed; run: pip install "reelgraph[some]"'


@pytest.mark.parametrize("module", ["json", "json.decoder"])
def test_what_is_there_is_not_told(module: str) -> None:
    """A module, or one in a package."""
    need(module, "some", "That")


def _is_installed(requirement: str) -> bool:
    try:
        return bool(distribution(requirement.partition(">")[0]))
    except PackageNotFoundError:
        return False


def test_every_extra_is_installed_where_tests_run() -> None:
    """So nothing is left untested for want of it."""
    extras = [requirement for requirement in requires("reelgraph") or () if "extra ==" in requirement]
    assert extras
    assert [requirement for requirement in extras if not _is_installed(requirement)] == []
