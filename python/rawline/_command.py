"""The commands of the terminal, for what trains."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def program() -> list[str]:
    """Returns how the command is started: RAWLINE_COMMAND, that of this checkout, or that on the PATH."""
    named = os.environ.get("RAWLINE_COMMAND")
    checkout = Path(__file__).resolve().parents[2] / "rawline"
    found = named or (str(checkout) if os.access(checkout, os.X_OK) and checkout.is_file() else shutil.which("rawline"))
    if not found:
        raise FileNotFoundError(
            "the command rawline is not installed: put its folder on the PATH, or set RAWLINE_COMMAND to it"
        )
    return [found]


def run(command: str, *arguments: Any, quiet: bool = False, **options: Any) -> None:
    """Runs a command of the terminal and shows its progress.

    ``run("drift", "plan.yaml", data="smears", out="drift")`` is ``rawline drift plan.yaml --data smears --out drift``;
    ``force=True`` is ``--force``, and ``learning_rate=0.1`` is ``--learning-rate 0.1``.

    Args:
        quiet: whether to keep back what the command says, unless it fails.

    Raises:
        RuntimeError: if the command fails; the message is the command's.
        KeyboardInterrupt: if it is interrupted; the command ends too.
    """
    words = [*program(), *command.split(), *map(str, arguments)]
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            words.append(option)
        elif value is not False and value is not None:
            words += [option, json.dumps(value) if isinstance(value, (dict, list)) else str(value)]
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=said, text=True, errors="replace")
        try:
            for line in process.stdout:
                if not quiet:
                    print(line, end="", flush=True)
            process.wait()
        except KeyboardInterrupt:
            process.wait()  # the terminal has interrupted it too
            raise
        finally:
            process.stdout.close()
        said.seek(0)
        words_of_it = said.read().strip()
    if process.returncode:
        raise RuntimeError(words_of_it or f"rawline {command} ended with {process.returncode}")
    if words_of_it and not quiet:
        print(words_of_it, file=sys.stderr)
