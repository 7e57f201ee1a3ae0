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
    with _Interruptions() as interruptions:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            # An interruption reaches it once, from here, and not from the terminal as well.
            start_new_session=interruptions.are_led,
        )
        try:
            interruptions.lead_to(process)
            readers = [
                _Reader(process.stderr, end.append, None if quiet else sys.stderr),
                _Reader(process.stdout, printed.append if as_json else None, None if quiet or as_json else sys.stdout),
            ]
            process.wait()
            for reader in readers:
                reader.join()
        except BaseException:
            process.terminate()
            raise
    if interruptions.count:
        raise KeyboardInterrupt
    if process.returncode and not (as_json and process.returncode in _VERDICTS):
        raise RuntimeError("".join(end).strip() or f"rawline {command} ended with {process.returncode}")
    return list(_values("".join(printed))) if as_json else None


class _Interruptions:
    """Leads Ctrl-C to a command, in place of the exception that it is in Python at any moment."""

    def __init__(self) -> None:
        self.count = 0
        self._led = 0
        self._process: subprocess.Popen | None = None
        self._before: Any = None

    def __enter__(self) -> _Interruptions:
        if threading.current_thread() is threading.main_thread() and callable(signal.getsignal(signal.SIGINT)):
            self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    @property
    def are_led(self) -> bool:
        """Whether they come here, as in the main thread alone."""
        return self._before is not None

    def __exit__(self, *_: object) -> None:
        if self.are_led:
            signal.signal(signal.SIGINT, self._before)

    def _interrupt(self, *_: object) -> None:
        self.count += 1
        self._lead()

    def lead_to(self, process: subprocess.Popen) -> None:
        """Leads all of them to a process, those before it began too."""
        self._process = process
        self._lead()

    def _lead(self) -> None:
        while self._process is not None and self._process.returncode is None and self._led < self.count:
            self._led += 1
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGINT)


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
