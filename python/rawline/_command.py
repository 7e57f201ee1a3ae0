"""The commands of the terminal, for what trains."""

from __future__ import annotations

import collections
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

_LINES = 40
"""The most lines of stderr that an error repeats."""

_VERDICTS = (3, 4)
"""The exit codes of checks that do not pass."""


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


def run(command: str, *arguments: Any, quiet: bool = False, **options: Any) -> list[Any] | None:
    """Runs a command of the terminal and shows its results and its progress as they come.

    ``run("drift", "plan.yaml", data="smears", out="drift")`` is ``rawline drift plan.yaml --data smears --out drift``;
    ``force=True`` is ``--force``, and ``learning_rate=0.1`` is ``--learning-rate 0.1``. An interruption (Ctrl-C, or the
    notebook's button) ends the command in order, a second one at once.

    With ``json=True``, which commands with verdicts take, it returns what the command prints as a list of JSON's
    values, also where the verdict is a failure; else it returns None.

    Args:
        quiet: whether to keep back what the command prints, unless it fails.

    Raises:
        RuntimeError: if the command fails; the message is the end of what it printed to stderr.
        KeyboardInterrupt: if it is interrupted; the command has ended then.
    """
    words = [*program(), *command.split(), *map(str, arguments)]
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            words.append(option)
        elif value is not False and value is not None:
            words += [option, json.dumps(value) if isinstance(value, (dict, list)) else str(value)]
    as_json = options.get("json") is True
    end: collections.deque[str] = collections.deque(maxlen=_LINES)
    printed: list[str] = []
    process = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # an interruption reaches it once, from here, and not from the terminal as well
    )
    readers = [
        _Reader(process.stderr, end.append, None if quiet else sys.stderr),
        _Reader(process.stdout, printed.append if as_json else None, None if quiet or as_json else sys.stdout),
    ]
    interrupted = False
    while True:
        try:
            process.wait()
            for reader in readers:
                reader.join()
            break
        except KeyboardInterrupt:
            interrupted = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
        except BaseException:
            process.terminate()
            raise
    if interrupted:
        raise KeyboardInterrupt
    if process.returncode and not (as_json and process.returncode in _VERDICTS):
        raise RuntimeError("".join(end).strip() or f"rawline {command} ended with {process.returncode}")
    return list(_values("".join(printed))) if as_json else None


class _Reader(threading.Thread):
    """Keeps and shows the lines of a stream as they come."""

    def __init__(self, stream: TextIO, keep: Callable[[str], Any] | None, shown: TextIO | None):
        super().__init__(daemon=True)
        self._stream, self._keep, self._shown = stream, keep, shown
        self.start()

    def run(self) -> None:
        with self._stream:
            for line in self._stream:
                if self._keep is not None:
                    self._keep(line)
                if self._shown is not None:
                    print(line, end="", file=self._shown, flush=True)


def _values(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()
