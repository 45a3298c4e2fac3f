"""The notebook in `docs/` runs, and shows what is stored in it."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "docs" / "films.ipynb"


def _shown(notebook: Any) -> list[list[str]]:
    """What each cell of code printed or gave, as text."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[output.get("data", {}).get("text/plain", output.get("text", "")) for output in c.outputs] for c in cells]


@pytest.mark.slow
def test_the_notebook(example: Path, tmp_path: Path) -> None:
    """Every cell gives what the notebook shows below it, in the folder where Jupyter starts it."""
    (tmp_path / "out").symlink_to(example.parent)
    (tmp_path / "docs").mkdir()
    notebook = nbformat.read(NOTEBOOK, 4)
    before = _shown(notebook)
    assert len(before) > 3 and all(before)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "docs")}}).execute()
    assert _shown(notebook) == before
