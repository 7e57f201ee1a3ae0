"""The lab book: runs, parameters, metrics, cells and predictions, as pandas frames where pandas is installed."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from ._command import program

__all__ = ["cells", "metrics", "params", "predictions", "runs", "sql"]

_ROWS = 1_000_000


def sql(query: str, lab: str | os.PathLike | None = None) -> Any:
    """Asks the lab book by SQL that reads: a list of dicts, or a pandas frame.

    Args:
        query: see docs/reference/lab-sql.md for the views.
        lab: the lab book (default: ``RAWLINE_LAB``, or the folder labbook).

    Raises:
        RuntimeError: if there is no lab book, or the query is rejected; the message says why.
    """
    words = [*program(), "lab", "sql", query, "--json", "--limit", str(_ROWS)]
    if lab is not None:
        words += ["--lab", os.fspath(lab)]
    done = subprocess.run(words, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
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
