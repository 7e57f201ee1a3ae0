"""The examples of README and guide run, in their order."""

import os
import re

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
    assert "(3, 480, 640) float32" in capsys.readouterr().out
    assert os.getcwd() == str(ROOT)
