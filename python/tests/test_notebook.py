"""The tutorial runs, and its outputs are those that stand in it."""

import json
import re
import subprocess
import sys

import pytest

pytest.importorskip("nbconvert", reason="nbconvert is not installed (Debian: python3-nbconvert python3-ipykernel)")
pytest.importorskip("torchvision", reason="torchvision is not installed (Debian: python3-torchvision)")

from conftest import ROOT  # noqa: E402

NOTEBOOK = ROOT / "docs" / "tutorials" / "python.ipynb"


def said(notebook):
    """Returns what cells printed, numbers left out: their last digits differ between machines."""
    text = ""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            text += "".join(output.get("text", ""))
    return re.sub(r"\d+(\.\d+)?(e-\d+)?", "#", text)


def test_the_tutorial_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "python"))
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", tmp_path, NOTEBOOK],
        check=True,
        capture_output=True,
    )
    before = json.loads(NOTEBOOK.read_text())
    after = json.loads((tmp_path / NOTEBOOK.name).read_text())
    assert said(after) == said(before) != ""
    kinds = [
        [kind for output in cell.get("outputs", []) for kind in output.get("data", {})] for cell in before["cells"]
    ]
    assert sum("image/png" in kind for kind in kinds) >= 4
    losses = re.findall(r"epoch \d: loss ([\d.]+)", json.dumps(after))
    assert float(losses[-1]) < float(losses[0])
    assert re.search(r"step 100: loss [\d.e-]+, gamma 1\.(69|7[01])", json.dumps(after))
