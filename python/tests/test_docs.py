"""The examples of README and guide run, in their order, and the reference is that of the code."""

import os
import re
import subprocess
import sys

import pytest

pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

from conftest import ROOT  # noqa: E402


def test_the_examples_of_the_guide_run(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text() + (ROOT / "docs" / "how-to" / "python.md").read_text()
    examples = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    assert len(examples) >= 5
    names: dict = {}
    for example in examples:
        exec(compile(example, "python.md", "exec"), names)
    assert "(3, 240, 480) float32" in capsys.readouterr().out
    assert os.getcwd() == str(ROOT)


def test_the_engine_and_the_published_pipeline_compute_the_same_side_by_side():
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "speed.py", "2"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python")},
    )
    found = re.search(r"rawline +\S+ ms, PyTorch +\S+ ms, .*by at most (\S+), .*balance by (\S+) of", done.stdout)
    assert found, done.stdout + done.stderr
    assert float(found[1]) < 1e-4 and float(found[2]) < 1e-4


def test_the_reference_is_that_of_the_code(tmp_path):
    subprocess.run(
        [sys.executable, ROOT / "python" / "reference.py", tmp_path / "python.md"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "python")},
        check=True,
    )
    page = (ROOT / "docs" / "reference" / "python.md").read_text()
    assert page == (tmp_path / "python.md").read_text(), "run python/reference.py"
