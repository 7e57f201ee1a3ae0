"""The lab book: runs, metrics, findings, cells and predictions, as pandas frames where pandas is installed."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._command import program

__all__ = ["artefact", "cells", "findings", "metrics", "params", "predictions", "runs", "sql"]

_ROWS = 1_000_000


def sql(query: str, lab: str | os.PathLike | None = None) -> Any:
    """Asks the lab book by SQL that reads: a list of dicts, or a pandas frame.

    Args:
        query: see docs/reference/lab-sql.md for the views.
        lab: the lab book (default: ``RAWLINE_LAB``, or the folder labbook).

    Raises:
        RuntimeError: if there is no lab book, or the query is rejected; the message says why.
    """
    return _frame(_rows(query, lab))


def _rows(query: str, lab: str | os.PathLike | None) -> list[dict[str, Any]]:
    words = [*program(), "lab", "sql", query, "--json", "--limit", str(_ROWS)]
    if lab is not None:
        words += ["--lab", os.fspath(lab)]
    done = subprocess.run(words, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _frame(rows: list[dict[str, Any]]) -> Any:
    try:
        import pandas
    except ImportError:
        return rows
    return pandas.DataFrame(rows)


def runs(command: str | None = None, lab: str | os.PathLike | None = None) -> Any:
    """Returns the runs, the newest first; those of one command where it is given."""
    if command is not None and not command.isidentifier():
        raise ValueError(f"the command is {command!r}: expected a word such as 'drift'")
    where = f" where command = '{command}'" if command else ""
    return sql(f"select * from runs{where} order by number desc", lab)


def params(run: int, lab: str | os.PathLike | None = None) -> Any:
    """Returns the parameters of a run."""
    return sql(f"select * from params where run = {int(run)}", lab)


def metrics(run: int, lab: str | os.PathLike | None = None) -> Any:
    """Returns the metrics of a run, a row a step."""
    return sql(f"select * from metrics where run = {int(run)}", lab)


def cells(run: int, lab: str | os.PathLike | None = None) -> Any:
    """Returns the cells of an experiment: what each model reached under each condition."""
    return sql(f"select * from cells where run = {int(run)}", lab)


def predictions(run: int, lab: str | os.PathLike | None = None) -> Any:
    """Returns the predictions of an experiment, a row a sample."""
    return sql(f"select * from predictions where run = {int(run)}", lab)


def findings(run: int, lab: str | os.PathLike | None = None, artefacts: str | os.PathLike | None = None) -> Any:
    """Returns the figures that an experiment found, a row an estimate, with its confidence interval.

    They are those of the run's ``findings.json``, all of which ``json.loads(artefact(run, "findings.json"))`` is.
    """
    return _frame(list(_estimates((), json.loads(artefact(run, "findings.json", lab, artefacts)))))


def _estimates(names: tuple[str, ...], value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and {"value", "low", "high"} <= value.keys():
        yield {"finding": ".".join(names), **{key: value.get(key) for key in ("value", "low", "high", "level")}}
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from _estimates((*names, name), held)
    elif isinstance(value, list):
        for place, held in enumerate(value, 1):
            words = [each for each in held.values() if isinstance(each, str)] if isinstance(held, dict) else []
            yield from _estimates((*names, " ".join(words) or str(place)), held)


def artefact(
    run: int, name: str, lab: str | os.PathLike | None = None, artefacts: str | os.PathLike | None = None
) -> bytes:
    """Returns a file that a run keeps in the lab book, such as ``"report.html"``.

    Args:
        artefacts: the folder of the artefacts (default: that in the lab book, or labbook/artefacts for a lab book in
            PostgreSQL).

    Raises:
        KeyError: if the run has no such file; the message lists those that it has.
        OSError: if the file is missing in the folder, or damaged.
    """
    kept = {row["name"]: row["sha256"] for row in _rows(f"select * from artefacts where run = {int(run)}", lab)}
    if name not in kept:
        raise KeyError(f"run {run} has no file {name!r}: it has {', '.join(kept) or 'none'}")
    place = os.fspath(lab or os.environ.get("RAWLINE_LAB") or "labbook")
    folder = Path(artefacts or Path("labbook" if place.startswith("jdbc:") else place, "artefacts"))
    file = folder / kept[name][:2] / kept[name]
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != kept[name]:
        raise OSError(f"{file} is damaged: its SHA-256 differs from its name; store {name} of run {run} again")
    return content
