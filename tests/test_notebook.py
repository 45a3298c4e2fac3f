"""The notebook in `docs/` runs, and shows what is stored in it.

REELGRAPH_BIN may name the folder of another `kg`, such as that of an installed wheel.
"""

import json
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "films.ipynb"
BIN = Path(os.environ.get("REELGRAPH_BIN", Path(sys.executable).parent))
KERNEL = "reelgraph"


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A kernel of the Python that has `kg`; Jupyter and polars, which a wheel does not need, come from here."""
    folder = tmp_path / "jupyter" / "kernels" / KERNEL
    folder.mkdir(parents=True)
    argv = [str(BIN / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Reelgraph", "language": "python"}
    here = {"env": {"PYTHONPATH": sysconfig.get_path("purelib")}} if Path(sys.executable).parent != BIN else {}
    (folder / "kernel.json").write_text(json.dumps(spec | here))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    return KERNEL


def _shown(notebook: Any) -> list[list[str]]:
    """What each cell of code printed or gave, as text."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[output.get("data", {}).get("text/plain", output.get("text", "")) for output in c.outputs] for c in cells]


def _run(notebook: Any, kernel: str, folder: Path) -> Any:
    folder.mkdir(exist_ok=True)
    resources = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=120, kernel_name=kernel, resources=resources).execute()


@pytest.mark.slow
def test_the_notebook(kernel: str, tmp_path: Path) -> None:
    """Every cell gives what the notebook shows below it, in an empty folder, which stays empty."""
    notebook = nbformat.read(NOTEBOOK, 4)
    before = _shown(notebook)
    assert len(before) > 3 and all(before)
    _run(notebook, kernel, tmp_path / "empty")
    assert _shown(notebook) == before
    assert not list((tmp_path / "empty").iterdir())


@pytest.mark.slow
def test_the_kernel(kernel: str, tmp_path: Path) -> None:
    """It has the `kg` that is tested."""
    code = "import kg, sys; kg.__file__.startswith(sys.prefix), sys.prefix"
    found = _run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), kernel, tmp_path / "empty")
    assert _shown(found) == [[str(("REELGRAPH_BIN" in os.environ, str(BIN.parent)))]]
