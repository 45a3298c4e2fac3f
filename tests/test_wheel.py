"""Reelgraph is an ordinary package: its wheel, in an empty environment, works from any folder."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_a_wheel_in_an_empty_environment(tmp_path: Path) -> None:
    """Shapes, ontology, queries and templates travel in the wheel."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    install = [str(tmp_path / "env" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=400)
    kg = tmp_path / "env" / "bin" / "kg"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for command in (["init", "mine"], ["build", "mine", "--out", "out"], ["query", "out", "films-by-director"]):
        ran = subprocess.run([kg, *command], cwd=elsewhere, capture_output=True, text=True, timeout=100)
        assert ran.returncode == 0, ran.stderr
    assert "Andrew Haigh" in ran.stdout
    page = elsewhere / "out" / "current" / "film" / "all-of-us-strangers-2023" / "index.ttl"
    ran = subprocess.run([kg, "validate", page], cwd=elsewhere, capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
